import type { ProblemEntry } from '../config/entry.ts'
import { buildScalar, buildValue, type Environment } from '../lang/build.ts'
import { gradient } from '../lang/differentiate.ts'
import type { Node } from '../lang/node.ts'
import type { Formula } from '../lang/syntax.ts'
import { defineData } from './data.ts'
import { defineDraws, noiseValue, type Stream } from './draws.ts'
import { KNOWN_FACTS, notStated } from './known-facts.ts'
import { Scope } from './scope.ts'

/** The problem as the rest of a step sees it. */
export interface Oracle {
  /** Hyperparameters and facts of the problem, `T`, `d`, `i`, `t`. */
  readonly scope: Scope
  /** Start of the iterate, a vector. */
  readonly start: Node | null
  /** The gradient handed to the optimizer: of the loss, with noise. A vector. */
  readonly g: Node | null
  /** `loss(y)`, `objective(y)`, `grad(y)` at this step's draws; null, with the reason in `absent`, if there is none. */
  readonly loss: ((y: Node) => Node | null) | null
  readonly objective: ((y: Node) => Node | null) | null
  readonly grad: ((y: Node) => Node | null) | null
  project(y: Node): Node
}

/** Defines an entry's hyperparameters: chosen numbers and params as nodes, other defaults as formulas. */
export function defineHyper(
  scope: Scope,
  defaults: Readonly<Record<string, Formula>>,
  chosen: Readonly<Record<string, Node | Formula>>,
): void {
  for (const [name, formula] of Object.entries(defaults)) {
    const value = chosen[name] ?? formula
    if ('expr' in value) scope.formula(name, value)
    else scope.node(name, value)
  }
}

export function buildOracle(
  entry: ProblemEntry,
  chosen: Readonly<Record<string, Node | Formula>>,
  x: Node,
  outer: Scope,
  base: Environment,
  stream: Stream,
): Oracle {
  const page = entry.page
  const { graph } = base
  const scope = new Scope(outer)
  defineHyper(scope, page.hyper, chosen)
  defineData(page.data, scope, base)

  // Facts are about the problem, not about a step of it, so they are looked up after its hyperparameters.
  const facts = new Scope(scope)
  for (const [name, formula] of Object.entries(page.facts)) facts.formula(name, formula)
  for (const name of KNOWN_FACTS) {
    if (!(Object.hasOwn(page.facts, name) || Object.hasOwn(page.hyper, name)))
      facts.missing(name, notStated(name, entry.label))
  }

  const sampled = new Scope(facts)
  defineDraws(page.draws, sampled, base, stream)
  const at = (formula: Formula, from: Scope) => (y: Node) => {
    const point = new Scope(from).node('x', y)
    return buildScalar(formula, point.environment(base))
  }
  const loss = page.loss ? at(page.loss, sampled) : page.objective ? at(page.objective, facts) : null
  const random = page.draws.length > 0
  const objective = page.objective ? at(page.objective, facts) : null
  const expected = objective ?? (page.loss && !random ? loss : null)
  const slope = (f: (y: Node) => Node | null) => (y: Node) => {
    const value = f(y)
    return value && gradient(graph, value, y)
  }
  const grad = expected ? slope(expected) : null

  const noisy = new Scope(sampled).node('x', x)
  if (grad) noisy.lazy('grad', () => grad(x))
  else noisy.missing('grad', page.replay ? 'recorded gradients have no loss behind them' : 'there is no objective')
  const exact = page.replay ? graph.table('gradients') : loss && slope(loss)(x)
  let g = exact
  if (exact && page.noise) {
    const settings = { ...page.noise.settings }
    const numbers = new Scope(noisy)
    for (const [name, value] of Object.entries(chosen)) {
      if (!name.startsWith('noise.')) continue
      const key = name.slice('noise.'.length)
      if ('expr' in value) settings[key] = value
      else {
        // A chosen number has no text of its own: it enters as a name that no page can write.
        numbers.node(name, value)
        settings[key] = nameFormula(name, page.noise.page.value)
      }
    }
    const noise = noiseValue({ page: page.noise.page, settings }, null, numbers, base, stream)
    g = noise && graph.add(exact, noise)
  }

  const constant = (formula: Formula) => buildValue(formula, facts.environment(base))
  const start = page.replay ? graph.literal(page.replay.start) : constant(page.start)
  return { scope: facts, start: start && graph.broadcast(start), g, loss, objective, grad, project: projection() }

  function projection(): (y: Node) => Node {
    const { domain } = page
    if (domain.kind === 'box') {
      const low = constant(domain.low)
      const high = constant(domain.high)
      return (y) => (low && high ? graph.binary('min', graph.binary('max', y, low), high) : y)
    }
    if (domain.kind === 'ball') {
      const radius = buildScalar(domain.radius, facts.environment(base))
      return (y) => {
        const norm = graph.unary('sqrt', graph.reduce('sum', graph.mul(y, y)))
        return radius ? graph.mul(y, graph.binary('min', graph.const(1), graph.div(radius, norm))) : y
      }
    }
    return (y) => y
  }
}

/** A formula that is one name. */
function nameFormula(name: string, near: Formula): Formula {
  return { source: near.source, expr: { kind: 'name', name, at: near.expr.at } }
}
