import type { Diagnostics } from '../lang/source.ts'
import { missingKey, repeatedValue, stepsAndHorizons } from '../messages/keys.ts'
import { replayTooShort } from '../messages/traces.ts'
import { yamlEntry } from '../text/yaml-entry.ts'
import type { PageDocument } from './document.ts'
import type { Experiment } from './experiment.ts'
import type { FrameInput } from './schema.ts'
import { reportSize } from './size.ts'
import { inStages, MOST_SEEDS } from './stages.ts'

type Extent = Pick<Experiment, 'name' | 'title' | 'description' | 'tier' | 'horizons' | 'seeds' | 'stages' | 'record'>

/** Title, horizons, seeds and recording of a page; where they are in error, what stands in for them is one step of one run. */
export function readExtent(input: FrameInput | null, page: PageDocument, sink: Diagnostics): Extent {
  const { name = 'draft', title, description, tier = 'full' } = input ?? {}
  const { steps, horizons, seeds = 1, record = 200 } = input ?? { steps: 1 }
  if (steps !== undefined && horizons !== undefined) {
    page.report(sink, ['steps'], stepsAndHorizons(), 'key')
  } else if (steps === undefined && horizons === undefined) {
    page.report(sink, [], missingKey('steps', yamlEntry('steps', 10_000)), 'key')
  }
  const once = (key: string, what: string, list: unknown) => {
    const seen = new Set<unknown>()
    const again = Array.isArray(list) ? list.findIndex((one) => seen.size === seen.add(one).size) : -1
    if (again >= 0) page.report(sink, [key, again], repeatedValue(what))
  }
  once('seeds', 'seed', seeds)
  once('horizons', 'horizon', horizons)
  return {
    name,
    title: title ?? name,
    description: description?.trim() ?? null,
    tier,
    horizons: [...new Set(horizons ?? [steps ?? 1])].sort((a, b) => a - b),
    ...seedsOf(seeds),
    record:
      typeof record === 'number'
        ? { points: record, scale: 'log' }
        : { points: record.points, scale: record.scale ?? 'log' },
  }
}

function seedsOf(seeds: NonNullable<FrameInput['seeds']>): Pick<Experiment, 'seeds' | 'stages'> {
  if (Array.isArray(seeds)) return { seeds }
  if (typeof seeds !== 'number') return inStages(seeds === 'auto' ? MOST_SEEDS : seeds.auto.max)
  return { seeds: Array.from({ length: seeds }, (_, k) => k + 1) }
}

/** Reports a page that asks for more than can be run: too many runs, or steps beyond the end of recorded gradients. */
export function withinLimits(experiment: Experiment, page: PageDocument, sink: Diagnostics): boolean {
  const before = sink.list.length
  const { problems, horizons } = experiment
  reportSize(experiment, page, sink)
  const longest = Math.max(...horizons)
  for (const { page: problem, label } of problems) {
    const rows = problem.replay?.rows
    if (rows === undefined || longest <= rows) continue
    const key = (page.value as Record<string, unknown>).steps === undefined ? 'horizons' : 'steps'
    page.report(sink, [key], replayTooShort(label, rows, longest))
  }
  return sink.list.length === before
}
