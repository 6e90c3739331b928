import { styleText } from 'node:util'
import type { Progress } from '../run/execute.ts'

/** Milliseconds between two lines where nothing can be rewritten, and between two drawings on a terminal. */
const SILENCE = 5000
const FRAME = 100
const PATIENCE = 2000 - FRAME

const LONGEST_BAR = 40

/** A time in words: whole seconds up to a minute and a half, then minutes, then hours. */
export const duration = (seconds: number): string =>
  seconds < 90
    ? `${Math.ceil(seconds)} s`
    : seconds < 5400
      ? `${Math.round(seconds / 60)} min`
      : `${(seconds / 3600).toFixed(1)} h`

/**
 * Tells progress on a stream: a line that rewrites itself on a terminal, never wider than that, coloured unless NO_COLOR is
 * set; a plain line every five seconds elsewhere.
 *
 * @param what is done, which is told with its count, after two seconds
 */
export function progressBar(stream: NodeJS.WriteStream, what?: string) {
  const started = Date.now()
  // Work with a name is often done before anybody would ask.
  let last = what === undefined ? started : started + PATIENCE
  let drawn = false
  const sentence = ({ done, total }: Progress): string => {
    if (what !== undefined) return `${what} ${done}/${total}`
    const share = total > 0 ? done / total : 1
    const spent = (Date.now() - started) / 1000
    const left = share > 0.01 ? `, about ${duration((spent * (1 - share)) / share)} left` : ''
    return `${Math.floor(share * 100)} %${left}`
  }
  return {
    update(progress: Progress): void {
      const now = Date.now()
      if (now - last < (stream.isTTY ? FRAME : SILENCE)) return
      last = now
      const text = sentence(progress)
      if (!stream.isTTY) {
        stream.write(`${text}\n`)
        return
      }
      // The last column stays free: a terminal may begin a new line when it is filled. Some report a width of 0.
      const columns = (stream.columns || 80) - 1
      const width = Math.max(0, Math.min(LONGEST_BAR, columns - text.length - 1))
      const filled = progress.total > 0 ? Math.round((width * progress.done) / progress.total) : width
      const bar = '#'.repeat(filled) + '-'.repeat(width - filled)
      const line = width > 0 ? `${styleText('cyan', bar, { stream })} ${text}` : text.slice(0, columns)
      stream.write(`\r\u001b[K${line}`)
      drawn = true
    },
    end(): void {
      if (drawn) stream.write('\r\u001b[K')
      drawn = false
    },
  }
}
