/** The part of JSON Schema that says which keys Vega-Lite knows where. */
interface Schema {
  readonly $ref?: string
  readonly anyOf?: readonly Schema[]
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema | readonly Schema[]
  readonly definitions?: Readonly<Record<string, Schema>>
}

/** A place in a chart: what may stand there, all alternatives of the schema in one. */
interface Place {
  readonly keys: ReadonlyMap<string, number>
  /** Of values whose keys are the page's own. */
  readonly others: number | null
  readonly items: number | null
  /** Whether a text here is the name of a column. */
  readonly field: boolean
}

/** The definition of texts that name columns. */
const FIELD = '#/definitions/FieldName'

/**
 * Which keys a chart may have, as `src/config/vega-lite-keys.ts` holds it: a line for each place that differs from all others, the
 * chart itself the first, in the order in which a walk through the schema meets them.
 */
export function keyTable(root: Schema): string[] {
  const field = root.definitions?.FieldName
  const alternatives = (schema: Schema, seen = new Set<string>()): Schema[] => {
    if (schema.anyOf) return schema.anyOf.flatMap((one) => alternatives(one, seen))
    if (schema.$ref === undefined) return [schema]
    if (schema.$ref === FIELD && field) return [field]
    const target = root.definitions?.[decodeURIComponent(schema.$ref.replace('#/definitions/', ''))]
    if (!target) throw new Error(`the schema has no ${schema.$ref}`)
    if (seen.has(schema.$ref)) return []
    seen.add(schema.$ref)
    return alternatives(target, seen)
  }
  const ids = new Map<Schema, number>()
  const numbers = new Map<string, number>()
  const places: Place[] = []
  const place = (schemas: readonly Schema[]): number => {
    const all = [...new Set(schemas.flatMap((schema) => alternatives(schema)))]
    for (const one of all) if (!ids.has(one)) ids.set(one, ids.size)
    const name = all
      .map((one) => ids.get(one) ?? 0)
      .sort((a, b) => a - b)
      .join()
    const known = numbers.get(name)
    if (known !== undefined) return known
    const number = places.length
    numbers.set(name, number)
    places.push({ keys: new Map(), others: null, items: null, field: false })
    if (all.some(isOpen)) return number
    const properties = all.flatMap((one) => Object.entries(one.properties ?? {}))
    // What a transform makes is named with `as`: no column yet.
    const of = (key: string) => properties.flatMap(([other, schema]) => (other === key && key !== 'as' ? [schema] : []))
    const others = all.flatMap(({ additionalProperties: one }) => (typeof one === 'object' ? [one] : []))
    const items = all.flatMap((one) => [one.items ?? []].flat())
    places[number] = {
      keys: new Map([...new Set(properties.map(([key]) => key))].sort().map((key) => [key, place(of(key))])),
      others: others.length > 0 ? place(others) : null,
      items: items.length > 0 ? place(items) : null,
      field: field !== undefined && all.includes(field) && all.every((one) => one === field || !mayBeText(one)),
    }
    return number
  }
  place([root])
  return lines(places)
}

/** Whether a mapping here may have any keys. */
function isOpen({ type, properties, additionalProperties: others, enum: values, ...more }: Schema): boolean {
  if (typeof others === 'object') return Object.keys(others).length === 0
  if (type === undefined) return !values && !('const' in more) && !properties
  return [type].flat().includes('object') && others === undefined
}

function mayBeText({ type, enum: values, const: only }: Schema): boolean {
  if (type !== undefined) return [type].flat().includes('string')
  return [...(values ?? []), only].some((value) => typeof value === 'string')
}

/** The places as text, those with the same words and the same places below them as one; what lies below an open place is not looked at. */
function lines(places: readonly Place[]): string[] {
  let classes: readonly number[] = places.map(() => 0)
  for (let count = 1; ; ) {
    const found = new Map<string, number>()
    const next = places.map((one) => {
      const text = line(one, (k) => classes[k] ?? 0)
      if (!found.has(text)) found.set(text, found.size)
      return found.get(text) ?? 0
    })
    classes = next
    if (found.size === count) return [...found.keys()]
    count = found.size
  }
}

function line({ keys, others, items, field }: Place, of: (place: number) => number): string {
  const at = (name: string, place: number | null) => (place === null ? [] : [`${name}:${of(place)}`])
  const own = [...keys].flatMap(([key, place]) => at(key, place))
  return [...(field ? ['='] : []), ...own, ...at('*', others), ...at('[]', items)].join(' ')
}
