import type { z } from 'zod'
import { nearest } from '../text/suggest.ts'
import { isMapping } from './mapping.ts'

/** In place of a name that is no text: no page can have it, and it is no mistake that nothing is called so. */
export const STAND_IN = '\0'

/** Turns of mending: one mistake may hide those of other keys, as a misspelt judge does. */
const TURNS = 3

/** A mapping with stand-ins for its keys that a schema does not take; null if it is none, or if they do not do. */
export function mended<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> | null {
  if (!isMapping(value)) return null
  let whole = value
  for (let turn = 0; turn <= TURNS; turn++) {
    const { data, error } = schema.safeParse(whole)
    if (!error) return data ?? null
    for (const { path, ...issue } of error.issues) {
      const [key] = path
      if (typeof key !== 'string') return null
      const { [key]: wrong, ...rest } = whole
      const choices = 'options' in issue ? issue.options : 'values' in issue ? issue.values : []
      const names = Array.isArray(choices) ? choices.map(String) : []
      const others = [nearest(String(wrong), names), 0, STAND_IN, ...names].map((other) => ({ ...rest, [key]: other }))
      const fits = (candidate: unknown) =>
        !schema.safeParse(candidate).error?.issues.some((other) => other.path[0] === key)
      whole = [rest, ...others].find(fits) ?? rest
    }
  }
  return null
}
