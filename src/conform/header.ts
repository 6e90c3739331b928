import type { Choice } from '../config/entry.ts'
import { namesUsed } from '../lang/names.ts'
import { parseFormula } from '../lang/parse.ts'
import { Diagnostics, plainSource } from '../lang/source.ts'

/** Names of hyperparameters as libraries have them, and what the pages call the same. */
const SYNONYMS: Readonly<Record<string, string>> = {
  learning_rate: 'lr',
  alpha: 'beta2',
  rho: 'beta2',
  decay: 'beta2',
  momentum: 'beta1',
  b1: 'beta1',
  b2: 'beta2',
  b3: 'beta3',
  beta_1: 'beta1',
  beta_2: 'beta2',
  beta_3: 'beta3',
  epsilon: 'eps',
  weight_decay: 'wd',
  keep_num: 'n',
}

/** What the header of a trace says of hyperparameters. */
export interface Header {
  /** Whether it says anything: a header that does means 0 by a key that it leaves out. */
  readonly given: boolean
  /** A number or a formula for a hyperparameter of a page, under its own name or a synonym; undefined if there is none. */
  value(name: string): Choice | undefined
  /** Settings that none of `names` takes, as they were written. What means the same as no key at all is not among them. */
  unknown(names: ReadonlySet<string>): Readonly<Record<string, unknown>>
  /** Why the texts under keys that one of `names` takes are no formulas, by key. */
  misread(names: ReadonlySet<string>): Readonly<Record<string, string>>
}

/** @param hyper as in the trace; null if it has none */
export function readHeader(hyper: Readonly<Record<string, unknown>> | null): Header {
  const values = new Map(Object.entries(hyper ?? {}).flatMap(spread))
  const choices = new Map<string, Choice>()
  const reasons = new Map<string, string>()
  for (const [key, value] of values) {
    if (typeof value === 'number' || typeof value === 'boolean') choices.set(key, Number(value))
    if (typeof value !== 'string') continue
    const read = scheduled(value)
    if ('reason' in read) reasons.set(key, read.reason)
    else choices.set(key, read.choice)
  }
  const known = (names: ReadonlySet<string>, key: string) => names.has(key) || names.has(SYNONYMS[key] ?? key)
  return {
    given: hyper !== null,
    value(name) {
      const own = choices.get(name)
      if (own !== undefined) return own
      const key = [...choices.keys()].find((one) => SYNONYMS[one] === name)
      return key === undefined ? undefined : choices.get(key)
    },
    unknown(names) {
      const taken = (key: string, value: unknown) =>
        value === 0 || value === false || (choices.has(key) && known(names, key))
      return Object.fromEntries([...values].filter(([key, value]) => value !== null && !taken(key, value)))
    },
    misread: (names) => Object.fromEntries([...reasons].filter(([key]) => known(names, key))),
  }
}

/** `betas: [a, b]` is `beta1: a` and `beta2: b`. */
function spread([key, value]: [string, unknown]): [string, unknown][] {
  if (key !== 'betas' || !Array.isArray(value)) return [[key, value]]
  return value.map((one: unknown, k) => [`beta${k + 1}`, one])
}

/** What a formula in a header may use: the hyperparameters of a page may have other names than those of a library. */
const SEEN: readonly string[] = ['t', 'T', 'd']

/** A text as the number or the formula of a setting (`"0.01 * min(1, t / 20)"`), or why it is none. */
function scheduled(text: string): { readonly choice: Choice } | { readonly reason: string } {
  const sink = new Diagnostics()
  const formula = parseFormula(plainSource(text), sink, new Set())
  if (!formula) return { reason: sink.list[0]?.message ?? 'it cannot be read' }
  const unknown = [...namesUsed(formula)].find((name) => !SEEN.includes(name))
  if (unknown !== undefined) return { reason: `unknown name '${unknown}'` }
  return { choice: formula.expr.kind === 'number' ? formula.expr.value : formula }
}
