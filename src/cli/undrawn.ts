import { terminal } from './terminal.ts'

/** Says which charts of results could not be drawn; the exit code that this is, in `report` as in `run`. */
export function tellUndrawn(sentences: readonly string[]): number {
  terminal.complain(...sentences)
  return sentences.length > 0 ? 3 : 0
}

/** The sentences of a result among several. */
export const undrawnIn = (path: string, { undrawn = [] }: { readonly undrawn?: readonly string[] }): string[] =>
  undrawn.map((sentence) => `${path}: ${sentence}`)
