import { LIMITS } from '../budget/limits.ts'
import type { Definitions } from '../lang/definition.ts'
import { CONSTANTS, FUNCTIONS, PROBLEM_FUNCTIONS } from '../lang/functions.ts'
import { isReserved } from '../lang/lint.ts'
import { Diagnostics } from '../lang/source.ts'
import type { Definition } from '../lang/syntax.ts'
import { deepDefinition } from '../messages/budget.ts'
import type { Message } from '../messages/message.ts'
import { meaningOfItsOwn, oddIdentifier } from '../messages/parts.ts'
import { builtInName, callsInCircle } from '../messages/predictions.ts'
import { checkInput } from './check.ts'
import type { PageDocument } from './document.ts'
import { listed, readOptimizer } from './entries.ts'
import { FormulaReader } from './formulas.ts'
import type { Catalog } from './library.ts'
import { isMapping } from './mapping.ts'
import { buildPage } from './page.ts'
import type { PredictionPage } from './pages.ts'
import { inlinePrediction } from './schema.ts'

/**
 * Definitions that are read when something calls them first.
 *
 * @param read makes the definition of one of `names`; it may call `find` for others
 * @param cycle is told the names of definitions that call each other in a circle, the first at both ends
 */
export function lazyDefinitions(
  names: () => readonly string[],
  read: (name: string) => Definition | null,
  cycle: (names: readonly string[]) => void,
): Definitions {
  const found = new Map<string, Definition | null>()
  const reading: string[] = []
  return {
    names,
    find(name) {
      const known = found.get(name)
      if (known !== undefined || !names().includes(name)) return known
      const before = reading.indexOf(name)
      if (before >= 0 || reading.length >= LIMITS.nesting) {
        cycle([...reading.slice(Math.max(before, 0)), name])
        return null
      }
      reading.push(name)
      const definition = read(name)
      reading.pop()
      found.set(name, definition)
      return definition
    },
  }
}

/** The predictions of an experiment, and the catalog in which its formulas find them beside the built-in ones. */
export function ownPredictions(
  given: unknown,
  page: PageDocument,
  catalog: Catalog,
  sink: Diagnostics,
): { readonly pages: readonly PredictionPage[]; readonly catalog: Catalog } {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return { pages: [], catalog }
  const all = given as Readonly<Record<string, unknown>>
  const pages = new Map<string, PredictionPage>()
  const own = lazyDefinitions(
    () => Object.keys(all),
    (name) => {
      const path = ['predictions', name]
      const input = checkInput(inlinePrediction, all[name], path, page, sink)
      if (!input) return null
      const read = buildPage('prediction', { ...input, name }, path, page, within, sink, null, null)
      pages.set(name, read)
      return read.definition
    },
    (names) => {
      const [first = ''] = names
      const message =
        names.at(-1) === first ? callsInCircle(names) : deepDefinition('these predictions call each other too deep')
      page.report(sink, ['predictions', first], message, 'key')
    },
  )
  const definitions: Definitions = {
    names: () => [...own.names(), ...catalog.definitions.names()],
    find: (name) => (Object.hasOwn(all, name) ? own.find(name) : catalog.definitions.find(name)),
  }
  const within: Catalog = { ...catalog, definitions, own: ownRules(page, () => within) }
  for (const name of own.names()) {
    checkName(name, page, catalog, sink)
    own.find(name)
  }
  return { pages: [...pages.values()], catalog: within }
}

/** The rules that an experiment writes out itself, by label or name. Their mistakes are told where they stand. */
function ownRules(page: PageDocument, within: () => Catalog): NonNullable<Catalog['own']> {
  const { optimizers } = page.value as { optimizers?: unknown }
  const written = listed(optimizers, ['optimizers']).flatMap(({ value, path }) => {
    const { label, name } = isMapping(value) && !('use' in value) ? value : {}
    const called = label ?? name
    return typeof called === 'string' ? [{ called, value, path }] : []
  })
  const read = new Map<string, ReturnType<NonNullable<Catalog['own']>['find']>>()
  return {
    names: () => written.map(({ called }) => called),
    find(label) {
      const found = written.find(({ called }) => called === label)
      if (!found || read.has(label)) return read.get(label)
      const sink = new Diagnostics()
      const catalog = within()
      const context = { reader: new FormulaReader(page, sink, catalog.definitions), catalog, readFile: () => '' }
      const entry = readOptimizer(found.value, found.path, context)
      const rule = entry && !sink.failed ? { page: entry.page, grids: Object.keys(entry.settings) } : null
      read.set(label, rule)
      return rule
    },
  }
}

function checkName(name: string, page: PageDocument, catalog: Catalog, sink: Diagnostics): void {
  const tell = (message: Message) => page.report(sink, ['predictions', name], message, 'key')
  const functions = [...FUNCTIONS.keys(), ...PROBLEM_FUNCTIONS, 'mean', 'past']
  if (!/^[A-Za-z_]\w*$/.test(name)) tell(oddIdentifier(name, 'prediction'))
  else if (isReserved(name) || CONSTANTS.has(name) || functions.includes(name))
    tell(meaningOfItsOwn(name, 'prediction'))
  else if ([...catalog.definitions.names()].includes(name)) tell(builtInName(name))
}
