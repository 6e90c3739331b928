import { hostMath } from '../../src/lang/algebra/doubles.ts'
import { type Binding, buildValue, type Environment, runBlock } from '../../src/lang/build.ts'
import { type Bindings, evaluate } from '../../src/lang/evaluate.ts'
import { Graph } from '../../src/lang/graph.ts'
import type { Node } from '../../src/lang/node.ts'
import { parseBlock, parseFormula } from '../../src/lang/parse.ts'
import { type Diagnostic, Diagnostics, plainSource } from '../../src/lang/source.ts'

/** Values of names: numbers become scalar states, lists become vector states. */
export type Scope = Readonly<Record<string, number | readonly number[]>>

export function environmentOf(scope: Scope, dimension: number, more: Partial<Environment> = {}): Environment {
  const graph = more.graph ?? new Graph()
  const names = new Map<string, Binding>([
    ['i', { kind: 'value', node: graph.index() }],
    ['d', { kind: 'value', node: graph.const(dimension) }],
  ])
  for (const [name, value] of Object.entries(scope)) {
    names.set(name, { kind: 'value', node: graph.state(name, typeof value === 'number' ? 'scalar' : 'vector') })
  }
  const sink = new Diagnostics()
  return { graph, dimension, names, inputs: new Set(['t']), functions: new Map(), past: null, sink, ...more }
}

export function bindingsOf(scope: Scope, dimension: number): Bindings {
  const missing = (): never => {
    throw new Error('not in the scope of this test')
  }
  return {
    dimension,
    param: missing,
    state(name) {
      const value = scope[name]
      if (value === undefined) return missing()
      return typeof value === 'number' ? value : Float64Array.from(value)
    },
    step: 1,
    draw: missing,
    table: missing,
    math: hostMath,
  }
}

const told = (list: readonly Diagnostic[]): string => list.map((d) => `${d.message} (${d.hint ?? ''})`).join('; ')

/** The node of a text that must be right. */
export function nodeOf(text: string, env: Environment): Node {
  const formula = parseFormula(plainSource(text), env.sink)
  const node = formula && buildValue(formula, env)
  if (!node) throw new Error(`${text}: ${told(env.sink.list)}`)
  return node
}

export function valueAt(text: string, scope: Scope = {}, dimension = 3): number | number[] {
  const [value] = evaluate([nodeOf(text, environmentOf(scope, dimension))], bindingsOf(scope, dimension))
  if (value === undefined) throw new Error('no value')
  return typeof value === 'number' ? value : [...value]
}

/** Runs a block that must be right; the values of its names afterwards. */
export function runText(text: string, env: Environment): Environment {
  const block = parseBlock(plainSource(text), env.sink)
  if (!block || !runBlock(block, env)) throw new Error(`${text}: ${told(env.sink.list)}`)
  return env
}

/** What a diagnostic marks: `message <marked text>`, and the hint if there is one. */
export function marked(text: string, list: readonly Diagnostic[]): string[] {
  const offset = ({ line, column }: Diagnostic['start']) =>
    text
      .split('\n')
      .slice(0, line - 1)
      .reduce((sum, each) => sum + each.length + 1, 0) +
    column -
    1
  return list.map((d) => `${text.slice(offset(d.start), offset(d.end))} <- ${d.message}${d.hint ? ` | ${d.hint}` : ''}`)
}
