import { InvalidArgumentError } from '@commander-js/extra-typings'
import { type Message, withCode } from '../messages/message.ts'
import { emptyPath, keySetTwice, noKeyValue, noKind, noNumber } from '../messages/usage.ts'
import { clip, REPEATED } from '../text/clip.ts'
import { suggest } from '../text/suggest.ts'
import { LISTS } from './kinds.ts'

/** What the parser of the command line says of a word that cannot be used. */
const invalid = (message: Message): InvalidArgumentError => new InvalidArgumentError(withCode(message))

/** Reads a whole number from 1: of seeds, of steps, of workers. `1e5` is one too. */
export const countTo =
  (most: number) =>
  (text: string): number => {
    const value = /^\s*\d+(\.\d+)?(e\+?\d+)?\s*$/i.test(text) ? Number(text) : Number.NaN
    if (Number.isInteger(value) && value >= 1 && value <= most) return value
    throw invalid(noNumber(`a whole number from 1 to ${most.toLocaleString('en')}`))
  }

/**
 * Collects `--set key=value`; what key and value mean is for the page's loader to say. A key that is there twice is a mistake: whoever
 * means a grid, or forgot the first, would not see that one of the values is without effect.
 */
export function setting(text: string, previous: readonly string[] = []): string[] {
  const at = text.indexOf('=')
  if (at < 1 || at === text.length - 1) throw invalid(noKeyValue())
  const keyOf = (one: string) => one.slice(0, one.indexOf('=')).trim()
  const before = previous.find((one) => keyOf(one) === keyOf(text))
  if (before !== undefined) throw invalid(keySetTwice(keyOf(text), before))
  return [...previous, text]
}

/** A kind of pages, in the singular too. */
export function kindOfPages(text: string): keyof typeof LISTS {
  const kinds = Object.keys(LISTS) as (keyof typeof LISTS)[]
  const asked = kinds.find((kind) => kind === text || LISTS[kind] === text)
  if (asked !== undefined) return asked
  throw invalid(noKind(suggest(text, kinds) ?? `It must be one of ${kinds.join(', ')}.`))
}

/** A path; the empty one, as of a variable of the shell that is not set, would be the folder that one is in. */
export function path(text: string): string {
  if (text === '') throw invalid(emptyPath())
  return text
}

/** Collects the paths of an option or an argument that may be repeated. */
export const paths = (text: string, previous: readonly string[] = []): string[] => [...previous, path(text)]

/** A relative error: a number from 0. */
export function tolerance(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isFinite(value) || value < 0) throw invalid(noNumber('a number from 0, such as 1e-6'))
  return value
}

/** A complaint about the command line, in which each of its words, or what is before and after their `=`, is repeated in part only. */
export function clipWords(message: string, words: readonly string[]): string {
  const parts = words.flatMap((word) => [word, ...word.split(/=(.*)/s)]).filter((part) => part.length > REPEATED)
  return parts.reduce((said, part) => said.replaceAll(part, () => clip(part)), message)
}
