import fc from 'fast-check'
import { test } from 'vitest'
import { hostMath } from '../../src/lang/algebra/doubles.ts'
import { evaluate } from '../../src/lang/evaluate.ts'
import { inOrder } from '../../src/lang/facts.ts'
import { Graph } from '../../src/lang/graph.ts'
import { type Node, operands } from '../../src/lang/node.ts'
import { isAffine } from '../../src/proof/affine.ts'
import { Degrees } from '../../src/proof/degree.ts'
import { Sums } from '../../src/proof/linear.ts'
import { randomGradient } from '../../src/proof/random.ts'
import { Ranges } from '../../src/proof/ranges.ts'
import { DIMENSION, isGradient, type RuleGraph } from '../../src/proof/rule-graph.ts'
import { type Gradients, simulate } from '../../src/proof/simulate.ts'
import { Trends } from '../../src/proof/trend.ts'
import { node, operations, Pool } from '../kernel/random-program.ts'

const STEPS = 6
const small = fc.nat(1000)
/** Not so small that products of a few vanish. */
const plain = (low: number) => fc.integer({ min: 1000 * low, max: 1000 }).map((value) => value / 1000)
const numbers = fc.record({ a: plain(-4), b: plain(0) })
const choices = fc.array(small, { minLength: 3, maxLength: 3 })

/** A rule whose states are whatever comes of random operations, and which leaves x where it is. */
const rules = fc.record({ operations, numbers, next: choices }).map(({ operations: list, numbers: hyper, next }) => {
  const graph = new Graph()
  const pool = new Pool()
  const x = graph.state('x', 'vector')
  const leaves = [graph.state('v', 'vector'), graph.state('w', 'vector'), graph.state('s', 'scalar')]
  const table = graph.table('g')
  for (const value of [0, 1, -1, 0.5, 2, 0.9]) pool.add(graph.const(value))
  for (const one of [graph.param('a'), graph.param('b'), graph.step(), graph.index(), x, ...leaves, table])
    pool.add(one)
  const square = graph.mul(table, table)
  pool.add(square)
  for (const operation of list) {
    const made = node(graph, operation, pool, DIMENSION)
    if (made) pool.add(made)
  }
  const rule: RuleGraph = {
    graph,
    x,
    moved: x,
    states: leaves.map((leaf, k) => {
      const choice = next[k] as number
      const addend = leaf.shape === 'vector' ? square : graph.reduce('min', square)
      // What rules are made of: sums, moments, largest and least values; else anything.
      const forms = [
        graph.add(leaf, addend),
        graph.sub(leaf, addend),
        graph.binary('max', leaf, addend),
        graph.binary('min', leaf, graph.unary('neg', addend)),
        graph.mul(leaf, graph.const(2)),
        graph.mul(leaf, graph.param('b')),
        graph.add(graph.mul(graph.param('b'), leaf), addend),
      ]
      const any = leaf.shape === 'vector' ? pool.vector(choice) : pool.scalar(choice)
      return {
        name: leaf.kind === 'state' ? leaf.name : '',
        shape: leaf.shape,
        leaf,
        init: graph.const([0, 1, -1, 0.5][(choice >> 1) % 4] as number),
        first: null,
        next: choice % 2 === 0 ? any : (forms[choice % forms.length] as Node),
      }
    }),
    hyper: new Map(Object.entries(hyper)),
    names: new Map(),
    formulas: new Set(),
    dimension: DIMENSION,
    memory: { vector: 2, scalar: 1 },
    waits: false,
  }
  const nodes = inOrder([...pool.scalars, ...pool.vectors, ...rule.states.map(({ next: after }) => after)])
  return { rule, nodes }
})

type Values = ReadonlyMap<Node, readonly number[]>

