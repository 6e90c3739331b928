import type { Diagnostic } from '../lang/source.ts'
import { withCode } from '../messages/message.ts'
import { clipPath } from '../text/clip.ts'
import { oneColumnEach } from '../text/unseen.ts'

const CONTEXT = 1

/** The text split last: a page with many mistakes is split once. */
let recent: { readonly text: string; readonly lines: readonly string[] } = { text: '', lines: [''] }

function linesOf(text: string): readonly string[] {
  if (recent.text !== text) recent = { text, lines: text.split(/\r?\n/) }
  return recent.lines
}

/**
 * A diagnostic with the lines around it: `file:line:col: message [code]`, the lines with a caret under the range, the hint; a line each.
 *
 * @param width columns of the terminal; longer lines are cut around the caret
 */
export function formatDiagnostic(d: Diagnostic, text: string, options: { readonly width?: number } = {}): string[] {
  const width = Math.max(30, options.width ?? 100)
  const head = `${oneColumnEach(clipPath(d.file))}:${d.start.line}:${d.start.column}: ${oneColumnEach(withCode(d))}`
  const lines = linesOf(text)
  const first = Math.max(1, d.start.line - CONTEXT)
  const last = Math.min(lines.length, d.start.line + CONTEXT)
  const gutter = String(last).length
  const room = width - gutter - 5
  const column = d.start.column - 1
  const cut = column < room - 10 ? 0 : column - Math.floor(room / 2)
  const frame: string[] = []
  // An option of the command line has no lines.
  const framed = text !== '' && !d.file.startsWith('--')
  for (let n = first; n <= last && framed; n++) {
    const line = oneColumnEach(lines[n - 1] ?? '')
    const shown = line.slice(cut, cut + room)
    frame.push(`${n === d.start.line ? '>' : ' '} ${String(n).padStart(gutter)} | ${shown}`.trimEnd())
    if (n !== d.start.line) continue
    const end = d.end.line === d.start.line ? d.end.column - 1 : line.length
    const length = Math.max(1, Math.min(end, cut + room) - column)
    frame.push(`  ${' '.repeat(gutter)} | ${' '.repeat(Math.max(0, column - cut))}${'^'.repeat(length)}`)
  }
  const note = d.note && `  note: in ${oneColumnEach(`${clipPath(d.note.file)}:${d.note.start.line}: ${d.note.text}`)}`
  return [
    head,
    ...frame,
    ...(note === undefined ? [] : [note]),
    ...(d.hint === undefined ? [] : [`  hint: ${oneColumnEach(d.hint)}`]),
  ]
}
