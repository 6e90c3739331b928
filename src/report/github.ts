/** A remark at a line of a file, as a GitHub workflow shows it beside the change. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  /** Null for a remark on no file in particular. */
  readonly file: string | null
  readonly line: number
  readonly title: string
  readonly message: string
}

/** The workflow command that makes an annotation: one line, whatever is in its texts. */
export function annotationLine({ level, file, line, title, message }: Annotation): string {
  const place = file === null ? '' : `file=${property(file)},line=${line},`
  return `::${level} ${place}title=${property(title)}::${data(message)}`
}

/** The escapes of workflow commands, as the runner undoes them (actions/toolkit, command.ts). */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** A table in Markdown; a `|` or a new line in a cell does not break it. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const cell = (text: string) =>
    text
      .replaceAll('\\', '\\\\')
      .replaceAll('|', '\\|')
      .replaceAll(/\s*\n\s*/g, ' ')
      .replaceAll('<', '&lt;')
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), `|${head.map(() => ' --- |').join('')}`, ...rows.map(line)]
}
