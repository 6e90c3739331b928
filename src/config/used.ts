import type { Place, SourceText } from '../lang/source.ts'
import type { Definition } from '../lang/syntax.ts'
import type { Page } from './pages.ts'

const isSource = (value: object): value is SourceText => 'locate' in value && 'text' in value
const isDefinition = (value: object): value is Definition => 'parameters' in value && 'body' in value

function placed(value: unknown, usedAt: Place): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  // A call of a prediction has a place of its own.
  if (isDefinition(value)) return value
  if (isSource(value)) return { ...value, usedAt }
  if (Array.isArray(value)) return value.map((item) => placed(item, usedAt))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, placed(item, usedAt)]))
}

/** A page of the catalog as it is used at a place: what is wrong with one of its formulas there is reported there. */
export const usedPage = <P extends Page>(page: P, at: Place): P => placed(page, at) as P
