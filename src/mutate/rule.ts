import type { OptimizerPage } from '../config/pages.ts'
import { namesIn } from '../lang/names.ts'
import type { Expr, Statement } from '../lang/syntax.ts'
import { named, textOf } from './expressions.ts'

export type Assignment = Extract<Statement, { kind: 'assign' }>
export type BlockName = 'init' | 'step'

/** A statement that gives a value to something, and where it stands. */
export interface Line {
  readonly block: BlockName
  readonly statement: Assignment
  /** The statements of its block, or of the `repeat` that it is in. */
  readonly siblings: readonly Statement[]
  readonly index: number
  /** What it gives a value to, as formulas write it: `m`, `m[j]`. */
  readonly target: Expr
  /** The same without its index. */
  readonly name: string
  readonly value: Expr
}

/** A rule as it is written, with what its names mean. */
export class Rule {
  readonly lines: readonly Line[]
  readonly states: ReadonlySet<string>
  readonly hyper: ReadonlySet<string>
  /** Names whose values change with the gradients. */
  private readonly data: ReadonlySet<string>

  constructor(readonly page: OptimizerPage) {
    this.lines = [...(page.init ? linesOf('init', page.init.statements) : []), ...linesOf('step', page.step.statements)]
    this.states = new Set(page.state.map(({ name }) => name))
    this.hyper = new Set(Object.keys(page.hyper))
    this.data = this.movingNames()
  }

  /** The statements of an update, without those for the first gradient. */
  get step(): readonly Line[] {
    return this.lines.filter(({ block }) => block === 'step')
  }

  isState = ({ name }: Line): boolean => this.states.has(name)

  /** Whether a value changes with the gradients. */
  isData = (expr: Expr): boolean => [...namesIn(expr)].some((name) => this.data.has(name))

  /** The lines after this one in its block, those of the whole block after a `repeat` that it is in included. */
  after = (line: Line): Line[] =>
    this.lines.filter((one) => one.block === line.block && one.statement.at.start > line.statement.at.start)

  before = (line: Line): Line[] =>
    this.lines.filter((one) => one.block === line.block && one.statement.at.start < line.statement.at.start)

  /** Whether a name has a meaning in the rule. */
  knows = (name: string): boolean =>
    this.states.has(name) || this.hyper.has(name) || this.lines.some((line) => line.name === name)

  private movingNames(): Set<string> {
    const found = new Set(['g', 'grad', 'x', 'loss', ...this.states, ...this.page.draws.map(({ name }) => name)])
    for (let size = 0; size < found.size; ) {
      size = found.size
      for (const { name, value } of this.lines) {
        if ([...namesIn(value)].some((one) => found.has(one))) found.add(name)
      }
    }
    return found
  }
}

function linesOf(block: BlockName, statements: readonly Statement[]): Line[] {
  return statements.flatMap((statement, index): Line[] => {
    if (statement.kind === 'repeat') return linesOf(block, statement.body)
    if (statement.kind === 'unread') return []
    const { target: name, value } = statement
    const target: Expr =
      statement.index === null ? named(name) : { kind: 'element', name, index: statement.index, at: statement.targetAt }
    return [{ block, statement, siblings: statements, index, target, name, value }]
  })
}

/** A statement as it is written. */
export const lineText = (target: Expr, value: Expr): string => `${textOf(target)} = ${textOf(value)}`