/** The numbers of nodes that have a value, with all on which they depend. */
function valued(nodes: readonly Node[], results: readonly (number | Float64Array)[]): Values {
  const found = new Map<Node, readonly number[]>()
  nodes.forEach((one, k) => {
    const result = results[k] as number | Float64Array
    const list = typeof result === 'number' ? [result] : [...result]
    if (list.every(Number.isFinite) && operands(one).every((operand) => found.has(operand))) found.set(one, list)
  })
  return found
}

/** What a rule computes at each step, as long as its states have a value. */
function steps({ rule, nodes }: { rule: RuleGraph; nodes: readonly Node[] }, gradients?: Gradients): Values[] {
  const list = simulate(rule, { steps: STEPS, probes: nodes, ...(gradients ? { gradients } : {}) })
  const found = list.map(({ probes }) => valued(nodes, probes))
  const end = found.findIndex((values) => !rule.states.every(({ next }) => values.has(next)))
  return end < 0 ? found : found.slice(0, end + 1)
}

const told = (one: Node): string => `${one.kind} ${'op' in one ? one.op : ''} ${one.id}`
const near = (a: number, b: number, size = Math.max(Math.abs(a), Math.abs(b))): boolean =>
  Math.abs(a - b) <= 1e-9 * size

const RUNS = { numRuns: 400 }

test('values of a rule lie in their ranges at all steps', () => {
  fc.assert(
    fc.property(rules, (made) => {
      const ranges = new Ranges(made.rule)
      steps(made).forEach((values, n) => {
        const since = ranges.since(n + 1)
        for (const [one, list] of values) {
          for (const { low, high } of [ranges.of(one), since.of(one)]) {
            const wrong = list.find((value) => !(low <= value && value <= high))
            if (wrong !== undefined) throw new Error(`${told(one)} is ${wrong}, not in [${low}, ${high}]`)
          }
        }
      })
    }),
    RUNS,
  )
})

test('values move from step to step as their trends say', () => {
  fc.assert(
    fc.property(rules, (made) => {
      const trends = new Trends(made.rule, new Ranges(made.rule))
      const list = steps(made)
      list.slice(1).forEach((after, n) => {
        for (const [one, values] of after) {
          const trend = trends.of(one)
          list[n]?.get(one)?.forEach((before, k) => {
            const value = values[k] as number
            const up = value >= before || near(value, before)
            const down = value <= before || near(value, before)
            if ((trend !== 'down' && trend !== null && !up) || (trend !== 'up' && trend !== null && !down))
              throw new Error(`${told(one)} goes ${trend} from ${before} to ${value}`)
          })
        }
      })
    }),
    RUNS,
  )
})

test('values scale with the gradients by their degrees', () => {
  // A power of two whose roots are powers of two: what is scaled by it is not rounded.
  const scale = 256
  fc.assert(
    fc.property(rules, (made) => {
      const degrees = new Degrees(made.rule, new Ranges(made.rule))
      const scaled = steps(made, (t, k) => scale * randomGradient(1, t, k))
      steps(made).forEach((values, n) => {
        for (const [one, list] of values) {
          const degree = degrees.of(one)
          if (degree === null) continue
          list.forEach((value, k) => {
            const other = scaled[n]?.get(one)?.[k]
            if (other === undefined || (value !== 0 && Math.abs(value) < 1e-280)) return
            const right = degree === 'any' ? value === 0 && other === 0 : near(other, value * scale ** degree)
            if (!right) throw new Error(`${told(one)} of degree ${degree} is ${value}, and scaled ${other}`)
          })
        }
      })
    }),
    RUNS,
  )
})

