import { styleText } from 'node:util'
import type { Progress } from './run.ts'

const SILENCE = 5000

const duration = (seconds: number): string =>
  seconds < 90
    ? `${Math.ceil(seconds)} s`
    : seconds < 5400
      ? `${Math.round(seconds / 60)} min`
      : `${(seconds / 3600).toFixed(1)} h`

/** Tells progress on a stream: a line that rewrites itself on a terminal, a plain line every five seconds elsewhere. */
export function progressBar(stream: NodeJS.WriteStream) {
  const started = Date.now()
  let last = started
  let drawn = false
  const sentence = ({ done, total }: Progress): string => {
    const share = total > 0 ? done / total : 1
    const spent = (Date.now() - started) / 1000
    const left = share > 0.01 ? `, about ${duration((spent * (1 - share)) / share)} left` : ''
    return `${Math.floor(share * 100)} %${left}`
  }
  return {
    update(progress: Progress): void {
      const now = Date.now()
      if (now - last < (stream.isTTY ? 100 : SILENCE)) return
      last = now
      const text = sentence(progress)
      if (!stream.isTTY) {
        stream.write(`${text}\n`)
        return
      }
      const width = Math.min(40, Math.max(0, stream.columns - text.length - 4))
      const filled = progress.total > 0 ? Math.round((width * progress.done) / progress.total) : width
      const bar = '#'.repeat(filled) + '-'.repeat(width - filled)
      stream.write(`\r\u001b[K${styleText('cyan', bar, { stream })} ${text}`.slice(0, 400))
      drawn = true
    },
    end(): void {
      if (drawn) stream.write('\r\u001b[K')
      drawn = false
    },
  }
}
