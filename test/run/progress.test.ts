import { Writable } from 'node:stream'
import { WriteStream } from 'node:tty'
import { stripVTControlCharacters } from 'node:util'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { progressBar } from '../../src/cli/progress.ts'

function terminal(properties: { isTTY?: boolean; columns?: number }) {
  const written: string[] = []
  const stream = new Writable({
    decodeStrings: false,
    write(text: string, _encoding, next) {
      written.push(text)
      next()
    },
  })
  return {
    written,
    stream: Object.assign(
      stream,
      { getColorDepth: WriteStream.prototype.getColorDepth },
      properties,
    ) as unknown as NodeJS.WriteStream,
  }
}

/** What stands on the screen. */
const visible = (text: string) => stripVTControlCharacters(text).replaceAll('\r', '')

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
})

describe('where nothing can be rewritten', () => {
  test('a plain line, at most every five seconds', () => {
    const { stream, written } = terminal({})
    const bar = progressBar(stream)
    for (let second = 1; second <= 12; second++) {
      vi.advanceTimersByTime(1000)
      bar.update({ done: second, total: 100 })
    }
    bar.end()
    expect(written).toEqual(['5 %, about 2 min left\n', '10 %, about 2 min left\n'])
  })
})

describe('on a terminal', () => {
  test.each([200, 80, 30, 12, 5])('with %d columns the line never wraps', (columns) => {
    const { stream, written } = terminal({ isTTY: true, columns })
    const bar = progressBar(stream)
    for (const done of [1, 40, 100]) {
      vi.advanceTimersByTime(2000)
      bar.update({ done, total: 100 })
    }
    expect(written).toHaveLength(3)
    for (const line of written) {
      expect(line.startsWith('\r')).toBe(true)
      expect(visible(line).length).toBeLessThan(columns)
    }
    bar.end()
    expect(visible(written.at(-1) ?? '')).toBe('')
  })

  test('that does not know its width, or with nothing to do', () => {
    const { stream, written } = terminal({ isTTY: true, columns: 0 })
    const bar = progressBar(stream)
    vi.advanceTimersByTime(200)
    bar.update({ done: 0, total: 0 })
    expect(visible(written[0] ?? '')).toBe(`${'#'.repeat(40)} 100 %, about 0 s left`)
  })

  test.each([true, false])('has colour, but not under NO_COLOR (%s)', (plain) => {
    for (const name of ['FORCE_COLOR', 'NODE_DISABLE_COLORS', 'CI', 'TMUX']) vi.stubEnv(name, undefined)
    vi.stubEnv('TERM', 'xterm-256color')
    vi.stubEnv('NO_COLOR', plain ? '1' : undefined)
    const { stream, written } = terminal({ isTTY: true, columns: 80 })
    const bar = progressBar(stream)
    vi.advanceTimersByTime(200)
    bar.update({ done: 1, total: 2 })
    expect(written.join('').includes('\u001b[36m')).toBe(!plain)
  })
})

test('work with a name is told by its count, after two seconds', () => {
  const { stream, written } = terminal({ isTTY: true, columns: 80 })
  const bar = progressBar(stream, 'trying charts')
  vi.advanceTimersByTime(1900)
  bar.update({ done: 1, total: 17 })
  expect(written).toEqual([])
  vi.advanceTimersByTime(200)
  bar.update({ done: 3, total: 17 })
  expect(visible(written.join(''))).toMatch(/ trying charts 3\/17$/)
})
