import { chartAddress } from '../messages/charts.ts'
import { quote } from '../text/clip.ts'
import { mayRequest } from '../text/css.ts'
import type { Path } from './document.ts'
import type { FormulaReader } from './formulas.ts'
import { isMapping } from './mapping.ts'

/** Keys by which a chart would load something, or lead somewhere; rows of data may have columns of these names. */
const KEYS: ReadonlyMap<string, string> = new Map([
  ['url', 'load anything from an address'],
  ['href', 'lead to an address'],
])

/** Elements of a page by which a reader may set a value, and what may be said of them: each of these becomes an attribute. */
const INPUTS = ['checkbox', 'color', 'date', 'number', 'radio', 'range', 'select', 'text']
const INPUT_KEYS = [
  'input',
  'name',
  'debounce',
  'min',
  'max',
  'step',
  'options',
  'labels',
  'placeholder',
  'autocomplete',
]

/**
 * No chart loads anything, and none leads out of the report: reports whatever in it names an address. Any text may become a
 * colour, those of its data and names of its columns too, so none may be an address of CSS.
 */
export function refuseAddresses(value: unknown, path: Path, reader: FormulaReader): void {
  visit(value, path, false, (at, what, where) => {
    reader.page.report(reader.sink, at, chartAddress(what, hintOf(at, what)), where)
  })
}

/** Keys whose value is a colour or a gradient. */
const COLOUR = /^(?:fill|stroke|background|color)$|(?:Color|Fill|Stroke)$/

/** What stands there in place of an address. */
function hintOf(at: Path, what: string): string {
  const keys = at.filter((step) => typeof step === 'string')
  const key = keys.at(-1) ?? ''
  if (what === TEXT && keys.slice(-2).some((one) => COLOUR.test(one)))
    return 'a colour has a name or is in numbers: red, "#1f77b4" or rgb(31, 119, 180); a gradient is a mapping'
  if (what === TEXT) return 'CSS could take it for one: a text without `url(` and the like'
  if (key === 'href') return 'leave it out: a tooltip can show the text of an address'
  if (key === 'url') return 'the data of a chart are the traces of its own page, and `values` written in it'
  return `a reader may choose by an \`input\` of ${INPUTS.join(', ')}`
}

const TEXT = 'name an address in a text'

type ReportAddress = (at: Path, what: string, where: 'key' | 'value') => void

function visit(value: unknown, path: Path, inRows: boolean, tell: ReportAddress): void {
  if (typeof value === 'string') {
    if (mayRequest(value)) tell(path, TEXT, 'value')
  } else if (Array.isArray(value)) {
    for (const [k, item] of value.entries()) visit(item, [...path, k], inRows, tell)
  } else if (isMapping(value)) {
    for (const [key, item] of Object.entries(value)) {
      const at = [...path, key]
      const what = inRows ? undefined : KEYS.get(key)
      if (what !== undefined) tell(at, what, 'key')
      else if (mayRequest(key)) tell(at, TEXT, 'key')
      else if (key === 'bind' && isMapping(item) && !inRows) bound(item, at, tell)
      else visit(item, at, inRows || (key === 'values' && path.at(-1) === 'data'), tell)
    }
  }
}

/** A binding to an element, or a mapping of bindings by field. */
function bound(bind: Readonly<Record<string, unknown>>, path: Path, tell: ReportAddress): void {
  if (!('input' in bind) && !('element' in bind)) {
    for (const [name, inner] of Object.entries(bind)) if (isMapping(inner)) bound(inner, [...path, name], tell)
  } else {
    const other = Object.keys(bind).find((key) => !INPUT_KEYS.includes(key))
    if (other !== undefined) tell([...path, other], `give an element of the page ${quote(other)}`, 'key')
    if (typeof bind.input !== 'string' || !INPUTS.includes(bind.input))
      tell([...path, 'input'], `have elements but ${INPUTS.join(', ')}`, 'value')
  }
  visit(
    Object.values(bind).filter((item) => !isMapping(item)),
    path,
    false,
    tell,
  )
}
