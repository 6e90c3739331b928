import { styleText } from 'node:util'

type Format = Parameters<typeof styleText>[0]

/** Standard output as a person or a pipe sees it. */
export const terminal = {
  /** Characters in a line; a pipe has no end of line. */
  get width(): number {
    return process.stdout.columns ?? Number.POSITIVE_INFINITY
  },

  print(...lines: readonly string[]): void {
    if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`)
  },

  complain(...lines: readonly string[]): void {
    if (lines.length > 0) process.stderr.write(`${lines.join('\n')}\n`)
  },

  /** Colour on a terminal that wants it, plain text everywhere else. */
  paint(format: Format, text: string, stream: NodeJS.WriteStream = process.stdout): string {
    const plain = !stream.isTTY || (process.env.NO_COLOR ?? '') !== '' || process.env.TERM === 'dumb'
    return plain ? text : styleText(format, text, { validateStream: false })
  },
}
