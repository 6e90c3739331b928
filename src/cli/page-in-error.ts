import type { Diagnostic } from '../lang/source.ts'
import { type Code, withCode } from '../messages/message.ts'
import { clipPath } from '../text/clip.ts'

/** Mistakes of one page that are told: of those that a program has made, the first few say it all. */
export const MOST_MISTAKES = 40

/** That there are more than were told. */
export const andMore = (count: number): string => `... and ${count.toLocaleString('en')} more`

/** A page that cannot be run, or whose results cannot be judged. */
export interface PageInError {
  readonly file: string
  /** What is wrong with it, from its top to its end; at least one. The last may say how many more there are. */
  readonly mistakes: readonly { readonly line: number; readonly code?: Code; readonly message: string }[]
}

/** Each page once, with all that is wrong with it. */
export function onceEach(pages: readonly PageInError[]): PageInError[] {
  const files = [...new Set(pages.map(({ file }) => file))]
  return files.map((file) => ({
    file,
    mistakes: pages.filter((page) => page.file === file).flatMap((one) => one.mistakes),
  }))
}

/** What is wrong with a page as a whole. */
export const wrongAsWhole = (file: string, message: string, line = 1, code?: Code): PageInError => ({
  file,
  mistakes: [{ line, ...(code === undefined ? {} : { code }), message }],
})

/** A mistake in something else that a page uses is shown at the page's first line, with its own place. */
export function pageInError(file: string, diagnostics: readonly Diagnostic[]): PageInError {
  const mistakes: PageInError['mistakes'][number][] = diagnostics.slice(0, MOST_MISTAKES).map((diagnostic) => {
    const { file: at, start, code, hint } = diagnostic
    const place = at === file ? '' : `${clipPath(at)}:${start.line}:${start.column}: `
    return {
      line: at === file ? start.line : 1,
      code,
      message: `${place}${withCode(diagnostic)}${hint === undefined ? '' : ` (hint: ${hint})`}`,
    }
  })
  const more = diagnostics.length - mistakes.length
  if (more > 0) mistakes.push({ line: diagnostics[MOST_MISTAKES]?.start.line ?? 1, message: andMore(more) })
  return mistakes.length > 0 ? { file, mistakes } : wrongAsWhole(file, 'it is in error')
}
