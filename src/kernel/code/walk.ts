import type { KernelStatement, Lanes, Local, Scalar } from './instruction.ts'

type Code = Lanes | Scalar | KernelStatement
type Part = Code | string | number | bigint | null | object

const isList = (part: unknown): part is readonly Part[] => Array.isArray(part)

/** Whether some code reads a local. */
export function reads(code: readonly Part[], local: Local): boolean {
  if (code[0] === 'get') return code[1] === local
  return code.some((part) => isList(part) && reads(part, local))
}

/** The locals that some statements set, in their order. */
export function localsSet(statements: readonly KernelStatement[]): Local[] {
  const found = new Set<Local>()
  const visit = (list: readonly KernelStatement[]): void => {
    for (const statement of list) {
      if (statement[0] === 'set') found.add(statement[1])
      else if (statement[0] === 'receive') for (const local of statement[1].toReversed()) local && found.add(local)
      else if (statement[0] === 'unlessAll' || statement[0] === 'if' || statement[0] === 'block') visit(statement[2])
      else if (statement[0] === 'loop') visit(statement[2])
    }
  }
  visit(statements)
  return [...found]
}

/** The same code with other names for some locals. */
export function renamed<C extends Code>(code: C, name: (local: Local) => Local): C {
  const visit = (part: Part): Part => {
    if (typeof part === 'string') return part.startsWith('$') ? name(part as Local) : part
    return isList(part) ? part.map(visit) : part
  }
  return visit(code as Part) as C
}

/** The names that a local has in the two halves of a function for two vectors. */
export const halves = (local: Local): readonly [Local, Local] => [`${local}_a`, `${local}_b`]

/** Code for one of two vectors: the locals in `own` are its half's. */
export const halfOf = <C extends Code>(code: C, own: ReadonlySet<Local>, half: 0 | 1): C =>
  renamed(code, (local) => (own.has(local) ? halves(local)[half] : local))

/** Each statement twice, once for each of two sets of locals in place of `own`. */
export const interleave = (body: readonly KernelStatement[], own: ReadonlySet<Local>): KernelStatement[] =>
  body.flatMap((statement) => [halfOf(statement, own, 0), halfOf(statement, own, 1)])
