import type {
  KernelFunction,
  LaneBinary,
  Lanes,
  LaneUnary,
  Scalar,
  ScalarBinary,
  ScalarUnary,
  Statement,
  Type,
} from '../code/instruction.ts'

/** Lanes in a vector of 128 bits. */
export const WIDTH = 2

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

const TYPES: Readonly<Record<Type, string>> = { lanes: 'v128', f64: 'f64', i64: 'i64', i32: 'i32' }

/** A 64-bit float; the shortest decimal that reads back to the same bits. */
function float(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  return Object.is(value, -0) ? '-0' : String(value)
}

/** An expression as WebAssembly text. */
export function expression(code: Lanes | Scalar): string {
  switch (code[0]) {
    case 'get':
      return `(local.get ${code[1]})`
    case 'number':
      return `(v128.const f64x2 ${float(code[1])} ${float(code[1])})`
    case 'bits': {
      const bits = `0x${code[1].toString(16)}`
      return `(v128.const i64x2 ${bits} ${bits})`
    }
    case 'i32.const':
      return `(i32.const ${code[1]})`
    case 'i64.const':
      return `(i64.const ${typeof code[1] === 'bigint' ? `0x${code[1].toString(16)}` : code[1]})`
    case 'f64.const':
      return `(f64.const ${float(code[1])})`
    case 'load':
      return `(v128.load offset=${code[2]} ${expression(code[1])})`
    case 'loadSame':
      return `(v128.load64_splat offset=${code[2]} ${expression(code[1])})`
    case 'fromCount':
      return `(f64x2.splat (f64.convert_i32_u ${expression(code[1])}))`
    case 'fromStep':
      return `(f64x2.splat (f64.convert_i64_s ${expression(code[1])}))`
    case 'choose':
      return `(v128.bitselect ${expression(code[2])} ${expression(code[3])} ${expression(code[1])})`
    case 'shiftLeft':
    case 'shiftRight':
      return `(${LANE_OPERATIONS[code[0]]} ${expression(code[1])} (i32.const ${code[2]}))`
    case 'any':
      return `(v128.any_true ${expression(code[1])})`
    case 'all':
      return `(i64x2.all_true ${expression(code[1])})`
    case 'call':
    case 'native': {
      const [kind, name, ...args] = code
      return `(${[kind === 'call' ? `call $${name}` : name, ...args.map(expression)].join(' ')})`
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

function operation([name, ...args]: Operation): string {
  const instruction = Object.hasOwn(LANE_OPERATIONS, name) ? LANE_OPERATIONS[name as LaneUnary | LaneBinary] : name
  return `(${instruction} ${args.map(expression).join(' ')})`
}

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`)

/**
 * A statement as lines of WebAssembly text. Blocks, of which there may be very many lines, end in `end`: what is in brackets the
 * assembler passes on in one call, and the stack has no room for so many arguments.
 */
export function statementLines(code: Statement): string[] {
  const block = (list: readonly Statement[]) => indent(list.flatMap(statementLines))
  switch (code[0]) {
    case 'set':
      return [`(local.set ${code[1]} ${expression(code[2])})`]
    case 'store':
      return [`(v128.store offset=${code[2]} ${expression(code[1])} ${expression(code[3])})`]
    case 'storeSame':
      return [`(f64.store offset=${code[2]} ${expression(code[1])} (f64x2.extract_lane 0 ${expression(code[3])}))`]
    case 'receive':
      return [
        expression(code[2]),
        code[1]
          .toReversed()
          .map((local) => (local === null ? '(drop)' : `(local.set ${local})`))
          .join(' '),
      ]
    case 'run':
      return [expression(code[1])]
    case 'if':
      return [expression(code[1]), 'if', ...block(code[2]), 'end']
    case 'unlessAll':
      return [`(i32.ne (i64x2.bitmask ${expression(code[1])}) (i32.const 3))`, 'if', ...block(code[2]), 'end']
    case 'eachLaneFrom':
      return Array.from({ length: WIDTH }, (_, lane) => oneLane(code, lane)).flat()
    case 'returnWord':
      return wordTable(expression(code[1]), code[2])
    case 'loop':
      return [`loop ${code[1]}`, ...block(code[2]), `  ${again(code[1], code[3])}`, 'end']
    case 'block':
      return [`block ${code[1]}`, ...block(code[2]), 'end']
    case 'leave':
      return [`(br_if ${code[1]} ${expression(code[2])})`]
    case 'return': {
      const [, ...values] = code
      return [`(${['return', ...values.map(expression)].join(' ')})`]
    }
    case 'remark':
      return [`;; ${code[1]}`]
  }
}

const again = (label: string, condition: Scalar | null): string =>
  condition ? `(br_if ${label} ${expression(condition)})` : `(br ${label})`

function oneLane(
  [, limit, argument, call, results]: Extract<Statement, readonly ['eachLaneFrom', ...unknown[]]>,
  lane: number,
): string[] {
  const value = `(f64x2.extract_lane ${lane} (local.get ${argument}))`
  return [
    `(if (i32.eqz (f64.lt ${value} (f64.const ${float(limit)}))) (then`,
    `  (call $${call} ${value})`,
    `  ${results
      .toReversed()
      .map(({ through }) => `(local.set ${through})`)
      .join(' ')}`,
    ...results.map(
      ({ into, type, through }) =>
        `  (local.set ${into} (${type}x2.replace_lane ${lane} (local.get ${into}) (local.get ${through})))`,
    ),
    '))',
  ]
}

/** A jump into the middle of nested blocks, each of which ends in the return of its word. */
function wordTable(place: string, words: readonly bigint[]): string[] {
  const names = words.map((_, index) => `$w${index}`)
  return [
    names
      .toReversed()
      .map((name) => `(block ${name}`)
      .join(' '),
    `(br_table ${names.join(' ')} ${place})`,
    ...words.map((word) => `) (return (i64.const 0x${word.toString(16)}))`),
    'unreachable',
  ]
}

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
