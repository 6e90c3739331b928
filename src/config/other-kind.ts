import { otherKind } from '../messages/keys.ts'
import type { Message } from '../messages/message.ts'
import type { Kind } from './library.ts'
import { experimentSchema, pageSchemas } from './schema.ts'

/** Keys that only an experiment has. */
const OWN: ReadonlySet<string> = new Set(
  Object.keys(experimentSchema.shape).filter(
    (key) => !Object.values(pageSchemas).some(({ shape }) => Object.hasOwn(shape, key)),
  ),
)

/** Where an experiment has a page of each kind. */
const PLACES: Readonly<Record<Kind, string>> = {
  optimizer: 'as an entry of `optimizers`',
  problem: 'as its `problem`',
  noise: 'by the name of a built-in one, as the `noise` of its problem',
  average: 'by the name of a built-in one, as its `average`',
  measure: 'as a formula in its `measures`',
  prediction: 'among its `predictions`',
}

/** What is said of a page that is no experiment, but what an experiment uses; null if it may be one. */
export function kindOfOther(page: Readonly<Record<string, unknown>>): Message | null {
  const { kind: said, ...rest } = page
  const keys = Object.keys(rest)
  if (keys.some((key) => OWN.has(key))) return null
  const kinds = Object.keys(NEEDED) as Kind[]
  const kind = kinds.find((one) => one === said) ?? kinds.find((one) => fits(one, keys))
  if (kind === undefined) return null
  return otherKind(kind, PLACES[kind])
}

/** Whether a page has what a kind of pages has to have, and nothing that it may not have. */
function fits(kind: Kind, keys: readonly string[]): boolean {
  const { shape } = pageSchemas[kind]
  const needed = NEEDED[kind]
  return keys.every((key) => Object.hasOwn(shape, key)) && needed.some((key) => keys.includes(key))
}

/** Keys one of which every page of a kind has; a page that fits several kinds is taken for the first. */
const NEEDED: Readonly<Record<Kind, readonly string[]>> = {
  optimizer: ['step'],
  problem: ['objective', 'loss'],
  noise: ['draw'],
  prediction: ['formula', 'code'],
  measure: ['value'],
  average: ['value'],
}
