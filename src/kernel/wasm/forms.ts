import { exactDigits } from '../../text/digits.ts'
import type {
  KernelStatement,
  LaneBinary,
  Lanes,
  LaneUnary,
  Scalar,
  ScalarBinary,
  ScalarUnary,
  Type,
} from '../code/instruction.ts'

/** Lanes in a vector of 128 bits. */
export const WIDTH = 2

/** An instruction of WebAssembly as its text has it: its name, what stands beside it, and the instructions of its operands. */
export type Form = readonly [operation: string, ...(string | Form)[]]

/** Instructions in a row, or a block with its mark, or a remark. */
export type Part =
  | readonly Form[]
  | { readonly block: 'block' | 'loop' | 'if'; readonly label?: string; readonly body: readonly Part[] }
  | { readonly remark: string }

const LANE_OPERATIONS: Readonly<Record<LaneUnary | LaneBinary | 'shiftLeft' | 'shiftRight', string>> = {
  ...f64x2(['neg', 'abs', 'sqrt', 'floor', 'nearest', 'add', 'sub', 'mul', 'div', 'min', 'max', 'pmin', 'pmax']),
  ...f64x2(['lt', 'le', 'gt', 'ge', 'eq', 'ne']),
  negateBits: 'i64x2.neg',
  addBits: 'i64x2.add',
  and: 'v128.and',
  or: 'v128.or',
  xor: 'v128.xor',
  without: 'v128.andnot',
  shiftLeft: 'i64x2.shl',
  shiftRight: 'i64x2.shr_u',
}

function f64x2<Name extends string>(names: readonly Name[]): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, `f64x2.${name}`])) as Record<Name, string>
}

export const TYPES: Readonly<Record<Type, string>> = { lanes: 'v128', f64: 'f64', i64: 'i64', i32: 'i32' }

/** A 64-bit float; the shortest decimal that reads back to the same bits. */
function float(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  return exactDigits(value)
}

const form = (operation: string, ...rest: (string | Form)[]): Form => [operation, ...rest]

/** The instruction of an expression. */
export function formOf(code: Lanes | Scalar): Form {
  switch (code[0]) {
    case 'get':
      return form('local.get', code[1])
    case 'number':
      return form('v128.const', 'f64x2', float(code[1]), float(code[1]))
    case 'bits': {
      const bits = `0x${code[1].toString(16)}`
      return form('v128.const', 'i64x2', bits, bits)
    }
    case 'i32.const':
      return form('i32.const', String(code[1]))
    case 'i64.const':
      return form('i64.const', typeof code[1] === 'bigint' ? `0x${code[1].toString(16)}` : String(code[1]))
    case 'f64.const':
      return form('f64.const', float(code[1]))
    case 'load':
      return form('v128.load', `offset=${code[2]}`, formOf(code[1]))
    case 'loadSame':
      return form('v128.load64_splat', `offset=${code[2]}`, formOf(code[1]))
    case 'fromCount':
      return form('f64x2.splat', form('f64.convert_i32_u', formOf(code[1])))
    case 'fromStep':
      return form('f64x2.splat', form('f64.convert_i64_s', formOf(code[1])))
    case 'choose':
      return form('v128.bitselect', formOf(code[2]), formOf(code[3]), formOf(code[1]))
    case 'shiftLeft':
    case 'shiftRight':
      return form(LANE_OPERATIONS[code[0]], formOf(code[1]), form('i32.const', String(code[2])))
    case 'any':
      return form('v128.any_true', formOf(code[1]))
    case 'all':
      return form('i64x2.all_true', formOf(code[1]))
    case 'call': {
      const [, name, ...args] = code
      return form('call', `$${name}`, ...args.map(formOf))
    }
    case 'native': {
      const [, instruction, ...args] = code
      const [name = '', ...beside] = instruction.split(' ')
      return form(name, ...beside, ...args.map(formOf))
    }
    default:
      return operation(code)
  }
}

type Operation =
  | readonly [LaneUnary, Lanes]
  | readonly [LaneBinary, Lanes, Lanes]
  | readonly [ScalarUnary, Scalar]
  | readonly [ScalarBinary, Scalar, Scalar]

const operation = ([name, ...args]: Operation): Form =>
  form(
    Object.hasOwn(LANE_OPERATIONS, name) ? LANE_OPERATIONS[name as LaneUnary | LaneBinary] : name,
    ...args.map(formOf),
  )

const set = (local: string, ...value: Form[]): Form => form('local.set', local, ...value)

/** What a statement is made of. */
export function partsOf(code: KernelStatement): Part[] {
  const body = (list: readonly KernelStatement[]) => list.flatMap(partsOf)
  switch (code[0]) {
    case 'set':
      return [[set(code[1], formOf(code[2]))]]
    case 'store':
      return [[form('v128.store', `offset=${code[2]}`, formOf(code[1]), formOf(code[3]))]]
    case 'storeSame':
      return [
        [form('f64.store', `offset=${code[2]}`, formOf(code[1]), form('f64x2.extract_lane', '0', formOf(code[3])))],
      ]
    case 'receive':
      return [[formOf(code[2])], code[1].toReversed().map((local) => (local === null ? form('drop') : set(local)))]
    case 'run':
      return [[formOf(code[1])]]
    case 'if':
      return [[formOf(code[1])], { block: 'if', body: body(code[2]) }]
    case 'unlessAll': {
      const mask = form('i64x2.bitmask', formOf(code[1]))
      return [[form('i32.ne', mask, form('i32.const', '3'))], { block: 'if', body: body(code[2]) }]
    }
    case 'eachLaneFrom':
      return Array.from({ length: WIDTH }, (_, lane) => oneLane(code, lane)).flat()
    case 'returnWord':
      return wordTable(formOf(code[1]), code[2])
    case 'loop': {
      const [, label, list, again] = code
      const back = again ? form('br_if', label, formOf(again)) : form('br', label)
      return [{ block: 'loop', label, body: [...body(list), [back]] }]
    }
    case 'block':
      return [{ block: 'block', label: code[1], body: body(code[2]) }]
    case 'leave':
      return [[form('br_if', code[1], formOf(code[2]))]]
    case 'return': {
      const [, ...values] = code
      return [[form('return', ...values.map(formOf))]]
    }
    case 'remark':
      return [{ remark: code[1] }]
  }
}

function oneLane(
  [, limit, argument, call, results]: Extract<KernelStatement, readonly ['eachLaneFrom', ...unknown[]]>,
  lane: number,
): Part[] {
  const value = form('f64x2.extract_lane', String(lane), form('local.get', argument))
  const put = ({ into, type, through }: (typeof results)[number]): Part => [
    set(into, form(`${type}x2.replace_lane`, String(lane), form('local.get', into), form('local.get', through))),
  ]
  return [
    [form('i32.eqz', form('f64.lt', value, form('f64.const', float(limit))))],
    {
      block: 'if',
      body: [
        [form('call', `$${call}`, value)],
        results.toReversed().map(({ through }) => set(through)),
        ...results.map(put),
      ],
    },
  ]
}

/** A jump into the middle of nested blocks, each of which ends in the return of its word. */
function wordTable(place: Form, words: readonly bigint[]): Part[] {
  const names = words.map((_, index) => `$w${index}`)
  const returned = (word: bigint): Part => [form('return', form('i64.const', `0x${word.toString(16)}`))]
  const jump: Part[] = [[form('br_table', ...names, place)]]
  const nested = words.reduce<Part[]>(
    (body, word, index) => [{ block: 'block', label: names[index] as string, body }, returned(word)],
    jump,
  )
  return [...nested, [form('unreachable')]]
}
