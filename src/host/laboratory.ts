import { dirname, join, resolve } from 'node:path'
import type { Overrides } from '../config/overrides.ts'
import { MOST_BYTES, readText } from '../files/read.ts'
import { type LabResult, lab } from '../lab/lab.ts'
import { type PageFile, type Plan, type PrepareOptions, prepare } from '../lab/prepare.ts'
import type { TrialOptions } from '../lab/wrong-rules.ts'
import { Store } from '../machine/store.ts'
import { nodeSystem } from '../machine/system.ts'
import { type Publication, type Published, publish, type TraceFormat } from '../publish/publish.ts'
import type { ExecuteOptions } from '../run/execute.ts'
import { fileCatalog } from './file-catalog.ts'

/** A page of a file, checked as far as that is possible without running it. */
export const preparePage = (
  page: PageFile,
  overrides: Overrides,
  options: Pick<PrepareOptions, 'mutants' | 'onProgress'> = {},
): ReturnType<typeof prepare> =>
  prepare(page, overrides, {
    catalog: fileCatalog(),
    readFile: (path, from) => readText(resolve(dirname(from), path), MOST_BYTES.trace),
    ...options,
  })

export interface PageRunOptions
  extends Omit<ExecuteOptions, 'system'>,
    Pick<Publication, 'out' | 'fresh'>,
    Partial<Pick<Publication, 'format' | 'replay' | 'version'>> {
  /** Whether what was found is drawn and written; true if left out. Finished runs are stored in any case. */
  readonly publish?: boolean
  /** Which other rules the claims are tried on; left out, none. */
  readonly trials?: Pick<TrialOptions, 'mutants' | 'rivals'> | undefined
}

const FORMATS: readonly TraceFormat[] = ['parquet', 'csv', 'both']

/**
 * A page in the laboratory: its runs are kept, and its results published, in its directory below `out`.
 *
 * @param options traces are Parquet unless `format` says otherwise; `replay` is the command that does all this again, for the report
 * @throws RangeError if an option is none
 */
export async function runPage({ experiment }: Plan, options: PageRunOptions): Promise<LabResult<Published>> {
  const { format = 'parquet', replay = '', version = '', jobs } = options
  if (!FORMATS.includes(format)) throw new RangeError(`format: one of ${FORMATS.join(', ')} is expected`)
  if (!Number.isInteger(jobs) || jobs < 0) throw new RangeError('jobs: a whole number from 0 is expected')
  return lab<Published>(experiment, {
    ...options,
    system: nodeSystem,
    store: new Store(join(options.out, experiment.name)),
    trials: options.trials && { ...options.trials, catalog: fileCatalog() },
    publish:
      options.publish === false ? undefined : (found) => publish({ ...options, format, replay, version, ...found }),
  })
}

/** Sentences on what belongs to a result and could not be done. */
export const undone = ({ execution, published }: LabResult<Published>): string[] => [
  ...execution.failures,
  ...(published?.undrawn ?? []),
]
