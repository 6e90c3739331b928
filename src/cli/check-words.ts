import { plural } from '../text/plural.ts'
import type { BaselineComparison } from '../theory/baseline.ts'
import { short } from '../theory/digits.ts'
import { ALLOWED, type NullControl } from '../theory/null-control.ts'

const percent = (share: number) => `${short(Number((100 * share).toFixed(2)))} %`

/** What the null control found, in sentences: the first is the result. */
export function controlLines(control: NullControl): string[] {
  const { sets, pages, asked, seconds, alarms, share, failed } = control
  if (share === null) {
    return [
      'null control: nothing to control; no claim that is expected to hold rests on random numbers, or there was no time',
    ]
  }
  const [low, high] = share.interval
  const early = sets < asked ? `; time was up (${seconds} s) before ${asked} had run` : ''
  const verdict = failed
    ? `more than the ${percent(ALLOWED)} that is allowed`
    : `at most ${percent(ALLOWED)} is allowed`
  return [
    `null control: ${alarms.length} false violated in ${plural(sets, 'fresh seed set')} over ${plural(pages, 'page')}, ${percent(share.share)} [${percent(low)}, ${percent(high)}]; ${verdict}${early}`,
    ...alarms.map(({ page, seed, claims }) => `  ${page}, seeds from ${seed}: ${claims.join(', ')}`),
  ]
}

/** A line for each thing that is worse than in the baseline, then what else is to be known. */
export function baselineLines({ worse, better, added }: BaselineComparison, file: string): string[] {
  const update = '--update-baseline makes this the baseline'
  const news = [
    ...(better.length > 0 ? [`better than the baseline: ${better.join(', ')}`] : []),
    ...(added.length > 0 ? [`not in the baseline: ${added.join(', ')}`] : []),
  ]
  const lines = worse.map(({ claim, file: page, line, sentence }) => {
    const place = page === null ? '' : `${page}:${line}: `
    return `${place}${claim}: ${sentence}`
  })
  const head =
    worse.length === 0
      ? `as in the baseline ${file}`
      : `worse than the baseline ${file} in ${plural(worse.length, 'way')}`
  return [head, ...lines, ...news, ...(worse.length + news.length > 0 ? [update] : [])]
}
