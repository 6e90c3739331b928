import fc from 'fast-check'
import katex from 'katex'
import { expect, test } from 'vitest'
import { copied } from '../../src/lang/algebra/copies.ts'
import { expressionOf, formulaOf, type Notation } from '../../src/lang/algebra/expressions.ts'
import type { Binding } from '../../src/lang/build.ts'
import { inOrder } from '../../src/lang/facts.ts'
import { Graph } from '../../src/lang/graph.ts'
import type { Node } from '../../src/lang/node.ts'
import { formulaTex } from '../../src/lang/tex.ts'
import { DIMENSION, nodesOf, place, recipes } from './random-graph.ts'
import { environmentOf, nodeOf } from './support.ts'

/** Elements are of names only, and a draw is what a page names. */
const notation = (short: boolean): Notation => ({
  name: (node) => (node.kind === 'draw' ? `u${node.stream}${node.number}${node.shape === 'scalar' ? 's' : 'v'}` : null),
  leaf: ({ kind, name }: { kind: string; name?: string }) => name ?? kind,
  number: (value) => (Object.is(value, -0) ? '-0' : String(value)),
  short,
  grouping: 'needed',
  most: { items: Number.POSITIVE_INFINITY, depth: Number.POSITIVE_INFINITY },
})

/** Whether the language can say a node: it has no name for NaN, and takes no reduction of a scalar. */
function sayable(nodes: readonly Node[]): Node[] {
  const found = new Set<Node>()
  for (const node of nodes) {
    const parts = 'a' in node ? [node.a, ...('b' in node ? [node.b] : []), ...('c' in node ? [node.c] : [])] : []
    const known =
      node.kind === 'pick'
        ? node.a.kind === 'state' || node.a.kind === 'table'
        : node.kind === 'reduce'
          ? node.a.shape === 'vector'
          : node.kind !== 'const' || !Number.isNaN(node.value)
    if (known && parts.every((part) => found.has(part))) found.add(node)
  }
  return [...found]
}

/** Sums and products from the left, as a text without parentheses has them. */
function fromTheLeft(graph: Graph, node: Node): Node {
  const joins = (op: string) => (op === 'add' || op === 'sub' ? 'add' : op === 'mul' || op === 'div' ? 'mul' : null)
  const append = (op: 'add' | 'mul', left: Node, right: Node): Node =>
    right.kind === 'binary' && joins(right.op) === op
      ? graph.binary(right.op, append(op, left, right.a), right.b)
      : graph.binary(op, left, right)
  return copied(graph, [node], (part, copy) =>
    part.kind === 'binary' && (part.op === 'add' || part.op === 'mul')
      ? append(part.op, copy(part.a), copy(part.b))
      : null,
  )(node)
}

/** What the names of a graph's leaves stand for. */
function environment(graph: Graph, nodes: readonly Node[], { name, leaf }: Notation) {
  const names = new Map<string, Binding>([
    ['i', { kind: 'value', node: graph.index() }],
    ['t', { kind: 'value', node: graph.step() }],
  ])
  for (const node of nodes) {
    if (node.kind !== 'param' && node.kind !== 'state' && node.kind !== 'table' && node.kind !== 'draw') continue
    names.set(name(node) ?? leaf(node), { kind: 'value', node })
  }
  return environmentOf({}, DIMENSION, { graph, names })
}

const isSpread = (node: Node): boolean => node.kind === 'select' && node.b === node.c

test.each([true, false])('a text is read as the node that it was written from; short: %s', (short) => {
  fc.assert(
    fc.property(recipes, place, (recipe, at) => {
      const graph = new Graph()
      const nodes = sayable(nodesOf(recipe.slice(0, 10), at, graph))
      for (const node of nodes.slice(-4)) {
        const wanted = fromTheLeft(graph, node)
        const parts = inOrder([wanted])
        if (short && parts.some(isSpread)) continue
        const text = formulaOf(wanted, notation(short))
        const read = nodeOf(text, environment(graph, parts, notation(short)))
        if (read !== wanted) throw new Error(`${text} is read as ${formulaOf(read, notation(short))}`)
      }
    }),
    { numRuns: 500 },
  )
})

test('the TeX of a node is TeX', () => {
  fc.assert(
    fc.property(recipes, place, (recipe, at) => {
      const nodes = sayable(nodesOf(recipe.slice(0, 8), at))
      for (const node of nodes.slice(-3)) {
        const tex = formulaTex(expressionOf(node, notation(true)))
        katex.renderToString(tex, { throwOnError: true, strict: 'error' })
      }
    }),
    { numRuns: 200 },
  )
})

test.each<[string, string, (graph: Graph, a: Node, b: Node) => Node]>([
  ['a - (b - a)', '(a - (b - a))', (graph, a, b) => graph.sub(a, graph.sub(b, a))],
  ['a + b + a', '(a + (b + a))', (graph, a, b) => graph.add(a, graph.add(b, a))],
  ['(a + b) * a^b', '((a + b) * (a ^ b))', (graph, a, b) => graph.mul(graph.add(a, b), graph.binary('pow', a, b))],
  ['(a < b) < 2', '((a < b) < 2)', (graph, a, b) => graph.binary('lt', graph.binary('lt', a, b), graph.const(2))],
  ['-(a * b)', '-(a * b)', (graph, a, b) => graph.unary('neg', graph.mul(a, b))],
  [
    'a > b ? max(a, b) : 0',
    '((a > b) ? max(a, b) : 0)',
    (graph, a, b) => graph.select(graph.binary('gt', a, b), graph.binary('max', a, b), graph.const(0)),
  ],
])('%s, and %s with all parentheses', (needed, all, build) => {
  const graph = new Graph()
  const node = build(graph, graph.param('a'), graph.param('b'))
  expect(formulaOf(node, notation(true))).toBe(needed)
  expect(formulaOf(node, { ...notation(true), grouping: 'all' })).toBe(all)
})
