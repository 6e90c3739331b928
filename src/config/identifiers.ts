import { CONSTANTS, FUNCTIONS } from '../lang/functions.ts'
import { isReserved } from '../lang/lint.ts'
import type { Message } from '../messages/message.ts'
import { keyOfEntries, meaningOfItsOwn, nameTwice, oddIdentifier } from '../messages/parts.ts'
import type { Path } from './document.ts'
import type { FormulaReader } from './formulas.ts'

/** Names that have a meaning in every formula: a hyperparameter of that name would hide it. */
const INPUTS: ReadonlySet<string> = new Set([
  ...['t', 'T', 'd', 'i', 'x', 'g', 'grad', 'loss', 'objective', 'x_before', 'mean', 'past'],
])

/** Keys of entries: a hyperparameter of that name could not be set. */
const KEYS: ReadonlySet<string> = new Set(['use', 'dialect', 'label', 'start', 'noise', 'domain', 'file'])

/** Names declared by one part of a page, with where they stand. */
export interface Declaration {
  readonly what: 'hyperparameter' | 'state' | 'draw' | 'data' | 'parameter' | 'part'
  readonly names: Iterable<string>
  readonly path: Path
}

/** A prediction sees nothing but its own names, so these may be any. */
const scoped = (what: Declaration['what']) => what !== 'parameter' && what !== 'part'

/** Reports names that cannot be declared. All parts of a page share one scope, so each name has one meaning. */
export function checkIdentifiers(declarations: readonly Declaration[], { page, sink }: FormulaReader): void {
  const known = new Map<string, string>()
  for (const { what, names, path } of declarations) {
    for (const key of names) {
      const name = what === 'state' ? key.replace(/\[.*\]$/, '') : key
      const tell = (message: Message) => page.report(sink, [...path, key], message, 'key')
      const before = known.get(name)
      if (!/^[A-Za-z_]\w*$/.test(name)) {
        tell(oddIdentifier(name, what))
      } else if (isReserved(name) || CONSTANTS.has(name) || FUNCTIONS.has(name) || (scoped(what) && INPUTS.has(name))) {
        tell(meaningOfItsOwn(name, what))
      } else if (what === 'hyperparameter' && KEYS.has(name)) {
        tell(keyOfEntries(name, what))
      } else if (before !== undefined) {
        tell(nameTwice(name, before))
      }
      known.set(name, what)
    }
  }
}
