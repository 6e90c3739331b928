import type { Random } from './random.ts'
import type { Tree } from './seeds.ts'

type Key = string | number
type Holder = Record<Key, unknown>

/** Values at an edge of something. */
const EDGES: readonly unknown[] = [
  ...[0, -0, 1, -1, 2, 0.5, 1e-320, 1e308, -1e308, 2 ** 31, 1e16, 3.5, 1e7 + 1],
  ...[
    '',
    ' ',
    '0',
    '-1',
    'Infinity',
    '-Infinity',
    '0/0',
    '1/0',
    't',
    'T',
    'd',
    'i',
    'x',
    'x[1]',
    'x[0]',
    '[1, 2]',
    '[]',
  ],
  ...[
    '1e400',
    '1 +',
    '(',
    'a b',
    'x = x',
    'past(g, 3)',
    'past(g, 0)',
    'sum(x)',
    'loss',
    'objective',
    'minimum',
    'lr',
    'none',
    'uniform',
  ],
  ...[
    'a\u000bb',
    'a\nb',
    '\u202e',
    '<b>',
    '#',
    'constructor',
    '__proto__',
    'toString',
    'holds',
    'gaussian',
    'adam',
    'sgd',
  ],
  ...[
    null,
    true,
    false,
    [],
    {},
    [[]],
    [null],
    [1, 'a', null],
    { use: 'adam' },
    { from: 1, to: 2, count: 3 },
    { per: 'step' },
  ],
]

const TOKENS = [
  '+',
  '-',
  '*',
  '/',
  '^',
  '(',
  ')',
  '[',
  ']',
  ',',
  '<',
  '==',
  '?',
  ':',
  ' and ',
  'not ',
  '0',
  '1',
  '2',
  '-1',
  '1e9',
  '0.5',
]
const NAMES = [
  'x',
  'g',
  't',
  'T',
  'd',
  'i',
  'u',
  'lr',
  'm',
  'v',
  'beta1',
  'minimum',
  'minimizer',
  'sqrt(',
  'sum(',
  'norm(',
  'abs(',
  'max(',
  'past(g, 1)',
  'loss(x)',
  'objective',
  'grad(x)',
  'sum(j = 1:3, ',
]

/** A place in a tree: what holds it, and the key there. */
interface Spot {
  readonly holder: Holder
  readonly key: Key
}

function spots(tree: unknown, found: Spot[] = []): Spot[] {
  if (typeof tree !== 'object' || tree === null) return found
  const holder = tree as Holder
  for (const key of Array.isArray(tree) ? tree.keys() : Object.keys(tree)) {
    found.push({ holder, key })
    spots(holder[key], found)
  }
  return found
}

const isList = (holder: unknown): holder is unknown[] => Array.isArray(holder)

/** Another value of the same meaning, or nearly. */
function retyped(value: unknown, random: Random): unknown {
  const ways: unknown[] = [
    String(value),
    [value],
    [value, value],
    { use: value },
    { [String(value).slice(0, 20)]: value },
    [[value]],
  ]
  if (typeof value === 'string') ways.push(Number(value), value.split(''), value.toUpperCase())
  if (typeof value === 'object' && value !== null)
    ways.push(Object.values(value), Object.keys(value), JSON.stringify(value))
  return random.of(ways)
}

/** A formula with a token more, less, or another one. */
function reworded(text: string, random: Random): string {
  const tokens = text.split(/(\s+|[-+*/^()[\],<>=?:])/).filter((token) => token !== '')
  const at = random.below(tokens.length + 1)
  const other = random.of(random.next() < 0.5 ? TOKENS : NAMES)
  const way = random.below(4)
  if (way === 0) tokens.splice(at, 1)
  else if (way === 1) tokens.splice(at, 0, other)
  else if (way === 2) tokens.splice(at, 1, other)
  else tokens.splice(at, 2, tokens[at + 1] ?? '', tokens[at] ?? '')
  return tokens.join('')
}

function rename(holder: Holder, key: Key, to: string): void {
  if (isList(holder)) return
  const entries = Object.entries(holder)
  for (const [name] of entries) delete holder[name]
  for (const [name, value] of entries) holder[name === key ? to : name] = value
}

/** Changes a tree at one place. */
function change(tree: Tree, others: readonly Tree[], random: Random): void {
  const here = spots(tree)
  if (here.length === 0) return
  const { holder, key } = random.of(here)
  const value = holder[key]
  const there = spots(random.of(others))
  // Mostly what stands under the same key elsewhere: it fits as far as the schema goes.
  const alike = there.filter((spot) => spot.key === key)
  const donor = random.of(alike.length > 0 && random.next() < 0.8 ? alike : there)
  switch (random.below(9)) {
    case 0:
      if (isList(holder)) holder.splice(key as number, 1)
      else delete holder[key]
      return
    case 1:
      if (isList(holder)) holder.splice(key as number, 0, structuredClone(value))
      else holder[`${key}2`] = structuredClone(value)
      return
    case 2:
      rename(holder, key, random.next() < 0.5 ? `${key}`.slice(1) : String(random.of(here).key))
      return
    case 3:
      holder[key] = retyped(value, random)
      return
    case 4:
      holder[key] = structuredClone(random.of(EDGES))
      return
    case 5:
    case 6:
      if (typeof value === 'string') holder[key] = reworded(value, random)
      else if (typeof value === 'number')
        holder[key] = random.of([-value, value * 10, value / 3, `${value} + t`, `${value} * i`])
      else holder[key] = structuredClone(donor.holder[donor.key])
      return
    case 7:
      holder[key] = structuredClone(donor.holder[donor.key])
      return
    default:
      if (typeof donor.key === 'string' && !isList(holder)) holder[donor.key] = structuredClone(donor.holder[donor.key])
  }
}

/** A page with one to three changes, sized so that it is quickly run where it is in order. */
export function mutant(pages: readonly Tree[], random: Random): Tree {
  const tree = structuredClone(random.of(pages))
  for (let changes = 1 + random.below(3); changes > 0; changes--) change(tree, pages, random)
  return tree
}
