import { LIMITS } from '../budget/limits.ts'
import { coordinateAssigned, inputAssigned, loopVariableAssigned, meaningTaken } from '../messages/blocks.ts'
import { tooManyStatements } from '../messages/budget.ts'
import { severalStages, unknownName } from '../messages/values.ts'
import { quote } from '../text/clip.ts'
import { Builder } from './builder.ts'
import type { Environment } from './environment.ts'
import type { Block, Statement } from './syntax.ts'

type Assign = Extract<Statement, { kind: 'assign' }>
type Repeat = Extract<Statement, { kind: 'repeat' }>

/** Runs statements in order, each seeing what those before it assigned. */
class Runner {
  private readonly env: Environment
  private readonly builder: Builder
  private readonly loops = new Set<string>()
  private count = 0

  constructor(env: Environment, builder: Builder) {
    this.env = env
    this.builder = builder
  }

  run(statements: readonly Statement[]): boolean {
    let sound = true
    for (const statement of statements) {
      if (++this.count > LIMITS.statements) {
        this.builder.fail(statement.at, tooManyStatements())
        return false
      }
      if (!this.done(statement)) sound = false
      if (this.count > LIMITS.statements) return false
    }
    return sound
  }

  private done(statement: Statement): boolean {
    if (statement.kind === 'repeat') return this.repeat(statement)
    const { target } = statement
    const sound = statement.kind === 'assign' && this.assign(statement)
    if (sound) this.builder.broken.delete(statement.target)
    else if (target !== null) this.builder.broken.add(target)
    return sound
  }

  private assign(statement: Assign): boolean {
    return this.allowed(statement) && (statement.index ? this.stage(statement, statement.index) : this.plain(statement))
  }

  private allowed({ target, targetAt }: Assign): boolean {
    if (this.loops.has(target)) this.builder.fail(targetAt, loopVariableAssigned(target))
    else if (this.env.inputs.has(target)) this.builder.fail(targetAt, inputAssigned(target))
    else return true
    return false
  }

  private plain({ target, targetAt, value }: Assign): boolean {
    const old = this.env.names.get(target)
    if (old?.kind === 'stages') {
      this.builder.fail(targetAt, severalStages(target, old.nodes.length, 'assign'))
      return false
    }
    const node = this.builder.value(value)
    if (node) this.env.names.set(target, { kind: 'value', node })
    return node !== null
  }

  private stage({ target, targetAt, value }: Assign, index: NonNullable<Assign['index']>): boolean {
    const old = this.env.names.get(target)
    if (old?.kind !== 'stages') {
      const message = () => (old ? coordinateAssigned(target) : unknownName(target, this.env.names.keys()))
      if (!this.builder.broken.has(target)) this.builder.fail(targetAt, message())
      return false
    }
    const k = this.builder.whole(index, `the stage of ${quote(target)}`, 1, old.nodes.length)
    const node = this.builder.value(value)
    if (k === null || !node) return false
    this.env.names.set(target, { kind: 'stages', nodes: old.nodes.with(k - 1, node) })
    return true
  }

  private repeat({ variable, from, to, body, at }: Repeat): boolean {
    const { names, graph } = this.env
    if (names.has(variable) || this.env.inputs.has(variable)) {
      this.builder.fail(at, meaningTaken(variable, 'loop variable'))
      return false
    }
    const first = this.builder.whole(from, 'the start of `repeat`', -LIMITS.statements, LIMITS.statements)
    const last = this.builder.whole(to, 'the end of `repeat`', -LIMITS.statements, LIMITS.statements)
    if (first === null || last === null) return false
    this.loops.add(variable)
    const before = graph.size
    let sound = true
    for (let j = first; j <= last && sound; j++) {
      names.set(variable, { kind: 'value', node: graph.const(j) })
      sound = this.builder.withinBounds(at) && this.run(body)
    }
    const { source } = this.builder
    if (this.loops.size === 1)
      graph.writtenOut.push({ source, at, parts: last - first + 1, what: 'turns', nodes: graph.size - before })
    names.delete(variable)
    this.loops.delete(variable)
    return sound
  }
}

/**
 * Runs the statements of a block in order; `env.names` then holds what they assigned. `repeat` is unrolled.
 *
 * @returns false if there is any mistake; all that were found are then in `env.sink`
 */
export function runBlock(block: Block, env: Environment): boolean {
  return new Runner(env, new Builder(env, block.source)).run(block.statements)
}
