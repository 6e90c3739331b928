import * as z from 'zod'
import { LIMITS } from '../budget/limits.ts'
import * as shape from '../messages/shapes.ts'
import { PROPERTIES } from './properties.ts'
import { sentenceOf } from './shaped.ts'
import { STRENGTHS } from './strengths.ts'

const NAME = /^[a-z0-9][a-z0-9._-]*$/i

const name = z
  .string()
  .max(LIMITS.name, { error: sentenceOf(shape.longName()) })
  .regex(NAME, { error: sentenceOf(shape.oddName()) })
/** What claims, tables and charts name something by: shown as it is wherever it stands, so it has nothing that is not seen; `steering.ts` refuses the rest. */
const label = z
  .string()
  .min(1)
  .refine((given) => !/[\n\t]|(?!\p{Bidi_Control})[\p{Cf}\p{DI}]/u.test(given), {
    error: sentenceOf(shape.oddLabel()),
  })
/** A number or a formula. */
const formula = z.union([z.number(), z.string().min(1)], { error: sentenceOf(shape.noFormula()) })
const formulas = z.record(z.string(), formula)
const text = z.string()
const notes = z.union([text, z.array(text)])
const source = z.strictObject({ paper: text, where: text.optional(), note: text.optional() })
const range = z.strictObject({
  from: z.number(),
  to: z.number(),
  count: z.int().min(2).max(100_000),
  scale: z.enum(['linear', 'log', 'log1m']).optional(),
})
/** A value that may be a grid. */
export const setting = z.union([formula, z.array(formula).min(1), range], {
  error: sentenceOf(shape.noSetting()),
})
const noiseUse = z.union([name, z.looseObject({ use: name })], { error: sentenceOf(shape.noNoise()) })
const draw = z.union([
  name,
  z
    .strictObject({ law: noiseUse.optional(), use: name.optional(), per: z.enum(['step', 'coordinate']).optional() })
    .catchall(formula),
])
const draws = z.record(z.string(), draw)
/** A law over rows of numbers that are drawn once, before the run. */
const data = z.strictObject({
  law: noiseUse,
  rows: formula,
  per: z.enum(['row', 'coordinate']).optional(),
  columns: formula.optional(),
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .optional(),
})
const domain = z.union(
  [z.literal('none'), z.strictObject({ box: z.tuple([formula, formula]) }), z.strictObject({ ball: formula })],
  { error: sentenceOf(shape.noDomain()) },
)

const head = {
  name: name.optional(),
  title: text.optional(),
  source: source.optional(),
  notes: notes.optional(),
  require: z.array(formula).min(1).optional(),
}
const recurrence = { hyper: formulas.optional(), state: formulas.optional(), draw: draws.optional() }
/** Recorded rules that a page reproduces over their whole length: `dialect.variant`, as in the names of the traces. */
const conforms = z
  .array(z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/, { error: sentenceOf(shape.noTraceName()) }))
  .min(1)
const dialect = z.strictObject({
  note: text,
  conforms: conforms.optional(),
  title: text.optional(),
  source: source.optional(),
  hyper: formulas.optional(),
  state: formulas.optional(),
  draw: draws.optional(),
  init: text.nullable().optional(),
  step: text.optional(),
})

/** Wrong versions of an optimizer, each made of the page or of one of its dialects. */
const mutant = z.strictObject({
  ...dialect.omit({ conforms: true }).shape,
  of: name.optional(),
  breaks: z.array(label).min(1),
})
export const mutantsSchema = z.strictObject({ name, mutants: z.record(label, mutant) })

const optimizerFields = { ...head, ...recurrence, init: text.optional(), step: text, conforms: conforms.optional() }
const problemFields = {
  ...head,
  hyper: formulas.optional(),
  d: formula.optional(),
  objective: formula.optional(),
  loss: formula.optional(),
  draw: draws.optional(),
  data: z.record(z.string(), data).optional(),
  noise: noiseUse.optional(),
  start: formula.optional(),
  domain: domain.optional(),
  facts: z.record(label, formula).optional(),
}

