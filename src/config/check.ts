import { z } from 'zod'
import type { Diagnostics } from '../lang/source.ts'
import { suggest } from '../lang/suggest.ts'
import { type Placed, reportAt } from './origin.ts'
import { inWords, type Node, plain } from './tree.ts'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** Keys that an object may have travel in the message of an issue, which is the only thing that a schema can add to it. */
const SEPARATOR = '\n'

/** Words for a type that has none of its own. */
const TYPES: Readonly<Record<string, string>> = { object: 'a mapping', record: 'a mapping', array: 'a list', string: 'a text' }

const messageOf: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'unrecognized_keys' && issue.inst instanceof z.ZodObject)
    return Object.keys(issue.inst.shape).join(SEPARATOR)
  if (issue.code === 'invalid_type') return TYPES[issue.expected] ?? `a ${issue.expected}`
  if (issue.code === 'too_small' && issue.origin === 'array') return EMPTY
  return issue.message
}

const EMPTY = 'this list is empty'

interface Found {
  readonly node: Node
  /** The key that is missing under `node`. */
  readonly missing: string | null
}

/** The node at a path, or the one that lacks the next key of it. */
function at(root: Node, path: Path): Found {
  let node = root
  for (const step of path) {
    const next =
      node.kind === 'map' ? node.entries.get(String(step))?.value : node.kind === 'list' ? node.items[Number(step)] : undefined
    if (!next) return { node, missing: String(step) }
    node = next
  }
  return { node, missing: null }
}

/** Whether a branch of a union is what was meant: the type fits, and it agrees about a `use`. */
const recognises = (issues: readonly Issue[]): boolean =>
  !issues.some(
    (issue) =>
      (issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_union')) ||
      (issue.code === 'unrecognized_keys' && issue.path.length === 0 && issue.keys.includes('use')) ||
      (issue.path.length === 1 && issue.path[0] === 'use' && issue.code === 'invalid_type'),
  )

/** The issues themselves, those of a union replaced by those of the branch that was meant. */
function* flatten(issues: readonly Issue[], base: Path): Generator<Issue> {
  for (const issue of issues) {
    const path = [...base, ...issue.path]
    const meant = issue.code === 'invalid_union' ? issue.errors.filter(recognises) : []
    const branch = meant.length > 0 ? meant.reduce((a, b) => (b.length < a.length ? b : a)) : null
    if (branch) yield* flatten(branch, path)
    else yield { ...issue, path }
  }
}

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ')

/** Reports everything about a node's shape that is not as the schema has it, once for each place. */
export function checkShape(schema: z.ZodType, root: Node, sink: Diagnostics): boolean {
  const result = schema.safeParse(plain(root), { error: messageOf })
  if (result.success) return true
  const taken = new Set(sink.list.map((d) => `${d.file}:${d.start.line}:${d.start.column}`))
  const tell = (place: Placed, message: string, hint?: string) => {
    const { line, column } = place.origin.position(place.span.start)
    const key = `${place.origin.file}:${line}:${column}`
    // What stands at a place that is in error already is in error because of it.
    if (taken.has(key)) return
    taken.add(key)
    reportAt(sink, place, message, hint)
  }
  const absent = new Map<Node, string[]>()
  for (const issue of flatten(result.error.issues, [])) {
    const { node, missing } = at(root, issue.path)
    if (issue.code === 'unrecognized_keys') {
      const known = issue.message.split(SEPARATOR)
      for (const name of issue.keys) {
        const key = node.kind === 'map' ? node.entries.get(name)?.key : undefined
        tell(key ?? node, `unknown key '${name}'`, suggest(name, known) ?? `the keys here are ${known.join(', ')}`)
      }
    } else if (issue.code === 'invalid_key') {
      const key = node.kind === 'map' ? node.entries.get(String(issue.path.at(-1)))?.key : undefined
      tell(key ?? node, issue.message)
    } else if (missing !== null) {
      absent.set(node, [...(absent.get(node) ?? []), missing])
    } else if (issue.code === 'invalid_union' && issue.note === 'No matching discriminator') {
      tell(node, `expected ${quoted((issue as { options?: string[] }).options ?? [])}, found ${inWords(node)}`)
    } else if (issue.message === EMPTY) {
      tell(node, EMPTY, 'leave the key out, or put something into the list')
    } else tell(node, `expected ${issue.message}, found ${inWords(node)}`)
  }
  for (const [node, names] of absent) {
    const span = { start: node.span.start, end: node.span.start }
    tell({ origin: node.origin, span }, `${quoted([...new Set(names)])} ${names.length > 1 ? 'are' : 'is'} missing`)
  }
  return false
}
