import type { Block, Definition, Expr, Formula, Statement } from './syntax.ts'

/** The direct subexpressions. */
export function children(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'number':
    case 'name':
      return []
    case 'operator':
    case 'call':
      return expr.args
    case 'conditional':
      return [expr.test, expr.yes, expr.no]
    case 'element':
      return [expr.index]
    case 'list':
      return expr.items
    case 'series':
      return [expr.from, expr.to, expr.body]
  }
}

/** An expression and everything in it. */
export function* subexpressions(root: Expr): Generator<Expr> {
  const waiting = [root]
  for (let expr = waiting.pop(); expr; expr = waiting.pop()) {
    yield expr
    waiting.push(...children(expr))
  }
}

/** Names in an expression, as values or with an index; not the index of a `sum(j = 1:n, ...)` around them. */
export function* namesIn(root: Expr): Generator<string> {
  const waiting: { expr: Expr; bound: ReadonlySet<string> }[] = [{ expr: root, bound: new Set() }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { expr, bound } = next
    if ((expr.kind === 'name' || expr.kind === 'element') && !bound.has(expr.name)) yield expr.name
    const inner = expr.kind === 'series' ? new Set([...bound, expr.variable]) : bound
    for (const child of children(expr)) {
      waiting.push({ expr: child, bound: expr.kind === 'series' && child === expr.body ? inner : bound })
    }
  }
}

/** Expressions that have to be known before the run: indices, delays and the bounds of series. */
function* structuralParts(expr: Expr): Generator<Expr> {
  for (const part of subexpressions(expr)) {
    if (part.kind === 'element') yield part.index
    if (part.kind === 'series') {
      yield part.from
      yield part.to
    }
    if (part.kind === 'call' && part.fn === 'past' && part.args[1]) yield part.args[1]
    if (part.kind === 'call' && part.definition) {
      const { parameters } = part.definition
      const known = fixedParameters(part.definition)
      yield* part.args.filter((_, k) => known.has(parameters[k]?.name ?? ''))
    }
  }
}

/** Adds the free names of some statements; `bound` holds what has been assigned before them. */
function freeNames(statements: readonly Statement[], bound: Set<string>, free: Set<string>): void {
  const read = (expr: Expr) => {
    for (const name of namesIn(expr)) if (!bound.has(name)) free.add(name)
  }
  for (const statement of statements) {
    if (statement.kind === 'assign') {
      read(statement.value)
      if (!statement.index) bound.add(statement.target)
      else {
        read(statement.index)
        if (!bound.has(statement.target)) free.add(statement.target)
      }
    } else if (statement.kind === 'unread') {
      if (statement.target !== null) bound.add(statement.target)
    } else {
      read(statement.from)
      read(statement.to)
      // A `repeat` may run no time: what it assigns is not sure to be bound after it.
      freeNames(statement.body, new Set([...bound, statement.variable]), free)
    }
  }
}

/** The names that a formula or block takes from outside: read before the block itself assigns them. */
export function namesUsed(item: Formula | Block): Set<string> {
  const free = new Set<string>()
  if ('expr' in item) for (const name of namesIn(item.expr)) free.add(name)
  else freeNames(item.statements, new Set(), free)
  return free
}

interface Flow {
  readonly structural: Expr[]
  readonly assigned: Map<string, Expr[]>
  readonly loops: Set<string>
}

function collect(statements: readonly Statement[], flow: Flow): void {
  for (const statement of statements) {
    if (statement.kind === 'assign') {
      const values = flow.assigned.get(statement.target) ?? []
      flow.assigned.set(statement.target, [...values, statement.value])
      flow.structural.push(...structuralParts(statement.value))
      if (statement.index) flow.structural.push(statement.index)
    } else if (statement.kind === 'repeat') {
      flow.structural.push(statement.from, statement.to)
      flow.structural.push(...structuralParts(statement.from), ...structuralParts(statement.to))
      flow.loops.add(statement.variable)
      collect(statement.body, flow)
    }
  }
}

/**
 * The names on which the form of the program depends, so that they have to be known before the run: those in indices, in
 * the bounds of a `repeat` and in the delays of `past`, and those from which the block computes them. Loop variables are
 * not among them.
 */
export function structuralNames(item: Formula | Block): Set<string> {
  return structural('expr' in item ? [] : item.statements, 'expr' in item ? [item.expr] : [])
}

/** Found once: definitions call each other. */
const fixed = new WeakMap<Definition, ReadonlySet<string>>()

/** The parameters of a definition that have to be known before the run. */
function fixedParameters(definition: Definition): ReadonlySet<string> {
  const known = fixed.get(definition)
  if (known) return known
  const { parameters, require, body } = definition
  const found =
    body.kind === 'code'
      ? new Set(parameters.map(({ name }) => name))
      : structural(
          [],
          [...Object.values(body.let), body.value, ...require].map(({ expr }) => expr),
          body.let,
        )
  fixed.set(definition, found)
  return found
}

/** What the form of some statements, and of expressions after them, depends on. */
function structural(
  statements: readonly Statement[],
  exprs: readonly Expr[],
  named: Readonly<Record<string, Formula>> = {},
): Set<string> {
  const assigned = new Map(Object.entries(named).map(([name, { expr }]) => [name, [expr]]))
  const flow: Flow = { structural: [], assigned, loops: new Set() }
  collect(statements, flow)
  for (const expr of exprs) flow.structural.push(...structuralParts(expr))
  const names = new Set<string>()
  const waiting = flow.structural
  for (let expr = waiting.pop(); expr; expr = waiting.pop()) {
    for (const name of namesIn(expr)) {
      if (names.has(name) || flow.loops.has(name)) continue
      names.add(name)
      waiting.push(...(flow.assigned.get(name) ?? []))
    }
  }
  return names
}

/** Whether some statement assigns a name, also inside `repeat`; one in error may. */
export const assigns = (statements: readonly Statement[], name: string): boolean =>
  statements.some((one) =>
    one.kind === 'repeat' ? assigns(one.body, name) : one.kind === 'unread' || one.target === name,
  )
