import { readFileSync } from 'node:fs'

/** The part of JSON Schema (draft 7) that Vega-Lite's schema uses. */
interface Schema {
  readonly $ref?: string
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly not?: Schema
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema | readonly Schema[]
  readonly definitions?: Readonly<Record<string, Schema>>
}

const url = new URL('../../node_modules/vega-lite/build/vega-lite-schema.json', import.meta.url)
const root = JSON.parse(readFileSync(url, 'utf8')) as Schema

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

function check(value: unknown, schema: Schema, path: string): string[] {
  if (schema.$ref !== undefined) {
    const target = root.definitions?.[decodeURIComponent(schema.$ref.replace('#/definitions/', ''))]
    return target ? check(value, target, path) : [`${path}: unknown reference ${schema.$ref}`]
  }
  const errors: string[] = []
  if (schema.anyOf) {
    const attempts = schema.anyOf.map((option) => check(value, option, path))
    // The attempt that went deepest tells most.
    const depth = (messages: string[]) => Math.max(...messages.map((m) => m.split('/').length))
    if (attempts.every((a) => a.length > 0)) errors.push(...attempts.reduce((a, b) => (depth(b) > depth(a) ? b : a)))
  }
  for (const part of schema.allOf ?? []) errors.push(...check(value, part, path))
  if (schema.not && check(value, schema.not, path).length === 0) errors.push(`${path}: excluded`)
  if ('const' in schema && value !== schema.const) errors.push(`${path}: not ${String(schema.const)}`)
  if (schema.enum && !schema.enum.includes(value)) errors.push(`${path}: ${String(value)} is not allowed`)
  if (schema.type !== undefined) {
    const types = [schema.type].flat()
    const type = typeOf(value)
    if (!types.includes(type) && !(type === 'number' && types.includes('integer') && Number.isInteger(value)))
      return [...errors, `${path}: ${type} instead of ${types.join(' or ')}`]
  }
  if (typeOf(value) === 'object') errors.push(...checkObject(value as Record<string, unknown>, schema, path))
  if (Array.isArray(value) && schema.items) {
    const { items } = schema
    value.forEach((item, k) => {
      const own = Array.isArray(items) ? items[k] : (items as Schema)
      if (own) errors.push(...check(item, own, `${path}/${k}`))
    })
  }
  return errors
}

function checkObject(value: Record<string, unknown>, schema: Schema, path: string): string[] {
  const errors = (schema.required ?? []).filter((key) => !(key in value)).map((key) => `${path}: no ${key}`)
  for (const [key, item] of Object.entries(value)) {
    const own = schema.properties?.[key]
    const other = schema.additionalProperties
    if (own) errors.push(...check(item, own, `${path}/${key}`))
    else if (other === false) errors.push(`${path}/${key}: unknown property`)
    else if (typeof other === 'object') errors.push(...check(item, other, `${path}/${key}`))
  }
  return errors
}

/** What Vega-Lite's own schema has against a chart. Rows of data are left out: the schema allows anything there. */
export function schemaErrors(spec: unknown): string[] {
  const bare = JSON.parse(JSON.stringify(spec), (key, value: unknown) =>
    key === 'values' && Array.isArray(value) && typeOf(value[0]) === 'object' ? value.slice(0, 1) : value,
  )
  return check(bare, root, '')
}
