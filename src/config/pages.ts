import type { SourceText } from '../lang/source.ts'
import type { Block, Definition, Formula } from '../lang/syntax.ts'

/** A state as a page declares it: `m: 0`, or `m[k]: 0` for k indexed stages. */
export interface StateDeclaration {
  readonly name: string
  /** The number of stages of an indexed state. */
  readonly stages: Formula | null
  readonly init: Formula
}

/** A random number of a page: a law, one value a step or one a coordinate. */
export interface Draw {
  readonly name: string
  /** `uniform` on (0, 1), or a noise page with its settings. */
  readonly law: 'uniform' | NoiseUse
  readonly per: 'step' | 'coordinate'
}

/** Numbers of a problem that are drawn once, before the run, and are the same in every run: `A[j]` is row j. */
export interface Data {
  readonly name: string
  readonly law: 'uniform' | NoiseUse
  /** How many rows, a whole number when evaluated. */
  readonly rows: Formula
  /** A row is one number, or one a coordinate. */
  readonly per: 'row' | 'coordinate'
  /** After so many coordinates a row repeats itself; null if it does not. */
  readonly columns: Formula | null
  readonly seed: number
}

/** A noise page with formulas for its hyperparameters (those not given keep their defaults). */
export interface NoiseUse {
  readonly page: NoisePage
  readonly settings: Readonly<Record<string, Formula>>
}

/** What every page has. */
export interface PageHead {
  readonly name: string
  readonly title: string
  readonly source: { readonly paper: string; readonly where: string; readonly note: string } | null
  readonly notes: readonly string[]
  /** Hyperparameters with their defaults, in the order of the page; a default may use those before it, `t`, `T`, `d`. */
  readonly hyper: Readonly<Record<string, Formula>>
  /** Conditions on the hyperparameters: not 0 where the page has a meaning. */
  readonly require?: readonly Formula[]
  /** The page as written, and the file it came from: what `show` prints. */
  readonly text: SourceText | null
}

/** Recurrences: everything with state. */
export interface Recurrence extends PageHead {
  readonly state: readonly StateDeclaration[]
  readonly draws: readonly Draw[]
  readonly step: Block
}

/** What a page says of another version of itself. */
export interface Dialect {
  readonly note: string
  /** Recorded rules, `library.rule`, whose trajectories it reproduces. */
  readonly conforms: readonly string[]
  /** Claims that a mutant breaks; null for a dialect that is in use. */
  readonly breaks: readonly string[] | null
}

/** Names of the dialects among what a page has beside itself: not those of its mutants. */
export const dialectNames = ({ dialects }: Pick<OptimizerPage, 'dialects'>): string[] =>
  Object.entries(dialects).flatMap(([name, { breaks }]) => (breaks === null ? [name] : []))

export interface OptimizerPage extends Recurrence {
  readonly kind: 'optimizer'
  /** The dialect chosen: null for the page itself. */
  readonly dialect: string | null
  /** Other dialects of the page, and its mutants: wrong versions, each with the claims that it breaks. */
  readonly dialects: Readonly<Record<string, Dialect>>
  /** Recorded rules, `library.rule`, whose trajectories the page reproduces. */
  readonly conforms: readonly string[]
  /** Statements for the first gradient, which then makes no step. */
  readonly init: Block | null
}

export interface AveragePage extends Recurrence {
  readonly kind: 'average'
  /** The averaged point, a vector in the states. */
  readonly value: Formula
}

export interface MeasurePage extends Recurrence {
  readonly kind: 'measure'
  readonly value: Formula
}

export interface NoisePage extends PageHead {
  readonly kind: 'noise'
  readonly draws: readonly Draw[]
  readonly value: Formula
}

export type Domain =
  | { readonly kind: 'none' }
  | { readonly kind: 'box'; readonly low: Formula; readonly high: Formula }
  | { readonly kind: 'ball'; readonly radius: Formula }

export interface ProblemPage extends PageHead {
  readonly kind: 'problem'
  /** Dimension: a formula in the hyperparameters, a whole number when evaluated. */
  readonly d: Formula
  /** The expected loss, a scalar formula in `x`. */
  readonly objective: Formula | null
  /** A sampled loss (with `draws`), or a sequence of losses in `t`; its gradient is the oracle's. */
  readonly loss: Formula | null
  readonly draws: readonly Draw[]
  readonly data: readonly Data[]
  /** Additive noise of the gradient. */
  readonly noise: NoiseUse | null
  /** Recorded gradients: d numbers a step. */
  readonly replay: { readonly rows: number; readonly data: Float64Array; readonly start: readonly number[] } | null
  readonly start: Formula
  readonly domain: Domain
  /** Constants that hypotheses and bounds refer to: L, G, sigma, minimum, minimizer ... */
  readonly facts: Readonly<Record<string, Formula>>
}

/** What theory says: a function of a few numbers, derived and not measured. */
export interface PredictionPage extends PageHead {
  readonly kind: 'prediction'
  /** What its parameters mean, in their order. */
  readonly meanings: Readonly<Record<string, string>>
  /** Claims of the ledger that try it. */
  readonly claims: readonly string[]
  readonly definition: Definition
}

export type Page = OptimizerPage | ProblemPage | NoisePage | AveragePage | MeasurePage | PredictionPage