/** An end of a range that is in it. */
const end = (infinite: string) =>
  z.union([z.number(), z.literal(infinite)], { error: sentenceOf(shape.noEnd(infinite)) })
/** What an argument of a prediction means, and which numbers it may be. */
const parameter = z.strictObject({
  meaning: text.optional(),
  from: end('-Infinity').optional(),
  above: z.number().optional(),
  to: end('Infinity').optional(),
  below: z.number().optional(),
  whole: z.boolean().optional(),
  default: z.number().optional(),
})
const identifier = z.string().regex(/^[A-Za-z_]\w*$/, { error: sentenceOf(shape.noIdentifier()) })
const rule = z.looseObject({ use: z.string() })
const predictionFields = {
  ...head,
  claims: z.array(label).min(1).optional(),
  parameters: z.record(z.string(), parameter).optional(),
  let: formulas.optional(),
  /** The formula is asked of the orbit of a rule on gradients that repeat themselves. */
  orbit: z
    .strictObject({
      rule: z.union([z.string(), rule], { error: sentenceOf(shape.noRule()) }),
      period: formula,
      gradient: formula,
    })
    .optional(),
  threshold: z.strictObject({ of: z.string().min(1), in: identifier, end: z.enum(['low', 'high']) }).optional(),
  least: z
    .strictObject({ name: identifier, from: formula, to: formula, where: formula, stays: z.boolean().optional() })
    .optional(),
  formula: formula.optional(),
}
export const inlinePrediction = z.strictObject(predictionFields)

export const pageSchemas = {
  optimizer: z.strictObject({ ...optimizerFields, dialects: z.record(label, dialect).optional() }),
  problem: z.strictObject(problemFields),
  noise: z.strictObject({ ...head, hyper: formulas.optional(), draw: draws.optional(), value: formula }),
  average: z.strictObject({ ...head, ...recurrence, step: text, value: formula }),
  measure: z.strictObject({ ...head, ...recurrence, step: text.optional(), value: formula }),
  prediction: z.strictObject({ ...predictionFields, code: name.optional() }),
} as const

/** `{use: name, label, ...}`: the settings are checked against the page that is used. */
export const useSchema = z.looseObject({ use: z.string(), label: label.optional(), dialect: name.optional() })
export const inlineOptimizer = z.strictObject({ ...optimizerFields, label: label.optional(), name })
export const inlineProblem = z.strictObject({ ...problemFields, label: label.optional() })
const optimizer = z.union([z.string(), useSchema, inlineOptimizer])
const problem = z.union([z.string(), useSchema, inlineProblem])

/** Sugar for the pages `running-max` and so on. */
const running = z
  .strictObject({ max: formula.optional(), min: formula.optional(), mean: formula.optional(), sum: formula.optional() })
  .refine((value) => Object.keys(value).length === 1, { error: sentenceOf(shape.oneOfFour()) })
export const measure = z.union([formula, z.looseObject({ use: name }), running], {
  error: sentenceOf(shape.noMeasure()),
})
const status = z.enum(['holds', 'violated', 'hypotheses-not-met', 'inconclusive', 'not-measured', 'error'])

const shareError = sentenceOf(shape.noShare())
const share = z.number({ error: shareError }).gt(0, { error: shareError }).max(1, { error: shareError })
const limitValue = z.number().optional()
const interval = z
  .strictObject({ from: limitValue, to: limitValue, above: limitValue, below: limitValue })
  .refine((value) => Object.keys(value).length > 0, { error: sentenceOf(shape.noInterval()) })
