import { ofMeanOnly, oneStep, severalMeant } from '../messages/claims.ts'
import { nearest } from '../text/suggest.ts'
import { withYaml, yamlEntry } from '../text/yaml-entry.ts'
import type { Claim, LimitClaim, RunHypothesis, Span } from './claim.ts'
import type { Path } from './document.ts'
import { type EntryContext, listed, readOptimizer } from './entries.ts'
import type { OptimizerEntry } from './entry.ts'
import { ZERO } from './formulas.ts'
import { generatedMutant } from './generated.ts'
import { isMapping } from './mapping.ts'
import { expectMeasure, expectOptimizer, expectSetting, type Named } from './named.ts'
import { shareMeant } from './numbers-meant.ts'
import type { ClaimInput } from './schema.ts'
import { HORIZON } from './where.ts'

type StepInput = string | number | undefined

/** A limit is looked for in so many of the last steps. */
const QUARTER = 'T / 4'

/**
 * Labels of the optimizers that a claim means: those that are called so, a second `adam #2` included; if none is, those that use
 * the page of that name. What the page gives a label is meant by that.
 */
function labelsOf(name: string, { optimizers }: Named): string[] {
  const called = optimizers.filter(({ label, use, labelled }) => label === name || (use === name && !labelled))
  const meant = called.some(({ label, labelled }) => label === name && labelled)
    ? called.filter(({ label }) => label === name)
    : called
  return (meant.length > 0 ? meant : optimizers.filter(({ page }) => page.name === name)).map(({ label }) => label)
}

/** What a claim may call optimizers. */
const callable = ({ optimizers }: Named): string[] => [
  ...new Set(optimizers.flatMap((entry) => [entry.label, entry.page.name])),
]

/** Reports names in a claim that the page does not have; the rest of the claim may be in error. */
export function checkClaimNames(claim: unknown, path: Path, named: Named, context: EntryContext): void {
  if (typeof claim !== 'object' || claim === null) return
  const { judge, optimizer, against, measure, where, x, y } = claim as Record<string, unknown>
  const labels = callable(named)
  const at = (...keys: Path) => ({ path: [...path, ...keys], context })
  for (const [key, value] of Object.entries({ optimizer, against })) {
    for (const { value: label, path: own } of listed(value, [key])) {
      if (typeof label === 'string') expectOptimizer(label, labels, named, at(...own))
    }
  }
  if (typeof measure === 'string') expectMeasure(measure, named, at('measure'))
  if (judge === 'region') {
    for (const [key, value] of Object.entries({ x, y })) {
      if (typeof value === 'string') expectSetting(value, named, at(key))
    }
  }
  if (!isMapping(where)) return
  for (const name of Object.keys(where)) expectSetting(name, named, { ...at('where', name), where: 'key' }, [HORIZON])
}

/** What to write for a number of steps that is given in per cent of the run. */
function shareOfRun(key: string, given: string | number | undefined): string | undefined {
  const share = shareMeant(given)
  return share === null ? undefined : withYaml('a share of the run', yamlEntry(key, `${share} * T`))
}

/** A generated mutant of a rule that is written in the experiment, `mine@v-old`; null of anything else. */
function ownMutant(use: string, { optimizers }: Named, { catalog }: EntryContext): OptimizerEntry | null {
  const at = use.lastIndexOf('@')
  const entry = optimizers.find((one) => one.use === undefined && one.label === use.slice(0, Math.max(0, at)))
  const page = entry ? generatedMutant(catalog, use.slice(at + 1), () => entry.page) : null
  return entry && page ? { ...entry, page } : null
}

