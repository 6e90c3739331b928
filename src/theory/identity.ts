import type { IdentityClaim } from '../config/claim.ts'
import type { Case } from './case.ts'
import { apart } from './digits.ts'
import { endedBadly } from './ended.ts'
import { type Finding, unmeasured } from './finding.ts'
import { bySeed, counterparts, named } from './sample.ts'

interface Deviation {
  /** The other rule, with its point where there are several. */
  readonly name: string
  readonly relative: number
  readonly t: number
  readonly seed: number
  readonly measured: number
  readonly predicted: number
}

/**
 * Is the measure `ratio` times that of another rule, at each of its points, at every recorded t? Seeds are paired, so both see the same random
 * numbers and nothing is left to chance. The deviation is relative to the largest |ratio * b| so far: relative to the
 * value itself it would blow up wherever a trace crosses zero.
 */
export function judgeIdentity(claim: IdentityClaim, context: Case): Finding {
  const { experiment, traces, sample, measure, names, evaluator } = context
  const within = evaluator.evaluate(claim.within, names)
  if (within === null || !(within >= 0)) return unmeasured('error', 0, 'the tolerance is not a number from 0')
  const others = named(experiment, counterparts(experiment, sample, context.samplesOf(claim.against)))
  if (others.length === 0) return unmeasured('not-measured', 0, `${claim.against} was not run at a corresponding point`)
  const bad = others.map(({ sample: other }) => endedBadly(other.runs)).find((why) => why !== null)
  if (bad) return unmeasured('error', 0, bad)

  let worst: Deviation | null = null
  const seeds = new Set<number>()
  const ratios = new Map<number, number | null>()
  const ratioAt = (t: number): number | null => {
    const known = ratios.get(t)
    if (known !== undefined) return known
    const ratio = evaluator.evaluate(claim.ratio, { ...names, t })
    ratios.set(t, ratio)
    return ratio
  }
  for (const { name, sample: other } of others) {
    const partners = bySeed(other.runs)
    for (const { index, run } of sample.runs) {
      const partner = partners.get(run.seed)
      if (!partner) continue
      seeds.add(run.seed)
      const ours = traces.values(index, measure)
      const theirs = traces.values(partner.index, measure)
      let scale = 0
      for (const [row, t] of traces.times(index).entries()) {
        const ratio = ratioAt(t)
        if (ratio === null || Number.isNaN(ratio))
          return unmeasured('error', seeds.size, `the ratio is not a number at t = ${t}`)
        const measured = ours[row] ?? Number.NaN
        const predicted = ratio * (theirs[row] ?? Number.NaN)
        if (!Number.isFinite(measured) || !Number.isFinite(predicted)) {
          return unmeasured('error', seeds.size, `${claim.measure} of seed ${run.seed} is not finite at t = ${t}`)
        }
        scale = Math.max(scale, Math.abs(predicted))
        const relative = measured === predicted ? 0 : Math.abs(measured - predicted) / scale
        if (!worst || relative > worst.relative) worst = { name, relative, t, seed: run.seed, measured, predicted }
      }
    }
  }
  const n = seeds.size
  if (!worst) return unmeasured('not-measured', n, 'no seed was run with both rules')
  const { name, relative, t, seed, measured, predicted } = worst
  const status = relative <= within ? 'holds' : 'violated'
  const told = apart([relative], [within])
  const where =
    relative === 0
      ? `equal in every bit at all recorded steps, ${n} ${n === 1 ? 'seed' : 'seeds'}`
      : `largest relative difference ${told(relative)} (t = ${t}, seed ${seed}${others.length > 1 ? `, against ${name}` : ''}), tolerance ${told(within)}`
  const slack = relative === 0 ? Number.POSITIVE_INFINITY : within / relative
  return { status, predicted, measured, interval: [measured, measured], slack, n, reason: where, chance: null }
}