const condition = z.union([z.number(), z.array(z.number()).min(1), interval], {
  error: sentenceOf(shape.noCondition()),
})
const hypothesis = z.union(
  [formula, z.strictObject({ always: formula }), z.strictObject({ share: formula, 'at-least': formula })],
  { error: sentenceOf(shape.noHypothesis()) },
)
const claimHead = {
  id: label,
  title: text.optional(),
  source: text.optional(),
  statement: text.optional(),
  optimizer: z.union([text, z.array(text).min(1)]).optional(),
  where: z.record(z.string(), condition).optional(),
  hypotheses: z.array(hypothesis).min(1).optional(),
  strength: z.enum(STRENGTHS).optional(),
  expect: status.optional(),
  exploratory: z.boolean().optional(),
  mutants: z.array(text).min(1).optional(),
}
const claimFields = { ...claimHead, measure: text, 'burn-in': formula.optional() }
/** What a bound is about over the seeds, and what is known of their law beforehand. */
const evidence = {
  statistic: z.enum(['mean', 'median', 'median-of-means', 'every']).optional(),
  range: z.tuple([formula, formula], { error: sentenceOf(shape.noValueRange()) }).optional(),
  tail: z.literal('exponential', { error: sentenceOf(shape.noTail()) }).optional(),
}
const span = { from: formula.optional(), to: formula.optional() }
export const claim = z.discriminatedUnion('judge', [
  z.strictObject({
    ...claimFields,
    judge: z.literal('limit'),
    predict: formula,
    within: formula,
    window: formula.optional(),
    at: formula.optional(),
  }),
  z.strictObject({
    ...claimFields,
    ...span,
    at: formula.optional(),
    judge: z.literal('bound'),
    bound: formula,
    ...evidence,
  }),
  z.strictObject({
    ...claimFields,
    judge: z.literal('identity'),
    against: text,
    ratio: formula.optional(),
    within: formula,
  }),
  z.strictObject({ ...claimHead, judge: z.literal('static'), property: z.enum(PROPERTIES) }),
  z.strictObject({
    ...claimFields,
    judge: z.literal('rate'),
    exponent: formula,
    margin: formula.optional(),
    form: z.enum(['upper', 'tight']).optional(),
    statistic: z.enum(['mean', 'median', 'median-of-means']).optional(),
    outer: formula.optional(),
    floor: formula.optional(),
    over: z.enum(['horizons', 't']).optional(),
  }),
  z.strictObject({
    ...claimFields,
    judge: z.literal('order'),
    against: z.union([text, z.array(text).min(1)]),
    better: z.enum(['lower', 'higher']),
    by: formula.optional(),
    scale: z.enum(['difference', 'ratio', 'log']).optional(),
    statistic: z.enum(['mean', 'median']).optional(),
  }),
  z.strictObject({
    ...claimFields,
    judge: z.literal('growth'),
    rate: formula,
    within: formula,
    ...span,
  }),
  z.strictObject({
    ...claimFields,
    judge: z.literal('region'),
    x: text,
    y: text.optional(),
    inside: formula,
    outcome: formula,
    exempt: formula.optional(),
    agreement: share.optional(),
    diverged: z.enum(['inside', 'outside']).optional(),
  }),
])

const scale = z.enum(['log', 'linear'])
const plotHead = { name: name.optional(), title: text.optional() }
const finite = z.number({ error: sentenceOf(shape.noFinite()) })
const ends = z.tuple([finite, finite], { error: sentenceOf(shape.noEnds()) })
const acrossOnly = { 'x-domain': ends.optional() }
const domains = { ...acrossOnly, 'y-domain': ends.optional() }
const plotFields = { ...plotHead, measure: text }
const curveFields = { ...plotFields, ...domains }
const quantile = z.number().min(0).max(1)
export const plot = z.discriminatedUnion('kind', [
  z.strictObject({
    ...curveFields,
    kind: z.literal('trajectory'),
    band: z.tuple([quantile, quantile]).optional(),
    x: scale.optional(),
    y: scale.optional(),
  }),
  z.strictObject({ ...curveFields, kind: z.literal('rate') }),
  z.strictObject({ ...curveFields, kind: z.literal('bound'), x: scale.optional(), y: scale.optional() }),
  z.strictObject({
    ...curveFields,
    kind: z.literal('region'),
    x: text,
    y: text,
    boundary: formula.optional(),
    scale: z.enum(['log', 'linear', 'symlog']).optional(),
  }),
  z.strictObject({ ...curveFields, kind: z.literal('growth') }),
  z.strictObject({ ...plotFields, ...acrossOnly, kind: z.literal('distribution'), scale: scale.optional() }),
  z.strictObject({
    ...plotHead,
    ...domains,
    kind: z.literal('phase'),
    x: text,
    y: text,
    colour: text.optional(),
    'x-scale': scale.optional(),
    'y-scale': scale.optional(),
  }),
  z.strictObject({
    ...curveFields,
    kind: z.literal('comparison'),
    form: z.enum(['ecdf', 'profile']).optional(),
    targets: z.union([z.number(), z.array(z.number()).min(1).max(1000)], {
      error: sentenceOf(shape.noTarget()),
    }),
  }),
  z.strictObject({
    ...curveFields,
    kind: z.literal('heterogeneity'),
    x: text,
    scale: scale.optional(),
    ratio: z.tuple([text, text]).optional(),
  }),
  z.strictObject({ ...plotHead, ...domains, kind: z.literal('landscape'), x: text, y: text }),
  z.strictObject({
    ...plotHead,
    kind: z.literal('vega-lite'),
    spec: z.record(z.string(), z.unknown()),
    measures: z.array(text).min(1).optional(),
  }),
])

