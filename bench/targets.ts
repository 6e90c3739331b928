import type { Results } from './results.ts'

/** Something that was asked of this project, and what came out. */
export interface Target {
  readonly what: string
  readonly wanted: string
  readonly found: string
  readonly met: boolean
}

const fixed = (value: number, digits = 2): string => value.toFixed(digits)

/** Speeds over those of other programs are judged in the table of the workloads; these are all the other targets. */
export function otherTargets({ scaling, workers, memory, startUp }: Results): Target[] {
  const targets: Target[] = []
  for (const { size, exponent } of scaling ?? []) {
    const met = Math.abs(exponent - 1) <= 0.05
    targets.push({ what: `exponent of the cost in ${size}`, wanted: '1.00 ± 0.05', found: fixed(exponent, 3), met })
  }
  if (workers !== undefined) {
    targets.push({ what: 'speed of two workers', wanted: '≥ 1.9 ×', found: `${fixed(workers)} ×`, met: workers >= 1.9 })
  }
  const [first, last] = [memory?.[0], memory?.at(-1)]
  if (first && last && first !== last) {
    const change = last.megabytes / first.megabytes - 1
    const what = `memory for ${last.steps / first.steps} times the steps`
    targets.push({ what, wanted: '± 5 %', found: `${fixed(100 * change, 1)} %`, met: Math.abs(change) <= 0.05 })
  }
  const [bare, help, , , again] = startUp ?? []
  if (bare && help && again) {
    const ratio = help.ms / bare.ms
    targets.push({
      what: `${help.command} over ${bare.command}`,
      wanted: '≤ 2 ×',
      found: `${fixed(ratio)} ×`,
      met: ratio <= 2,
    })
    targets.push({
      what: 'a page finished before',
      wanted: '≤ 0.5 s',
      found: `${fixed(again.ms / 1000)} s`,
      met: again.ms <= 500,
    })
  }
  return targets
}
