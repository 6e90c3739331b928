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
  /** The value for a hyperparameter of a page, under its own name or a synonym; undefined if there is none. */
  value(name: string): number | undefined
  /** Settings that none of `names` takes, as they were written. What means the same as no key at all is not among them. */
  unknown(names: ReadonlySet<string>): Readonly<Record<string, unknown>>
}

/** @param hyper as in the trace; null if it has none */
export function readHeader(hyper: Readonly<Record<string, unknown>> | null): Header {
  const values = new Map(Object.entries(hyper ?? {}).flatMap(spread))
  const numbers = new Map(
    [...values].flatMap(([key, value]) => {
      const number = typeof value === 'boolean' ? Number(value) : value
      return typeof number === 'number' ? [[key, number] as const] : []
    }),
  )
  return {
    given: hyper !== null,
    value(name) {
      const own = numbers.get(name)
      if (own !== undefined) return own
      const key = [...numbers.keys()].find((one) => SYNONYMS[one] === name)
      return key === undefined ? undefined : numbers.get(key)
    },
    unknown(names) {
      const known = (key: string) => names.has(key) || names.has(SYNONYMS[key] ?? key)
      const taken = (key: string, value: unknown) => value === 0 || value === false || (numbers.has(key) && known(key))
      return Object.fromEntries([...values].filter(([key, value]) => value !== null && !taken(key, value)))
    },
  }
}

/** `betas: [a, b]` is `beta1: a` and `beta2: b`. */
function spread([key, value]: [string, unknown]): [string, unknown][] {
  if (key !== 'betas' || !Array.isArray(value)) return [[key, value]]
  return value.map((one: unknown, k) => [`beta${k + 1}`, one])
}
