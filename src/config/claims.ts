import { suggest } from '../lang/suggest.ts'
import type { Path } from './document.ts'
import { type Context, readOptimizer } from './entries.ts'
import type { Claim, MeasureEntry, OptimizerEntry, ProblemEntry } from './experiment.ts'
import { ZERO } from './formulas.ts'
import type { ExperimentInput } from './schema.ts'

type Input = NonNullable<ExperimentInput['claims']>[number]

/** What claims may name. */
export interface Named {
  readonly problems: readonly ProblemEntry[]
  readonly optimizers: readonly OptimizerEntry[]
  readonly measures: readonly MeasureEntry[]
}

/** Reports a name that is not among those known. */
export function expectKnown(
  name: string,
  known: readonly string[],
  what: string,
  path: Path,
  { reader }: Context,
): boolean {
  if (known.includes(name)) return true
  reader.page.report(
    reader.sink,
    path,
    `unknown ${what} '${name}'`,
    suggest(name, known) ?? `known: ${known.join(', ')}`,
  )
  return false
}

/** Names of everything that can be an axis or be restricted by `where`. */
export function settingNames({ problems, optimizers }: Named): string[] {
  const of = (entry: OptimizerEntry | ProblemEntry) => [
    ...Object.keys(entry.page.hyper),
    ...Object.keys(entry.settings),
  ]
  return [...new Set([...optimizers.flatMap(of), ...problems.flatMap(of)])]
}

/** Reads a claim, and makes the entries of its mutants: the settings of the judged optimizer with a wrong rule. */
export function readClaim(
  input: Input,
  path: Path,
  named: Named,
  context: Context,
): { claim: Claim; mutants: OptimizerEntry[] } {
  const { reader } = context
  const labels = named.optimizers.map((entry) => entry.label)
  const optimizers = input.optimizer === undefined ? labels : [input.optimizer].flat()
  optimizers.forEach((label, k) => {
    expectKnown(
      label,
      labels,
      'optimizer',
      Array.isArray(input.optimizer) ? [...path, 'optimizer', k] : [...path, 'optimizer'],
      context,
    )
  })
  expectKnown(
    input.measure,
    named.measures.map((entry) => entry.name),
    'measure',
    [...path, 'measure'],
    context,
  )
  for (const name of Object.keys(input.where ?? {})) {
    expectKnown(name, settingNames(named), 'setting', [...path, 'where', name], context)
  }
  const judged = named.optimizers.find((entry) => entry.label === optimizers[0])
  const mutants = (input.mutants ?? []).flatMap((use, k) => {
    const entry = readOptimizer(use, [...path, 'mutants', k], context)
    if (!entry || !judged) return []
    const settings = Object.fromEntries(Object.entries(judged.settings).filter(([name]) => name in entry.page.hyper))
    return [{ ...entry, label: `${use} (mutant of ${input.id})`, settings, mutantOf: input.id }]
  })
  const formula = (value: string | number | undefined, key: string) =>
    value === undefined ? ZERO : reader.formula(value, [...path, key])
  const base = {
    id: input.id,
    title: input.title ?? null,
    source: input.source ?? null,
    statement: input.statement ?? null,
    optimizers,
    where: input.where ?? {},
    hypotheses: (input.hypotheses ?? []).map((value, k) => reader.formula(value, [...path, 'hypotheses', k])),
    expect: input.expect ?? 'holds',
    mutants: mutants.map((entry) => entry.label),
    at: reader.page.place(path),
    measure: input.measure,
  } as const
  switch (input.judge) {
    case 'limit':
      return {
        claim: {
          ...base,
          judge: 'limit',
          predict: formula(input.predict, 'predict'),
          within: formula(input.within, 'within'),
        },
        mutants,
      }
    case 'bound':
      return {
        claim: { ...base, judge: 'bound', bound: formula(input.bound, 'bound'), from: input.from ?? 1 },
        mutants,
      }
    case 'identity': {
      expectKnown(input.against, labels, 'optimizer', [...path, 'against'], context)
      const ratio = reader.formula(input.ratio ?? 1, [...path, 'ratio'])
      const within = formula(input.within, 'within')
      return { claim: { ...base, judge: 'identity', against: input.against, ratio, within }, mutants }
    }
  }
}
