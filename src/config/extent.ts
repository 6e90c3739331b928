import type { Diagnostics } from '../lang/source.ts'
import { quote } from '../text/clip.ts'
import { yamlEntry } from '../text/yaml-entry.ts'
import type { PageDocument } from './document.ts'
import type { Experiment } from './experiment.ts'
import type { FrameInput } from './schema.ts'
import { reportSize } from './size.ts'

type Extent = Pick<Experiment, 'name' | 'title' | 'description' | 'tier' | 'horizons' | 'seeds' | 'record'>

/** Title, horizons, seeds and recording of a page; where they are in error, what stands in for them is one step of one run. */
export function readExtent(input: FrameInput | null, page: PageDocument, sink: Diagnostics): Extent {
  const { name = 'draft', title, description, tier = 'full' } = input ?? {}
  const { steps, horizons, seeds = 1, record = 200 } = input ?? { steps: 1 }
  if (steps !== undefined && horizons !== undefined) {
    page.report(sink, ['steps'], 'steps and horizons exclude each other', 'of horizons each is its own run', 'key')
  } else if (steps === undefined && horizons === undefined) {
    page.report(sink, [], "'steps' is missing", yamlEntry('steps', 10_000), 'key')
  }
  const once = (key: string, what: string, list: unknown) => {
    const seen = new Set<unknown>()
    const again = Array.isArray(list) ? list.findIndex((one) => seen.size === seen.add(one).size) : -1
    if (again >= 0) page.report(sink, [key, again], `a ${what} is there twice`)
  }
  once('seeds', 'seed', seeds)
  once('horizons', 'horizon', horizons)
  return {
    name,
    title: title ?? name,
    description: description?.trim() ?? null,
    tier,
    horizons: [...new Set(horizons ?? [steps ?? 1])].sort((a, b) => a - b),
    seeds: Array.isArray(seeds) ? seeds : Array.from({ length: seeds }, (_, k) => k + 1),
    record:
      typeof record === 'number'
        ? { points: record, scale: 'log' }
        : { points: record.points, scale: record.scale ?? 'log' },
  }
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
    page.report(sink, [key], `${quote(label)} has ${rows} recorded gradients, fewer than ${longest} steps`)
  }
  return sink.list.length === before
}
