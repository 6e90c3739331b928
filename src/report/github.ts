import { commandData as data, commandProperty as property } from '../text/workflow.ts'

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