/** Reads a claim, and makes the entries of its mutants: the settings of the judged optimizer with a wrong rule. */
export function readClaim(
  input: ClaimInput,
  path: Path,
  named: Named,
  context: EntryContext,
): { claim: Claim; mutants: OptimizerEntry[] } {
  const { reader } = context
  const labels = named.optimizers.map((entry) => entry.label)
  const asked = input.optimizer === undefined ? labels : [input.optimizer].flat()
  // What is said of the rest of the claim is said of the optimizer that a misspelt name means.
  const known = named.lostOptimizers?.length === 0 ? callable(named) : []
  const meant = (name: string) => (known.includes(name) ? name : (nearest(name, known) ?? name))
  const optimizers = [...new Set(asked.flatMap((name) => labelsOf(meant(name), named)))]
  const judged = named.optimizers.find((entry) => entry.label === optimizers[0])
  const mutants = (input.mutants ?? []).flatMap((use, k) => {
    const entry = ownMutant(use, named, context) ?? readOptimizer(use, [...path, 'mutants', k], context)
    if (!entry || !judged) return []
    const settings = Object.fromEntries(
      Object.entries(judged.settings).filter(([name]) => Object.hasOwn(entry.page.hyper, name)),
    )
    const at = entry.at && { use: entry.at.use, settings: judged.at?.settings ?? {} }
    const label = `${use} (mutant of ${input.id})`
    return [{ ...entry, label, settings, mutantOf: input.id, ...(at ? { at } : {}) }]
  })
  const formula = (value: string | number | undefined, key: string, meant?: string) =>
    value === undefined ? ZERO : reader.formula(value, [...path, key], meant)
  const single = (at: string | number, others: Readonly<Record<string, StepInput>>): Span => {
    for (const [key, value] of Object.entries(others)) {
      if (value === undefined) continue
      reader.page.report(reader.sink, [...path, key], oneStep(key), 'key')
    }
    const one = formula(at, 'at')
    return { from: one, to: one }
  }
  /** The steps that are meant: all unless the claim says otherwise. */
  const span = ({ at, from, to }: { at?: StepInput; from?: StepInput; to?: StepInput }): Span =>
    at === undefined
      ? {
          from: formula(from ?? 1, 'from', shareOfRun('from', from)),
          to: formula(to ?? HORIZON, 'to', shareOfRun('to', to)),
        }
      : single(at, { from, to })
  /** The steps of a limit: the last quarter of the run unless it says otherwise. */
  const lastSteps = ({ at, window }: { at?: StepInput; window?: StepInput }): Span & Pick<LimitClaim, 'window'> => {
    if (at !== undefined) return { ...single(at, { window }), window: null }
    const count = formula(window ?? QUARTER, 'window', shareOfRun('window', window))
    // A mistake in it has been reported.
    const first = `floor(${HORIZON} - (${count.source.text})) + 1`
    const from = count.expr === ZERO.expr ? count : formula(first, 'window')
    return { from, to: formula(HORIZON, 'window'), window: count }
  }
  const base = {
    id: input.id,
    title: input.title ?? null,
    source: input.source ?? null,
    statement: input.statement ?? null,
    optimizers,
    where: input.where ?? {},
    hypotheses: (input.hypotheses ?? []).flatMap((value, k) =>
      typeof value === 'object' ? [] : [reader.formula(value, [...path, 'hypotheses', k])],
    ),
    during: (input.hypotheses ?? []).flatMap((value, k): RunHypothesis[] => {
      if (typeof value !== 'object') return []
      const at = (key: string) => [...path, 'hypotheses', k, key]
      return 'always' in value
        ? [{ number: k + 1, condition: reader.formula(value.always, at('always')), share: null }]
        : [
            {
              number: k + 1,
              condition: reader.formula(value.share, at('share')),
              share: reader.formula(value['at-least'], at('at-least')),
            },
          ]
    }),
    strength: input.strength ?? null,
    exploratory: input.exploratory ?? false,
    expect: input.expect ?? 'holds',
    mutants: mutants.map((entry) => entry.label),
    at: reader.page.place(path),
  } as const
  // Nothing runs for a static claim, its mutants included.
  if (input.judge === 'static') {
    return { claim: { ...base, judge: 'static', property: input.property, rules: mutants }, mutants: [] }
  }
  const burnIn = input['burn-in']
  const measured = {
    ...base,
    measure: input.measure,
    burnIn: formula(burnIn, 'burn-in', shareOfRun('burn-in', burnIn)),
  }
  const rangeEnd = (range: readonly [string | number, string | number], k: 0 | 1) =>
    reader.formula(range[k], [...path, 'range', k])
  switch (input.judge) {
    case 'limit':
      return {
        claim: {
          ...measured,
          judge: 'limit',
          predict: formula(input.predict, 'predict'),
          within: formula(input.within, 'within'),
          ...lastSteps(input),
        },
        mutants,
      }
    case 'bound': {
      const { statistic = 'mean' } = input
      for (const key of ['range', 'tail'] as const) {
        if (input[key] === undefined || statistic === 'mean') continue
        reader.page.report(reader.sink, [...path, key], ofMeanOnly(key, statistic), 'key')
      }
      return {
        claim: {
          ...measured,
          judge: 'bound',
          bound: formula(input.bound, 'bound'),
          ...span(input),
          statistic,
          range: input.range ? [rangeEnd(input.range, 0), rangeEnd(input.range, 1)] : null,
          tail: input.tail ?? 'any',
        },
        mutants,
      }
    }
    case 'identity': {
      const ratio = reader.formula(input.ratio ?? 1, [...path, 'ratio'])
      const within = formula(input.within, 'within')
      const others = labelsOf(input.against, named)
      if (others.length > 1) {
        reader.page.report(reader.sink, [...path, 'against'], severalMeant(input.against, others))
      }
      return {
        claim: {
          ...measured,
          judge: 'identity',
          against: others[0] ?? input.against,
          ratio,
          within,
        },
        mutants,
      }
    }
    case 'rate':
      return {
        claim: {
          ...measured,
          judge: 'rate',
          exponent: formula(input.exponent, 'exponent'),
          margin: formula(input.margin ?? 0.1, 'margin'),
          form: input.form ?? 'upper',
          statistic: input.statistic ?? 'mean',
          outer: formula(input.outer ?? 1, 'outer'),
          floor: formula(input.floor, 'floor'),
          over: input.over ?? 'horizons',
        },
        mutants,
      }
    case 'order': {
      const scale = input.scale ?? 'difference'
      return {
        claim: {
          ...measured,
          judge: 'order',
          against: [...new Set([input.against].flat().flatMap((name) => labelsOf(name, named)))],
          better: input.better,
          // What "better" says by itself: a factor above 1, or a difference above 0.
          by: formula(input.by ?? (scale === 'ratio' ? 1 : 0), 'by'),
          scale,
          statistic: input.statistic ?? 'mean',
        },
        mutants,
      }
    }
    case 'growth':
      return {
        claim: {
          ...measured,
          judge: 'growth',
          rate: formula(input.rate, 'rate'),
          within: formula(input.within, 'within'),
          ...span(input),
        },
        mutants,
      }
    case 'region':
      return {
        claim: {
          ...measured,
          judge: 'region',
          x: input.x,
          y: input.y ?? null,
          inside: formula(input.inside, 'inside'),
          outcome: formula(input.outcome, 'outcome'),
          exempt: formula(input.exempt, 'exempt'),
          agreement: input.agreement ?? 1,
          diverged: input.diverged ?? null,
        },
        mutants,
      }
  }
}
