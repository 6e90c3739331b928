import { stringify } from 'yaml'

/** The most characters of a value that a hint writes out; a longer one it tells in words. */
const LONGEST = 60

const STYLE = { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 } as const

/**
 * A value as YAML that can stand anywhere in a page, between braces too, on one line. It is never cut, for half a value is none: null
 * where a hint would become too long.
 */
export function yamlValue(value: unknown): string | null {
  if (typeof value === 'string' && value.length > LONGEST) return null
  const inBraces = stringify({ '': value }, STYLE).trim().slice('{"": '.length, -1)
  // What has several lines is written as JSON, which is YAML.
  const text = inBraces.includes('\n') ? JSON.stringify(value) : inBraces
  return text.length <= LONGEST ? text : null
}

/** An entry of a mapping, `key: value`; the value alone if there is no key. */
export function yamlEntry(key: string | null, value: unknown): string | null {
  const text = yamlValue(value)
  const name = key === null ? null : yamlValue(key)
  if (text === null || key === null) return text
  return name && `${name}: ${text}`
}

/** A hint in words that ends with YAML: the words alone where that would be too long. */
export const withYaml = (words: string, yaml: string | null): string => (yaml === null ? words : `${words}: ${yaml}`)
