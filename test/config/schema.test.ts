import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { experimentJsonSchema } from '../../src/config/jsonschema.ts'
import { good } from './support.ts'

/** The part of JSON Schema (draft 7) that the schema of pages uses. */
interface Schema {
  readonly $ref?: string
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly propertyNames?: Schema
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema | readonly Schema[]
}

const typeOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)

function accepts(schema: Schema, value: unknown): boolean {
  if (schema.$ref) throw new Error(`reference ${schema.$ref}`)
  if (schema.anyOf && !schema.anyOf.some((option) => accepts(option, value))) return false
  if (schema.oneOf && schema.oneOf.filter((option) => accepts(option, value)).length !== 1) return false
  const type = typeOf(value)
  if (schema.type === 'integer' ? !Number.isInteger(value) : schema.type && schema.type !== type) return false
  if ('const' in schema && schema.const !== value) return false
  if (schema.enum && !schema.enum.includes(value)) return false
  if (typeof value === 'string') return schema.pattern === undefined || new RegExp(schema.pattern, 'i').test(value)
  if (typeof value === 'number') return value >= (schema.minimum ?? -Infinity) && value <= (schema.maximum ?? Infinity)
  if (Array.isArray(value)) {
    const { items = {} } = schema
    const item = (k: number): Schema => (Array.isArray(items) ? (items[k] ?? {}) : (items as Schema))
    return value.length >= (schema.minItems ?? 0) && value.every((one, k) => accepts(item(k), one))
  }
  if (typeof value !== 'object' || value === null) return true
  const { properties = {}, additionalProperties: rest = true, propertyNames = {}, required = [] } = schema
  return (
    required.every((key) => key in value) &&
    Object.entries(value).every(([key, one]) => {
      const known = properties[key]
      if (known) return accepts(known, one)
      return accepts(propertyNames, key) && (typeof rest === 'boolean' ? rest : accepts(rest, one))
    })
  )
}

const schema = experimentJsonSchema() as Schema
const configs = fileURLToPath(new URL('../../configs/', import.meta.url))

it.each(readdirSync(configs).filter((name) => name.endsWith('.yaml')))('accepts configs/%s', (name) => {
  expect(accepts(schema, parse(readFileSync(`${configs}${name}`, 'utf8')))).toBe(true)
})

it.each([
  ['steps: 100', 'stepz: 100'],
  ['steps: 100', 'steps: 1.5'],
  ['steps: 100', 'horizons: []'],
  ['{use: sgd, lr: 0.001}', '3'],
  ['name: good', 'name: ../good'],
  ['measures: {', 'claims: [{id: a, judge: limt, measure: gap}]\nmeasures: {'],
])('accepts a good page, but not with %s made %s', (what, instead) => {
  expect(accepts(schema, parse(good))).toBe(true)
  expect(accepts(schema, parse(good.replace(what, instead)))).toBe(false)
})

it('is JSON, for draft 7', () => {
  expect(JSON.parse(JSON.stringify(schema))).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#' })
})
