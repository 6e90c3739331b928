import type { KernelFunction, Type } from '../code/instruction.ts'
import { Bytes } from './bytes.ts'
import { type Form, formOf, type Part, partsOf } from './forms.ts'
import { opcode } from './opcodes.ts'

const TYPES: Readonly<Record<Type, number>> = { i32: 0x7f, i64: 0x7e, f64: 0x7c, lanes: 0x7b }
const NO_RESULT = 0x40

/** Powers of 2 to which addresses are aligned, where an instruction says nothing else. */
const ALIGNED: Readonly<Record<string, number>> = {
  'v128.load': 4,
  'v128.store': 4,
  'v128.load64_splat': 3,
  'f64.store': 3,
}

type Places = ReadonlyMap<string, number>

const place = (name: string, places: Places): number => {
  const found = places.get(name)
  if (found === undefined) throw new Error(`the kernel has no ${name}`)
  return found
}

const number = (text: string): number => Number(text.replace('inf', 'Infinity'))

/** The bytes of numbers side by side, of a size that the name of their shape says: `f64x2`, `i64x2`, `i32x4`. */
function constant(shape: string, values: readonly string[]): Uint8Array {
  if (shape.startsWith('f64')) return new Uint8Array(Float64Array.from(values, number).buffer)
  if (shape.startsWith('i64')) return new Uint8Array(BigUint64Array.from(values, BigInt).buffer)
  return new Uint8Array(Uint32Array.from(values, Number).buffer)
}

/** The instructions of one function, in the order in which they are executed: operands come before what is done with them. */
class Body {
  readonly code = new Bytes()
  private readonly labels: (string | undefined)[] = []

  constructor(
    private readonly locals: Places,
    private readonly functions: Places,
  ) {}

  part(part: Part): void {
    if ('remark' in part) return
    if (!('block' in part)) {
      for (const form of part) this.form(form)
      return
    }
    this.code.all(opcode(part.block))
    this.code.byte(NO_RESULT)
    this.labels.push(part.label)
    for (const inner of part.body) this.part(inner)
    this.labels.pop()
    this.code.all(opcode('end'))
  }

  form([name, ...rest]: Form): void {
    const beside: string[] = []
    for (const one of rest) {
      if (typeof one === 'string') beside.push(one)
      else this.form(one)
    }
    this.code.all(opcode(name))
    this.beside(name, beside)
  }

  /** How many blocks lie between a branch and the block that it leaves. */
  private branch(label: string): void {
    const depth = this.labels.length - 1 - this.labels.lastIndexOf(label)
    if (depth === this.labels.length) throw new Error(`the kernel has no ${label}`)
    this.code.count(depth)
  }

  private beside(name: string, values: readonly string[]): void {
    const { code } = this
    const [first = ''] = values
    const aligned = ALIGNED[name]
    if (aligned !== undefined) {
      code.count(aligned)
      code.count(Number(first.slice('offset='.length)))
    } else if (name === 'local.get' || name === 'local.set') code.count(place(first, this.locals))
    else if (name === 'call') code.count(place(first, this.functions))
    else if (name === 'br' || name === 'br_if') this.branch(first)
    else if (name === 'br_table') {
      code.count(values.length - 1)
      for (const label of values) this.branch(label)
    } else if (name === 'i32.const') code.signed(BigInt.asIntN(32, BigInt(first)))
    else if (name === 'i64.const') code.signed(BigInt.asIntN(64, BigInt(first)))
    else if (name === 'f64.const') code.all(constant('f64', values))
    else if (name === 'v128.const') code.all(constant(first, values.slice(1)))
    else for (const lane of values) code.byte(Number(lane))
  }
}

function bodyOf({ params, locals, body, values }: KernelFunction, functions: Places): Uint8Array {
  const places = new Map([...params, ...locals].map(([local], index) => [local as string, index]))
  const made = new Body(places, functions)
  const runs: { type: Type; count: number }[] = []
  for (const [, type] of locals) {
    const last = runs.at(-1)
    if (last?.type === type) last.count++
    else runs.push({ type, count: 1 })
  }
  made.code.count(runs.length)
  for (const { type, count } of runs) {
    made.code.count(count)
    made.code.byte(TYPES[type])
  }
  for (const statement of body) for (const part of partsOf(statement)) made.part(part)
  for (const value of values) made.form(formOf(value))
  made.code.all(opcode('end'))
  return made.code.written
}

const FUNCTION_TYPE = 0x60
const SECTION = { types: 1, functions: 3, memory: 5, exports: 7, code: 10 } as const
const KIND = { function: 0, memory: 2 } as const

/**
 * The bytes of a WebAssembly module with these functions, and with a memory of no pages under the name `memory` if it is asked
 * for. Linear in the length of the code.
 */
export function assemble(functions: readonly KernelFunction[], { memory }: { readonly memory: boolean }): Uint8Array {
  const module = new Bytes()
  module.all([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00])
  const section = (id: number, count: number, write: (content: Bytes) => void) => {
    const content = new Bytes()
    content.count(count)
    write(content)
    module.byte(id)
    module.sized(content.written)
  }

  const signatures = functions.map(({ params, results }) => [
    params.map(([, type]) => TYPES[type]),
    results.map((type) => TYPES[type]),
  ])
  const types = new Map(signatures.map((one) => [String(one.map((list) => list.join(' '))), one]))
  const names = [...types.keys()]
  section(SECTION.types, types.size, (content) => {
    for (const lists of types.values()) {
      content.byte(FUNCTION_TYPE)
      for (const list of lists) content.sized(list)
    }
  })
  section(SECTION.functions, functions.length, (content) => {
    for (const one of signatures) content.count(names.indexOf(String(one.map((list) => list.join(' ')))))
  })
  if (memory) section(SECTION.memory, 1, (content) => content.all([0, 0]))
  const exported = functions.flatMap((one, index) => (one.exported ? [[one.name, index] as const] : []))
  section(SECTION.exports, exported.length + (memory ? 1 : 0), (content) => {
    const entry = (name: string, kind: number, index: number) => {
      content.text(name)
      content.byte(kind)
      content.count(index)
    }
    if (memory) entry('memory', KIND.memory, 0)
    for (const [name, index] of exported) entry(name, KIND.function, index)
  })
  const places = new Map(functions.flatMap(({ name, exported }, index) => (exported ? [] : [[`$${name}`, index]])))
  section(SECTION.code, functions.length, (content) => {
    for (const one of functions) content.sized(bodyOf(one, places))
  })
  return module.written.slice()
}
