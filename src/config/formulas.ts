import type { Definitions } from '../lang/definition.ts'
import { PROBLEM_FUNCTIONS } from '../lang/functions.ts'
import { parseBlock, parseFormula } from '../lang/parse.ts'
import type { Diagnostics } from '../lang/source.ts'
import { plainSource } from '../lang/source.ts'
import type { Block, Formula } from '../lang/syntax.ts'
import type { PageDocument, Path } from './document.ts'

/** A formula that is fine, to go on with where a page's own could not be parsed. */
export const ZERO: Formula = {
  source: plainSource('0'),
  expr: { kind: 'number', value: 0, text: '0', at: { start: 0, end: 1 } },
}

/** The statement `x = x`, of a rule that stays where it is. */
export const STAYING: Block['statements'] = [
  {
    kind: 'assign',
    target: 'x',
    index: null,
    value: { kind: 'name', name: 'x', at: { start: 0, end: 0 } },
    at: { start: 0, end: 0 },
    targetAt: { start: 0, end: 0 },
  },
]

/** Reads formulas and blocks out of a page; errors are reported and stand in as 0. */
export class FormulaReader {
  readonly page: PageDocument
  readonly sink: Diagnostics
  /** The predictions that formulas may call. */
  private readonly definitions: Definitions
  /** Functions that formulas may call beside those and beside those of the language. */
  private readonly functions: ReadonlySet<string>

  constructor(
    page: PageDocument,
    sink: Diagnostics,
    definitions: Definitions,
    functions: ReadonlySet<string> = PROBLEM_FUNCTIONS,
  ) {
    this.page = page
    this.sink = sink
    this.definitions = definitions
    this.functions = functions
  }

  /** @param meant the hint for whatever is wrong with it */
  formula(value: string | number, path: Path, meant?: string): Formula {
    const text = typeof value === 'number' ? String(value) : value
    const plain = this.page.source(path, text)
    const source = meant === undefined ? plain : { ...plain, meant }
    return parseFormula(source, this.sink, this.functions, this.definitions) ?? { source, expr: ZERO.expr }
  }

  formulas(values: Readonly<Record<string, string | number>> | undefined, path: Path): Record<string, Formula> {
    return Object.fromEntries(
      Object.entries(values ?? {}).map(([key, value]) => [key, this.formula(value, [...path, key])]),
    )
  }

  /** @param instead what stands in for a block that is in error */
  block(text: string | undefined, path: Path, instead: Block['statements'] = []): Block {
    if (text === undefined) return { source: this.page.source(path, ''), statements: [] }
    const source = this.page.source(path, text)
    // What cannot be read is left out, so the rest is looked into as if it were in order.
    const read = this.sink.beside(() => parseBlock(source, this.sink, this.functions, this.definitions))
    return read ?? { source, statements: instead }
  }
}
