import { z } from 'zod'

const NAME = /^[a-z0-9][a-z0-9._-]*$/i

const name = z
  .string()
  .regex(NAME, { error: 'a name is letters, digits, `.`, `_` and `-`, and starts with a letter or digit' })
/** A number or a formula. */
const formula = z.union([z.number(), z.string().min(1)], { error: 'a number or a formula is expected' })
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
  error: 'a number, a formula, a list of them, or {from, to, count} is expected',
})
const noiseUse = z.union([name, z.looseObject({ use: name })], { error: 'a noise is a name, or {use: name, ...}' })
const draw = z.union([
  name,
  z
    .strictObject({ law: noiseUse.optional(), use: name.optional(), per: z.enum(['step', 'coordinate']).optional() })
    .catchall(formula),
])
const draws = z.record(z.string(), draw)
const domain = z.union(
  [z.literal('none'), z.strictObject({ box: z.tuple([formula, formula]) }), z.strictObject({ ball: formula })],
  { error: 'a domain is none, {box: [low, high]} or {ball: radius}' },
)

const head = { name: name.optional(), title: text.optional(), source: source.optional(), notes: notes.optional() }
const recurrence = { hyper: formulas.optional(), state: formulas.optional(), draw: draws.optional() }
const dialect = z.strictObject({
  note: text,
  title: text.optional(),
  source: source.optional(),
  hyper: formulas.optional(),
  state: formulas.optional(),
  draw: draws.optional(),
  init: text.nullable().optional(),
  step: text.optional(),
})

const optimizerFields = { ...head, ...recurrence, init: text.optional(), step: text }
const problemFields = {
  ...head,
  hyper: formulas.optional(),
  d: formula.optional(),
  objective: formula.optional(),
  loss: formula.optional(),
  draw: draws.optional(),
  noise: noiseUse.optional(),
  start: formula.optional(),
  domain: domain.optional(),
  facts: formulas.optional(),
}

export const pageSchemas = {
  optimizer: z.strictObject({ ...optimizerFields, dialects: z.record(z.string(), dialect).optional() }),
  problem: z.strictObject(problemFields),
  noise: z.strictObject({ ...head, hyper: formulas.optional(), draw: draws.optional(), value: formula }),
  average: z.strictObject({ ...head, ...recurrence, step: text, value: formula }),
  measure: z.strictObject({ ...head, ...recurrence, step: text.optional(), value: formula }),
} as const

/** `{use: name, label, ...}`: the settings are checked against the page that is used. */
export const useSchema = z.looseObject({ use: z.string(), label: text.optional(), dialect: name.optional() })
export const inlineOptimizer = z.strictObject({ ...optimizerFields, label: text.optional(), name })
export const inlineProblem = z.strictObject({ ...problemFields, label: text.optional() })
const optimizer = z.union([z.string(), useSchema, inlineOptimizer])
const problem = z.union([z.string(), useSchema, inlineProblem])

const shorthand = (key: string) => z.strictObject({ [key]: formula })
export const measure = z.union(
  [formula, z.looseObject({ use: name }), shorthand('max'), shorthand('min'), shorthand('mean'), shorthand('sum')],
  {
    error: 'a measure is a formula, {use: name, ...}, or {max | min | mean | sum: formula}',
  },
)
const status = z.enum(['holds', 'violated', 'hypotheses-not-met', 'inconclusive', 'not-measured', 'error'])

const claimFields = {
  id: z.string().min(1),
  title: text.optional(),
  source: text.optional(),
  statement: text.optional(),
  optimizer: z.union([text, z.array(text).min(1)]).optional(),
  where: z.record(z.string(), z.number()).optional(),
  hypotheses: z.array(formula).optional(),
  measure: text,
  expect: status.optional(),
  mutants: z.array(text).optional(),
}
const claim = z.discriminatedUnion('judge', [
  z.strictObject({ ...claimFields, judge: z.literal('limit'), predict: formula, within: formula }),
  z.strictObject({ ...claimFields, judge: z.literal('bound'), bound: formula, from: z.number().optional() }),
  z.strictObject({
    ...claimFields,
    judge: z.literal('identity'),
    against: text,
    ratio: formula.optional(),
    within: formula,
  }),
])

const scale = z.enum(['log', 'linear'])
const plotFields = { name: name.optional(), title: text.optional(), measure: text }
const quantile = z.number().min(0).max(1)
const plot = z.discriminatedUnion('kind', [
  z.strictObject({
    ...plotFields,
    kind: z.literal('trajectory'),
    band: z.tuple([quantile, quantile]).optional(),
    x: scale.optional(),
    y: scale.optional(),
  }),
  z.strictObject({ ...plotFields, kind: z.literal('rate') }),
  z.strictObject({
    ...plotFields,
    kind: z.literal('region'),
    x: text,
    y: text,
    boundary: formula.optional(),
    scale: scale.optional(),
  }),
])

const steps = z
  .int({ error: 'a whole number of steps is expected' })
  .min(1, { error: 'at least 1 step is needed' })
  .max(1e10, { error: 'at most 1e10 steps' })
const seed = z
  .int()
  .min(0)
  .max(2 ** 32 - 1)

export const experimentSchema = z.strictObject({
  name,
  title: text.optional(),
  description: text.optional(),
  problem: z.union([problem, z.array(problem).min(1)]),
  optimizers: z.union([optimizer, z.array(optimizer).min(1)]),
  steps: steps.optional(),
  horizons: z.array(steps).min(1).optional(),
  seeds: z.union([z.int().min(1).max(1e6), z.array(seed).min(1)]).optional(),
  record: z
    .union([
      z.int().min(1).max(100_000),
      z.strictObject({ points: z.int().min(1).max(100_000), scale: scale.optional() }),
    ])
    .optional(),
  average: z.union([name, z.looseObject({ use: name })]).optional(),
  measures: z.record(z.string().min(1), measure),
  claims: z.array(claim).optional(),
  plots: z.array(plot).optional(),
})

/** The same, but for the parts that are checked one by one once it is known what each of them is. */
export const experimentFrame = experimentSchema.extend({
  problem: z.unknown().refine((value) => value !== undefined && value !== null, { error: 'a problem is needed' }),
  optimizers: z.unknown().refine((value) => value !== undefined && value !== null, { error: 'optimizers are needed' }),
  measures: z.record(z.string().min(1), z.unknown()),
  average: z.unknown().optional(),
})

export type ExperimentInput = z.infer<typeof experimentFrame>
export type Setting = z.infer<typeof setting>
