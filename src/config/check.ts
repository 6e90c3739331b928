import type { z } from 'zod'
import type { Diagnostics } from '../lang/source.ts'
import { missingKey, unknownKey } from '../messages/keys.ts'
import { emptyList, otherType, otherWord, tooLarge, tooSmall } from '../messages/kinds.ts'
import { type Message, withHint } from '../messages/message.ts'
import { clip, enumerated, quote } from '../text/clip.ts'
import { didYouMean } from '../text/suggest.ts'
import type { PageDocument, Path } from './document.ts'
import { missingHint } from './examples.ts'
import { hintFor, shareHint } from './hints.ts'
import { mended } from './mend.ts'
import { messageOf } from './shaped.ts'
import { keyMeant } from './synonyms.ts'

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

/** The option of a union that a value means by its discriminator, such as the judge of a claim. */
function optionFor(definition: Record<string, unknown>, value: unknown): unknown {
  const key = definition.discriminator
  const said = typeof key === 'string' ? inside(value, [key]) : undefined
  if (said === undefined) return undefined
  return (definition.options as unknown[]).find((option) => {
    const literal = shapeOf(option)?.[key as string] as { _zod?: { def?: { values?: unknown[] } } } | undefined
    return literal?._zod?.def?.values?.includes(said)
  })
}

const definitionOf = (schema: unknown): Record<string, unknown> | undefined =>
  (schema as { _zod?: { def?: Record<string, unknown> } })?._zod?.def

const shapeOf = (schema: unknown) => definitionOf(schema)?.shape as Record<string, unknown> | undefined

/** Keys that a strict object of the schema has at a path, as far as the schema tells. */
function keysAt(schema: unknown, path: readonly PropertyKey[], value: unknown): string[] {
  const definition = definitionOf(schema)
  if (!definition) return []
  if (definition.type === 'optional' || definition.type === 'nullable') return keysAt(definition.innerType, path, value)
  if (definition.type === 'union') {
    const meant = optionFor(definition, value)
    const options = meant === undefined ? (definition.options as unknown[]) : [meant]
    return [...new Set(options.flatMap((option) => keysAt(option, path, value)))]
  }
  const [first, ...rest] = path
  if (definition.type === 'object') {
    const shape = definition.shape as Record<string, unknown>
    return first === undefined ? Object.keys(shape) : keysAt(shape[String(first)], rest, inside(value, [first]))
  }
  if (first === undefined) return []
  if (definition.type === 'array') return keysAt(definition.element, rest, inside(value, [first]))
  if (definition.type === 'record') return keysAt(definition.valueType, rest, inside(value, [first]))
  return []
}

/** Checks one part of a page against a schema; what is wrong is reported at its place. */
export function checkInput<S extends z.ZodType>(
  schema: S,
  value: unknown,
  at: Path,
  page: PageDocument,
  sink: Diagnostics,
): z.infer<S> | null {
  return inspect(schema, value, at, page, sink).data
}

/** The same, with something else in place of what is wrong, so that the rest of the part can be looked into. */
export function checkAndMend<S extends z.ZodType>(
  schema: S,
  value: unknown,
  at: Path,
  page: PageDocument,
  sink: Diagnostics,
): z.infer<S> | null {
  const { data, known } = inspect(schema, value, at, page, sink)
  return data ?? mended(schema, known)
}

/** What a schema makes of a part, or null; and the part without the keys that are not known. */
function inspect<S extends z.ZodType>(
  schema: S,
  value: unknown,
  at: Path,
  page: PageDocument,
  sink: Diagnostics,
): { readonly data: z.infer<S> | null; readonly known: unknown } {
  const parsed = schema.safeParse(value)
  if (parsed.success) return { data: parsed.data, known: value }
  const issues = issuesOf(parsed, value)
  // A key that is not known may be a misspelt one: what is said of the rest is said of the page with the right one.
  const strange = issues.filter(({ code }) => code === 'unrecognized_keys')
  const known = strange.length === 0 ? value : structuredClone(value)
  for (const issue of strange) sink.beside(() => rename(issue, value, known, at, schema, page, sink))
  const again = strange.length === 0 ? parsed : schema.safeParse(known)
  if (again.success) return { data: again.data, known }
  const told = new Set<string>()
  for (const issue of issuesOf(again, known)) {
    // A value may fail several rules, such as those about whole numbers: the first is enough.
    const place = JSON.stringify(issue.path)
    const solves = (other: unknown) => told.size <= TRIED && takes(schema, known, issue.path, other)
    if (!told.has(place)) reportIssue(issue, known, at, page, sink, solves)
    told.add(place)
  }
  return { data: null, known }
}

