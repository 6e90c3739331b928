import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { styleText } from 'node:util'
import { reasonFor } from '../files/reason.ts'
import { type Annotation, annotationLine } from '../report/github.ts'
import { outputLine } from '../text/workflow.ts'

type Format = Parameters<typeof styleText>[0]

/** Stands for the escape character of this program's own colours until they are written: no text of others can know it. */
const OWN = `<${randomUUID()}>`

/** A line as it is written: of control characters only those of `paint`, and nothing in it that a workflow takes for a command. */
const written = (line: string): string => outputLine(line).replaceAll(OWN, '\u001b')

const block = (lines: readonly string[]): string => lines.map((line) => `${written(line)}\n`).join('')

/**
 * Standard output and error as a person or a pipe sees them: the one way to both. What is given is a line each, whatever is in
 * it; a text of several lines is to be split by who knows that it has them.
 */
export const terminal = {
  /** Characters in a line; a pipe has no end of line. */
  get width(): number {
    return process.stdout.columns ?? Number.POSITIVE_INFINITY
  },

  /** Characters in a line of an error message. */
  get errorWidth(): number {
    return process.stderr.columns ?? 100
  },

  print(...lines: readonly string[]): void {
    if (lines.length > 0) process.stdout.write(block(lines))
  },

  complain(...lines: readonly string[]): void {
    if (lines.length > 0) process.stderr.write(block(lines))
  },

  /** Remarks for the runner of a workflow, which reads both streams: the only commands that are ever printed. */
  annotate(annotations: readonly Annotation[], stream: 'stdout' | 'stderr'): void {
    for (const annotation of annotations) process[stream].write(`${annotationLine(annotation)}\n`)
  },

  /** Where a progress bar is drawn, which rewrites its line and says nothing but numbers. */
  get progress(): NodeJS.WriteStream {
    return process.stderr
  },

  /** Colour on a terminal that wants it, plain text everywhere else. */
  paint(format: Format, text: string, stream: NodeJS.WriteStream = process.stdout): string {
    const plain = !stream.isTTY || (process.env.NO_COLOR ?? '') !== '' || process.env.TERM === 'dumb'
    return plain ? text : styleText(format, outputLine(text), { validateStream: false }).replaceAll('\u001b', OWN)
  },

  /**
   * Ends where a stream takes nothing more, with a sentence and 2. Where a pipe is closed early, as by `adam-lab list | head`, nobody
   * listens, and the command ends as it would have.
   */
  endWithStreams(): void {
    for (const stream of [process.stdout, process.stderr]) {
      stream.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'EPIPE') return
        const sentence = `adam-lab: cannot write to standard output: ${reasonFor(error.code ?? error.message)}\n`
        try {
          if (stream === process.stdout) writeSync(process.stderr.fd, sentence)
        } finally {
          process.exit(2)
        }
      })
    }
  },
}