const [most, least, whole] = (
  ['at most 1e10 steps', 'at least 1 step is needed', 'a whole number of steps is expected'] as const
).map((said) => sentenceOf(shape.stepCount(said)))
const steps = z
  .int({ error: ({ code }) => (code === 'too_big' ? most : whole) })
  .min(1, { error: least })
  .max(1e10, { error: most })
const seedError = sentenceOf(shape.noSeed())
const seed = z
  .int({ error: seedError })
  .min(0, { error: seedError })
  .max(2 ** 32 - 1, { error: seedError })
const counted = (most: number, what: string) => {
  const error = sentenceOf(shape.noCount(what, most))
  return z.int({ error }).min(1, { error }).max(most, { error })
}
/** As many seeds as it takes, in stages. */
const automatic = z.strictObject({ auto: z.strictObject({ max: counted(1_000_000, 'the number of seeds') }) })

export const experimentSchema = z.strictObject({
  name,
  title: text.optional(),
  description: text.optional(),
  tier: z.enum(['fast', 'full']).optional(),
  problem: z.union([problem, z.array(problem).min(1)]),
  optimizers: z.union([optimizer, z.array(optimizer).min(1)]),
  steps: steps.optional(),
  horizons: z.array(steps).min(1).optional(),
  seeds: z
    .union([counted(1_000_000, 'the number of seeds'), z.array(seed).min(1), z.literal('auto'), automatic], {
      error: sentenceOf(shape.noSeeds()),
    })
    .optional(),
  record: z
    .union([
      counted(100_000, 'the number of recorded steps'),
      z.strictObject({ points: counted(100_000, 'the number of recorded steps'), scale: scale.optional() }),
    ])
    .optional(),
  average: z.union([name, z.looseObject({ use: name })]).optional(),
  predictions: z.record(name, inlinePrediction).optional(),
  measures: z.record(name, measure),
  claims: z.array(claim).min(1).optional(),
  plots: z.array(plot).min(1).optional(),
})

/** The same, but for the parts that are checked one by one once it is known what each of them is. */
const required = (said: Parameters<typeof shape.partNeeded>[0]) =>
  z.unknown().refine((value) => value !== undefined && value !== null && !isEmptyList(value), {
    error: sentenceOf(shape.partNeeded(said)),
  })
const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0

export const experimentFrame = experimentSchema.extend({
  problem: required('a problem is needed'),
  optimizers: required('at least one optimizer is needed'),
  measures: z.record(name, z.unknown()),
  average: z.unknown().optional(),
  predictions: z.record(name, z.unknown()).optional(),
  claims: z.array(z.unknown()).min(1).optional(),
  plots: z.array(z.unknown()).min(1).optional(),
})

export type FrameInput = z.infer<typeof experimentFrame>
export type ClaimInput = z.infer<typeof claim>
export type PlotInput = z.infer<typeof plot>
