import { exactDigits } from '../text/digits.ts'
import type { Draft, NodeKind } from './node.ts'

/** By the list itself: the start of a recorded trace, of thousands of numbers, is a literal of many graphs. */
const lists = new WeakMap<readonly number[], string>()

function list(values: readonly number[]): string {
  const text = lists.get(values) ?? values.map(exactDigits).join(' ')
  lists.set(values, text)
  return text
}

type DraftOf<K extends NodeKind> = Extract<Draft, { kind: K }>

/** What a node says beside its kind and its operands. */
const DETAILS: { readonly [K in NodeKind]: (node: DraftOf<K>) => string } = {
  const: ({ value }) => ` ${exactDigits(value)}`,
  literal: ({ values }) => ` ${list(values)}`,
  index: () => '',
  param: ({ name }) => ` ${JSON.stringify(name)}`,
  state: ({ name }) => ` ${JSON.stringify(name)}`,
  step: () => '',
  draw: ({ stream, number, shape }) => ` ${stream} ${number} ${shape}`,
  table: ({ name }) => ` ${JSON.stringify(name)}`,
  unary: ({ op }) => ` ${op}`,
  binary: ({ op }) => ` ${op}`,
  select: () => '',
  reduce: ({ op }) => ` ${op}`,
  pick: ({ k }) => ` ${k}`,
}

/** What a node is, apart from its operands: nodes with equal labels, shapes and operands have equal values. */
export const label = (node: Draft): string => node.kind + (DETAILS[node.kind] as (node: Draft) => string)(node)
