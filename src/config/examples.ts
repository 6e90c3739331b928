import { enumerated } from '../text/clip.ts'
import { withYaml, yamlEntry } from '../text/yaml-entry.ts'
import { isMapping } from './mapping.ts'

/** What a key that a page has to have may be. */
const EXAMPLES: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['name', 'my-experiment'],
  ['problem', { use: 'ill-scaled-quadratic' }],
  ['optimizers', [{ use: 'sgd', lr: 0.01 }]],
  ['measures', { far: 'norm(x)' }],
  ['id', 'first-claim'],
  ['predict', 0],
  ['within', 0.1],
  ['bound', '1 / sqrt(t)'],
  ['exponent', -0.5],
  ['rate', 0.1],
  ['inside', 'lr < 1'],
  ['outcome', 'value < 1'],
  ['targets', [0.1, 0.01]],
  ['from', 0.01],
  ['to', 1],
  ['count', 10],
  ['box', [-1, 1]],
  ['step', 'x = x - lr * g'],
  ['value', 0],
  ['formula', 1],
  ['note', 'what differs'],
  ['paper', 'its authors and year'],
  ['law', 'gaussian'],
  ['rows', 100],
  ['points', 200],
])

/** What is said of a key that is missing: what it may be, from those words that are possible or from the names of the page. */
export function missingHint(key: string, options: readonly string[] | undefined, page: unknown): string | undefined {
  if (options !== undefined) {
    const [first] = options
    return withYaml(options.length === 1 ? 'it has one value' : `one of ${enumerated(options)}`, yamlEntry(key, first))
  }
  const example = EXAMPLES.get(key) ?? ofPage(key, page)
  return example === undefined ? undefined : withYaml('such as', yamlEntry(key, example))
}

/** The first name that a page has for what a key names. */
function ofPage(key: string, page: unknown): string | undefined {
  if (!isMapping(page) || !isMapping(page.measures) || key !== 'measure') return undefined
  return Object.keys(page.measures)[0]
}
