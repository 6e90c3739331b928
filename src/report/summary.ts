import * as z from 'zod'
import type { Verdict } from '../run/verdict.ts'

/** One run, as a summary tells it. */
export interface SummaryRun {
  readonly problem: string
  readonly optimizer: string
  readonly rule: string
  readonly dialect: string | null
  readonly hyper: Readonly<Record<string, number | string>>
  readonly given: Readonly<Record<string, number | string>>
  readonly horizon: number
  readonly seed: number
  readonly status: 'finished' | 'diverged' | 'error'
  readonly final: Readonly<Record<string, number>>
  readonly mutantOf: string | null
}

export interface SummaryClaim {
  readonly id: string
  readonly title: string | null
  readonly source: string | null
  readonly statement: string | null
}

/** What a result directory says of itself, read back from its `summary.json`. */
export interface Summary {
  readonly experiment: string
  readonly title: string
  readonly digest: string
  /** Names of its figures; null if it does not say. */
  readonly plots: readonly string[] | null
  /** Sentences on charts that could not be drawn. */
  readonly undrawn?: readonly string[]
  readonly claims: readonly SummaryClaim[]
  readonly verdicts: readonly Verdict[]
  /** Empty for a published summary, which keeps verdicts only. */
  readonly runs: readonly SummaryRun[]
}

const STATUSES = ['holds', 'violated', 'hypotheses-not-met', 'inconclusive', 'not-measured', 'error'] as const

/** A number as `exactNumbers` writes it. */
const number = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity', '-0']).transform(Number)])
const settings = z.record(z.string(), z.union([z.number(), z.string()]))
const text = z.string().nullable().default(null)

const evidence = z.object({
  mutants: z.object({ killed: z.number(), tried: z.number() }).nullable(),
  rivals: z.object({ passed: z.array(z.string()), tried: z.number() }).nullable(),
  weak: z.boolean(),
})

const verdict = z.object({
  claim: z.string(),
  judge: z.string(),
  optimizer: z.string(),
  problem: z.string(),
  at: settings,
  status: z.enum(STATUSES),
  expect: z.enum(STATUSES),
  predicted: number.nullable(),
  measured: number.nullable(),
  interval: z.tuple([number, number]).nullable(),
  slack: number.nullable(),
  n: z.number(),
  reason: z.string(),
  mutants: z.record(z.string(), z.enum(['caught', 'missed'])),
  evidence: evidence.optional(),
})

const run = z.object({
  problem: z.string(),
  optimizer: z.string(),
  rule: z.string(),
  dialect: text,
  hyper: settings,
  given: settings,
  horizon: z.number(),
  seed: z.number(),
  status: z.enum(['finished', 'diverged', 'error']),
  final: z.record(z.string(), number),
  mutantOf: text,
})

const claim = z.object({ id: z.string(), title: text, source: text, statement: text })

/** What `run` writes. */
const whole = z.object({
  schema: z.literal('adam-lab/summary/1'),
  experiment: z.string(),
  title: z.string(),
  digest: z.string(),
  plots: z.array(z.string()).nullable().default(null),
  undrawn: z
    .array(z.string())
    .optional()
    .transform((undrawn = []) => undrawn),
  claims: z.array(claim).default([]),
  verdicts: z.array(verdict),
  runs: z.array(run),
})

/** What the published reference run keeps of it. */
const published = z.object({
  schema: z.literal('adam-lab/claims/1'),
  page: z.string(),
  title: z.string(),
  digest: z.string(),
  claims: z.array(claim.extend({ verdicts: z.array(verdict) })),
})

/**
 * Reads a `summary.json`.
 * @returns the summary, or the end of a sentence on why the text is none: `verdicts.0.status is ...`
 */
export function readSummary(text: string): Summary | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'it is not JSON'
  }
  const found = z.discriminatedUnion('schema', [whole, published]).safeParse(value)
  if (!found.success) {
    const [issue] = found.error.issues
    if (issue?.path.join('.') === 'schema') return 'it does not say that it is an adam-lab summary'
    return `at '${issue?.path.join('.') ?? ''}': ${issue?.message ?? 'something is wrong'}`
  }
  if (found.data.schema === 'adam-lab/summary/1') return found.data
  const { page, title, digest, claims } = found.data
  const verdicts = claims.flatMap((one) => one.verdicts)
  return { experiment: page, title, digest, plots: null, claims, verdicts, runs: [] }
}
