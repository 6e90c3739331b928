/** The definition of a zod schema, as far as fields of text go. */
interface Definition {
  readonly type: string
  readonly shape?: Readonly<Record<string, unknown>>
  readonly catchall?: unknown
  readonly innerType?: unknown
  readonly element?: unknown
  readonly items?: readonly unknown[]
  readonly keyType?: unknown
  readonly valueType?: unknown
  readonly options?: readonly unknown[]
  readonly in?: unknown
}

const definitionOf = (schema: unknown): Definition => (schema as { _zod: { def: Definition } })._zod.def

const join = (at: string, key: string): string => (at === '' ? key : `${at}.${key}`)

/** A key that a page may choose, at a place. */
export const KEY = '{}'

/**
 * Every place of a schema where a text of others may stand: `claims.id` for one in a list too, `measures.{}` for the values of a
 * mapping, and `{measures}` for its keys.
 */
export function textFields(schema: unknown, at = ''): string[] {
  const {
    type,
    shape,
    catchall,
    innerType,
    element,
    items,
    keyType,
    valueType,
    options,
    in: inner,
  } = definitionOf(schema)
  switch (type) {
    case 'string':
      return [at]
    case 'optional':
    case 'nullable':
    case 'default':
    case 'readonly':
      return textFields(innerType, at)
    case 'pipe':
      return textFields(inner, at)
    case 'array':
      return textFields(element, at)
    case 'tuple':
      return (items ?? []).flatMap((item) => textFields(item, at))
    case 'union':
      return (options ?? []).flatMap((option) => textFields(option, at))
    case 'object':
      return [
        ...Object.entries(shape ?? {}).flatMap(([key, value]) => textFields(value, join(at, key))),
        ...(catchall && definitionOf(catchall).type !== 'never'
          ? [`{${at}}`, ...textFields(catchall, join(at, KEY))]
          : []),
      ]
    case 'record': {
      const keys = textFields(keyType, `{${at}}`)
      return [...keys, ...textFields(valueType, join(at, KEY))]
    }
    // Of anything: every text in it is one.
    case 'unknown':
      return [at]
    default:
      return []
  }
}

/** Whether a field of a schema is what stands at a place of a page. */
export function isField(field: string, { path, key }: Place): boolean {
  const names = path.filter((step) => typeof step === 'string')
  if (key && names.length === 0) return false
  const ofKeys = field.startsWith('{') && !field.startsWith(KEY)
  if (ofKeys !== key) return false
  const wanted = ofKeys ? field.slice(1, -1) : field
  const steps = wanted === '' ? [] : wanted.split('.')
  const found = key ? names.slice(0, -1) : names
  return steps.length === found.length && steps.every((step, k) => step === KEY || step === found[k])
}

/** A place of a page, and how it is put anew. */
export interface Place {
  /** The keys on the way, of a list the index. */
  readonly path: readonly (string | number)[]
  /** Whether the key itself is the text. */
  readonly key: boolean
}

/** Every text of a value, keys included. */
export function textPlaces(value: unknown, path: readonly (string | number)[] = []): Place[] {
  if (typeof value === 'string') return [{ path, key: false }]
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((item, k) => textPlaces(item, [...path, k]))
  return Object.entries(value).flatMap(([name, item]) => [
    { path: [...path, name], key: true },
    ...textPlaces(item, [...path, name]),
  ])
}

/** The value with another text at a place. */
export function replaced(value: unknown, { path, key }: Place, text: string): unknown {
  const [first, ...rest] = path
  if (first === undefined) return text
  if (Array.isArray(value))
    return value.map((item, k) => (k === first ? replaced(item, { path: rest, key }, text) : item))
  return Object.fromEntries(
    Object.entries(value as object).map(([name, item]) => {
      if (name !== first) return [name, item]
      return key && rest.length === 0 ? [text, item] : [name, replaced(item, { path: rest, key }, text)]
    }),
  )
}
