import type { SourceText, Span } from './source.ts'

/** Operators as the language names them; mathjs's `^` is `pow`, its unary `-` is `neg`. */
export type Operator =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'pow'
  | 'neg'
  | 'lt'
  | 'le'
  | 'gt'
  | 'ge'
  | 'eq'
  | 'ne'
  | 'and'
  | 'or'
  | 'not'

/** The syntax tree of an expression: mathjs's, cut down to what the language allows, with spans. */
export type Expr =
  | { readonly kind: 'number'; readonly value: number; readonly text: string; readonly at: Span }
  | { readonly kind: 'name'; readonly name: string; readonly at: Span }
  | { readonly kind: 'operator'; readonly op: Operator; readonly args: readonly Expr[]; readonly at: Span }
  | {
      readonly kind: 'call'
      readonly fn: string
      readonly args: readonly Expr[]
      readonly at: Span
      /** What a page defines under that name; a function of the language has none. */
      readonly definition?: Definition
    }
  | { readonly kind: 'conditional'; readonly test: Expr; readonly yes: Expr; readonly no: Expr; readonly at: Span }
  /** `x[k]` (a coordinate of a vector) or `m[j]` (a stage of an indexed state). */
  | { readonly kind: 'element'; readonly name: string; readonly index: Expr; readonly at: Span }
  /** `sum(j = 1:n, a[j])`: a reduction over an index, unrolled when the formula is built. */
  | {
      readonly kind: 'series'
      readonly fn: string
      readonly variable: string
      readonly variableAt: Span
      readonly from: Expr
      readonly to: Expr
      readonly body: Expr
      readonly at: Span
    }
  /** `[1, -2.5]`: a vector written out. */
  | { readonly kind: 'list'; readonly items: readonly Expr[]; readonly at: Span }

/** A statement of a block. `repeat j = 1:k` ... `end` is unrolled when the block is built. */
export type Statement =
  | {
      readonly kind: 'assign'
      readonly target: string
      readonly index: Expr | null
      readonly value: Expr
      readonly at: Span
      readonly targetAt: Span
    }
  | {
      readonly kind: 'repeat'
      readonly variable: string
      readonly from: Expr
      readonly to: Expr
      readonly body: readonly Statement[]
      readonly at: Span
    }
  /** A statement in error: what it would have given a value to, as far as that can be seen. */
  | { readonly kind: 'unread'; readonly target: string | null; readonly at: Span }

/** A parsed expression together with the text it came from. */
export interface Formula {
  readonly source: SourceText
  readonly expr: Expr
}

/** A parsed block of statements together with the text it came from. */
export interface Block {
  readonly source: SourceText
  readonly statements: readonly Statement[]
}

/** An interval of numbers, or the whole numbers of one. An infinite end is reached only where it is closed. */
export interface IndexRange {
  readonly low: number
  readonly high: number
  readonly openLow: boolean
  readonly openHigh: boolean
  readonly whole: boolean
}

/** An argument of a function that a page defines. */
export interface Parameter {
  readonly name: string
  readonly range: IndexRange
  /** What it is where a call leaves it out; null if it has to be given. */
  readonly fallback: number | null
}

/** A sum over a period, without its scale. */
export interface Balance {
  /** The sum over that of its terms' sizes, in [-1, 1]: it has the sign of the sum also where that is beyond all doubles. */
  share(...args: number[]): number
  /** How many terms it has. */
  terms(...args: number[]): number
}

/**
 * A function that formulas call by name. It is a formula in its parameters alone, so a call stands for that formula with the
 * arguments put in; or numbers go through code, and then they have to be known before the run.
 */
export interface Definition {
  readonly name: string
  readonly parameters: readonly Parameter[]
  /** What else has to hold of the arguments: without it there is no value. */
  readonly require: readonly Formula[]
  readonly body:
    | {
        readonly kind: 'formula'
        /** Names for parts of it, in order: each may use those before it. */
        readonly let: Readonly<Record<string, Formula>>
        readonly value: Formula
      }
    | {
        readonly kind: 'code'
        readonly evaluate: (...args: number[]) => number
        /** What it computes, in TeX; if left out, no formula says it. */
        readonly tex?: readonly string[]
        /** The sign of a sum over a period, where it is one. */
        readonly balance?: Balance
      }
}