/** Mistakes of a part for which it is tried what would solve them: each takes as long as checking the part. */
const TRIED = 40

/** Whether nothing is wrong at a path of a value once another one stands there. */
function takes(schema: z.ZodType, value: unknown, path: readonly PropertyKey[], other: unknown): boolean {
  const changed = changedAt(value, path, other)
  const within = (issue: Issue) => path.every((step, k) => issue.path[k] === step)
  return !issuesOf(schema.safeParse(changed), changed).some(within)
}

function changedAt(value: unknown, [step, ...rest]: readonly PropertyKey[], other: unknown): unknown {
  if (step === undefined) return other
  const inner = changedAt(inside(value, [step]), rest, other)
  return Array.isArray(value) ? value.with(Number(step), inner) : { ...(value as object), [step]: inner }
}

const issuesOf = ({ error }: { readonly error?: { readonly issues: unknown } }, value: unknown): Issue[] => [
  ...flatten((error?.issues ?? []) as Issue[], [], value),
]

/** Reports keys that are not known, and takes them out of a copy of the value, or gives them the name that was meant. */
function rename(
  { path, keys = [] }: Issue,
  value: unknown,
  copy: unknown,
  at: Path,
  schema: unknown,
  page: PageDocument,
  sink: Diagnostics,
): void {
  const known = keysAt(schema, path, value)
  const object = inside(copy, path) as Record<string, unknown>
  const given = { has: (name: string) => Object.hasOwn(object, name) }
  for (const key of keys) {
    const near = keyMeant(key, known, given)
    const hint = near ? didYouMean(near) : known.length > 0 ? `known keys: ${enumerated(known)}` : undefined
    page.report(sink, [...at, ...(path as (string | number)[]), key], unknownKey(key, hint), 'key')
    if (near !== undefined && !Object.hasOwn(object, near)) object[near] = object[key]
    delete object[key]
  }
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
  tuple: 'a list',
}

/** A value in words. */
function inWords(value: unknown): string {
  if (value === null) return 'nothing'
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a mapping'
  const short = clip(String(value), 40)
  return typeof value === 'string' ? `${quote(short)}` : short
}

/** What is wrong with the value that is there. */
function sentence(issue: Issue, value: unknown): Message {
  const found = inWords(value)
  const options = issue.options ?? issue.values?.map(String)
  if (options && options.length > 1) {
    return otherWord(options, found, typeof value === 'string' ? value : undefined)
  }
  if (issue.code === 'too_small' && issue.origin === 'array') return emptyList()
  const own = messageOf(issue.message)
  if (own) return own
  if (issue.code === 'too_small') return tooSmall(issue.minimum, found)
  if (issue.code === 'too_big') return tooLarge(issue.maximum, found)
  return otherType([...new Set(expectedOf(issue))].join(' or '), found)
}

/** The types that could stand here, in words. */
const expectedOf = ({ expected = '', errors = [] }: Issue): string[] => [
  ...(TYPES[expected] === undefined ? [] : [TYPES[expected]]),
  ...errors.flat().flatMap((branch) => (branch.path.length === 0 ? expectedOf(branch) : [])),
]

function reportIssue(
  issue: Issue,
  root: unknown,
  at: Path,
  page: PageDocument,
  sink: Diagnostics,
  solves: (other: unknown) => boolean,
): void {
  const path = [...at, ...(issue.path as (string | number)[])]
  const value = inside(root, issue.path)
  const key = path.at(-1)
  if (value === undefined && issue.path.length > 0) {
    const options = issue.options ?? issue.values?.map(String)
    const hint = missingHint(String(key), options, page.value)
    page.report(sink, path.slice(0, -1), missingKey(String(key), hint), 'key')
    return
  }
  const badKey = issue.code === 'invalid_key'
  const told = sentence(badKey ? (issue.issues?.[0] ?? issue) : issue, badKey ? key : value)
  // A number out of its range is one, and in its place.
  const size = issue.code === 'too_small' || issue.code === 'too_big'
  const share = issue.code === 'too_big' && issue.maximum === 1
  const meant =
    told.hint ??
    (share ? shareHint({ path, value, page, solves }) : undefined) ??
    (badKey || size ? undefined : hintFor({ message: told.message, path, value, page, solves }))
  page.report(sink, path, withHint(told, meant), badKey ? 'key' : 'value')
}
