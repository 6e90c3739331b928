import type { KernelFunction, KernelStatement, Lanes, Scalar } from '../code/instruction.ts'
import { type Form, formOf, type Part, partsOf, TYPES } from './forms.ts'

const written = (form: Form): string =>
  `(${form.map((part) => (typeof part === 'string' ? part : written(part))).join(' ')})`

/** An expression as WebAssembly text. */
export const expression = (code: Lanes | Scalar): string => written(formOf(code))

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`)

function lines(part: Part): string[] {
  if ('remark' in part) return [`;; ${part.remark}`]
  if (!('block' in part)) return [part.map(written).join(' ')]
  return [part.label ? `${part.block} ${part.label}` : part.block, ...indent(part.body.flatMap(lines)), 'end']
}

/** A statement as lines of WebAssembly text. */
export const statementLines = (code: KernelStatement): string[] => partsOf(code).flatMap(lines)

/** A function as WebAssembly text. */
export function functionText({ name, exported, params, locals, body, results, values }: KernelFunction): string {
  const remarks = body.findIndex(([op]) => op !== 'remark')
  const head = remarks < 0 ? body : body.slice(0, remarks)
  const declared = (kind: string, list: typeof params) =>
    list.map(([local, type]) => `(${kind} ${local} ${TYPES[type]})`)
  const result = results.length > 0 ? [`(result ${results.map((type) => TYPES[type]).join(' ')})`] : []
  const signature = [exported ? `(export "${name}")` : `$${name}`, ...declared('param', params), ...result].join(' ')
  const own = declared('local', locals)
  const rows = Array.from({ length: Math.ceil(own.length / 6) }, (_, k) => own.slice(6 * k, 6 * k + 6).join(' '))
  return [
    ...head.flatMap(statementLines),
    `(func ${signature}`,
    ...indent([...rows, ...body.slice(head.length).flatMap(statementLines), ...values.map(expression)]),
    ')',
  ].join('\n')
}