test('affine values have no second difference in the gradient', () => {
  fc.assert(
    fc.property(rules, fc.double({ min: 0.1, max: 0.9, noNaN: true }), (made, part) => {
      const { rule, nodes } = made
      const ranges = new Ranges(rule)
      const reached = steps(made)
      const last = reached.at(-1)
      if (!last) return
      const at = (gradient: (k: number) => number): Values =>
        valued(
          nodes,
          evaluate(nodes, {
            dimension: DIMENSION,
            math: hostMath,
            step: reached.length,
            param: (name) => rule.hyper.get(name) ?? Number.NaN,
            state(name) {
              const values = last.get(rule.graph.state(name, name === 's' ? 'scalar' : 'vector')) ?? []
              return name === 's' ? (values[0] ?? Number.NaN) : Float64Array.from(values)
            },
            draw: () => 0.4,
            table: (_, k) => gradient(k),
          }),
        )
      const [one, two] = [(k: number) => Math.sin(k), (k: number) => 2 * Math.cos(3 * k)]
      const [first, second, between] = [at(one), at(two), at((k) => part * one(k) + (1 - part) * two(k))]
      const sizes = new Map<Node, number>()
      for (const node of nodes) {
        const lists = [first, second, between].map((values) => values.get(node))
        if (lists.some((list) => list === undefined)) continue
        const [a, b, c] = lists as number[][] as [number[], number[], number[]]
        const size = Math.max(
          ...operands(node).map((operand) => sizes.get(operand) ?? 0),
          ...[...a, ...b, ...c].map(Math.abs),
        )
        sizes.set(node, size)
        // Rounding errors of large parts that cancel are not told from curvature.
        if (size > 1e3 || !isAffine(node, ranges)) continue
        c.forEach((value, k) => {
          const line = part * (a[k] as number) + (1 - part) * (b[k] as number)
          if (!near(value, line, Math.max(1, size))) throw new Error(`${told(node)} is ${value}, on the line ${line}`)
        })
      }
    }),
    RUNS,
  )
})

test('the summands of a value add up to it, their factors free of data', () => {
  fc.assert(
    fc.property(rules, (made) => {
      const { rule, nodes } = made
      const { graph } = rule
      const sums = new Sums(rule, new Ranges(rule))
      const parts = nodes.flatMap((one) => {
        const { factor, atom } = sums.split(one)
        const terms = sums.terms(one)
        const free = [factor, ...terms.map((term) => term.factor)].every((node) => sums.isFree(node))
        const summed = terms.map((term) => graph.mul(term.factor, term.atom)).reduce((a, b) => graph.add(a, b))
        const sizes = terms.map((term) => graph.unary('abs', graph.mul(term.factor, term.atom)))
        const product = graph.mul(factor, atom)
        return [{ one, list: [one, product, summed, sizes.reduce((a, b) => graph.add(a, b))], free }]
      })
      for (const values of steps({ rule, nodes: inOrder(parts.flatMap(({ list }) => list)) })) {
        for (const { one, list, free } of parts) {
          const [wanted, ...found] = list.map((node) => values.get(node))
          const sizes = found.pop()
          if (!wanted || !sizes) continue
          // What divides by 0 has no value.
          if (!free) throw new Error(`${told(one)} has a factor with data`)
          for (const numbers of found) {
            numbers?.forEach((value, k) => {
              const expected = (wanted[k] ?? wanted[0]) as number
              const scale = (sizes[k] ?? sizes[0]) as number
              if (Math.abs(expected) > 1e-280 && !near(value, expected, Math.max(Math.abs(expected), scale)))
                throw new Error(`${told(one)} is ${expected}, and its summands ${value}`)
            })
          }
        }
      }
    }),
    RUNS,
  )
})

test('a gradient is an affine function of itself', () => {
  const graph = new Graph()
  const [g, m] = [graph.table('g'), graph.state('m', 'vector')]
  const moment = graph.add(graph.mul(graph.param('b'), m), g)
  const rule = { hyper: new Map([['b', 0.9]]), states: [] } as unknown as RuleGraph
  const ranges = new Ranges(rule)
  const affine = (node: Node) => isAffine(node, ranges)
  const told = [
    g,
    moment,
    graph.div(g, m),
    graph.div(m, g),
    graph.mul(g, g),
    graph.unary('abs', g),
    graph.unary('abs', m),
  ]
  if (String(told.map(affine)) !== 'true,true,true,false,false,false,true' || !isGradient(g))
    throw new Error(String(told.map(affine)))
})
