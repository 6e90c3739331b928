import { parseArgs } from 'node:util'

export interface Options {
  readonly quick: boolean
  /** Parts to be measured; all if empty. */
  readonly only: readonly string[]
  readonly rounds: number
  /** The folder into which `bench/results.json` and `docs/performance*` are written; null to only print. */
  readonly out: string | null
  /** Only writes the document again, from the results that are there. */
  readonly report: boolean
}

export const USAGE = `npm run bench -- [--quick] [--only a,b,scaling,workers,memory,start-up] [--rounds N] [--out DIR] [--report]

Without --quick and --only the results are written into the repository; else only where --out says.`

/** @throws TypeError for an option that is not known */
export function readOptions(args: readonly string[], root: string): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      rounds: { type: 'string' },
      out: { type: 'string' },
      report: { type: 'boolean', default: false },
    },
  })
  const rounds = Number(values.rounds ?? (values.quick ? 3 : 9))
  if (!Number.isInteger(rounds) || rounds < 1) throw new TypeError('--rounds takes a whole number')
  const only = values.only?.split(',') ?? []
  const complete = !values.quick && only.length === 0
  return { quick: values.quick, only, rounds, out: values.out ?? (complete ? root : null), report: values.report }
}
