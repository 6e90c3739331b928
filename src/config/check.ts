import type { z } from 'zod'
import type { Diagnostics } from '../lang/source.ts'
import { suggest } from '../lang/suggest.ts'
import { clip } from '../text/clip.ts'
import type { PageDocument, Path } from './document.ts'

interface Issue {
  readonly code?: string
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly keys?: readonly string[]
  readonly expected?: string
  readonly errors?: readonly (readonly Issue[])[]
  readonly issues?: readonly Issue[]
  readonly options?: readonly string[]
  readonly values?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
  readonly origin?: string
}

/** Keys that a strict object of the schema has at a path, as far as the schema tells. */
function keysAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  const definition = (schema as { _zod?: { def?: Record<string, unknown> } })?._zod?.def
  if (!definition) return []
  if (definition.type === 'optional' || definition.type === 'nullable') return keysAt(definition.innerType, path)
  if (definition.type === 'union') return (definition.options as unknown[]).flatMap((option) => keysAt(option, path))
  const [first, ...rest] = path
  if (definition.type === 'object') {
    const shape = definition.shape as Record<string, unknown>
    return first === undefined ? Object.keys(shape) : keysAt(shape[String(first)], rest)
  }
  if (definition.type === 'array' && first !== undefined) return keysAt(definition.element, rest)
  if (definition.type === 'record' && first !== undefined) return keysAt(definition.valueType, rest)
  return []
}

/** Checks one part of a page against a schema; what is wrong is reported at its place. */
export function check<S extends z.ZodType>(
  schema: S,
  value: unknown,
  at: Path,
  page: PageDocument,
  sink: Diagnostics,
): z.infer<S> | null {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const told = new Set<string>()
  for (const issue of flatten(result.error.issues as unknown as Issue[], [], value)) {
    // A value may fail several rules, such as those about whole numbers: the first is enough.
    const place = JSON.stringify(issue.path)
    if (!told.has(place)) reportIssue(issue, value, at, schema, page, sink)
    told.add(place)
  }
  return null
}

/** What stands at a path of a value; undefined if nothing does. */
function inside(value: unknown, path: readonly PropertyKey[]): unknown {
  let inner = value
  for (const step of path) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, step)) return undefined
    inner = (inner as Record<PropertyKey, unknown>)[step]
  }
  return inner
}

/** Whether a branch of a union is what was meant: the type fits, and so does the presence of `use`. */
const meant = (issues: readonly Issue[], value: unknown): boolean =>
  issues.every(({ code, path, keys, errors }) => {
    if (path.length === 0 && (code === 'invalid_type' || code === 'invalid_value')) return false
    if (path.length === 0 && code === 'invalid_union') return errors?.some((branch) => meant(branch, value)) ?? false
    if (path.length === 0 && code === 'unrecognized_keys') return !keys?.includes('use')
    return path.length !== 1 || path[0] !== 'use' || inside(value, path) !== undefined
  })

/** The issues, with those of a union replaced by those of the branch that was meant, where there is one. */
function* flatten(issues: readonly Issue[], base: readonly PropertyKey[], root: unknown): Generator<Issue> {
  for (const issue of issues) {
    const path = [...base, ...issue.path]
    const value = inside(root, path)
    const branches = value === undefined ? [] : (issue.errors ?? []).filter((branch) => meant(branch, value))
    if (branches.length === 0) yield { ...issue, path }
    else
      yield* flatten(
        branches.reduce((a, b) => (b.length < a.length ? b : a)),
        path,
        root,
      )
  }
}

const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  int: 'a whole number',
  number: 'a number',
  object: 'a mapping',
  record: 'a mapping',
  string: 'a text',
}

/** A value in words. */
function inWords(value: unknown): string {
  if (value === null) return 'nothing'
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a mapping'
  const short = clip(String(value), 40)
  return typeof value === 'string' ? `'${short}'` : short
}

/** What is wrong with the value that is there. */
function sentence(issue: Issue, value: unknown): { message: string; hint?: string | undefined } {
  const found = inWords(value)
  const options = issue.options ?? issue.values?.map(String)
  if (options && options.length > 1) {
    const hint = typeof value === 'string' ? suggest(value, options) : undefined
    return { message: `expected ${options.join(', ')}, found ${found}`, hint }
  }
  if (issue.code === 'too_small' && issue.origin === 'array') {
    return { message: 'this list is empty', hint: 'leave the key out, or put something into the list' }
  }
  const generic = /^(Invalid|Too )/.test(issue.message)
  if (!generic) return { message: issue.message.replace(/[.]$/, '') }
  if (issue.code === 'too_small') return { message: `expected at least ${issue.minimum}, found ${found}` }
  if (issue.code === 'too_big') return { message: `expected at most ${issue.maximum}, found ${found}` }
  const expected = TYPES[issue.expected ?? '']
  return { message: expected ? `expected ${expected}, found ${found}` : `${found} cannot stand here` }
}

function reportIssue(
  issue: Issue,
  root: unknown,
  at: Path,
  schema: unknown,
  page: PageDocument,
  sink: Diagnostics,
): void {
  const path = [...at, ...(issue.path as (string | number)[])]
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path)
    for (const key of issue.keys ?? []) {
      const hint = suggest(key, known) ?? (known.length > 0 ? `known keys: ${known.join(', ')}` : undefined)
      page.report(sink, [...path, key], `unknown key '${key}'`, hint, 'key')
    }
    return
  }
  const value = inside(root, issue.path)
  const key = path.at(-1)
  if (value === undefined && issue.path.length > 0) {
    const options = issue.options ?? issue.values?.map(String)
    const hint = options ? `one of ${options.join(', ')}` : TYPES[issue.expected ?? '']
    page.report(sink, path.slice(0, -1), `'${String(key)}' is missing`, hint && `${String(key)}: ... (${hint})`, 'key')
    return
  }
  const badKey = issue.code === 'invalid_key'
  const { message, hint } = sentence(badKey ? (issue.issues?.[0] ?? issue) : issue, badKey ? key : value)
  page.report(sink, path, message, hint, badKey ? 'key' : 'value')
}
