import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Contestant } from './contestant.ts'
import { kernel } from './kernel.ts'
import { loop } from './loops/loop.ts'
import { loadPage, rowsOf } from './page.ts'
import { pipeline } from './pipeline.ts'
import { program } from './process.ts'
import { compileAnchor, type Toolchain } from './toolchain.ts'
import type { Workload } from './workloads.ts'

/** Where a benchmark finds and puts things. */
export interface Place {
  readonly root: string
  /** A folder that is removed in the end. */
  readonly scratch: string
}

/** A contestant and how much of the work it does; its time is told for one coordinate of one run in one step. */
export interface Entrant {
  readonly contestant: Contestant
  readonly steps: number
  readonly lanes: number
  /** Largest relative difference from this project's results. */
  readonly within: number
}

export interface Field {
  readonly own: Entrant
  /** This project in another setting, for the record. */
  readonly variants: readonly Entrant[]
  readonly others: readonly Entrant[]
  readonly dimension: number
  /** How many of the compared numbers are states; the others are measures, which call functions of each one's own. */
  readonly states: number
}

/** Runs of a training loop that are timed: it takes as long for each. */
const TORCH_LANES = 2

/** Everybody who can do a workload on this machine. */
export function enter(workload: Workload, { root, scratch }: Place, tools: Toolchain, quick: boolean): Field {
  const set = [...(workload.set ?? []), ...(quick ? (workload.quickSet ?? []) : [])]
  const page = loadPage(root, workload.page, { set })
  const { dimension } = page.variant.program
  const columns = 1 + workload.columns.length
  const rows = rowsOf(page, workload.columns)
  const lanes = page.lanes.length
  const file = join(scratch, `${workload.id}.bin`)
  writeFileSync(file, rows)
  const steps = quick ? workload.quick : workload.steps
  const { within } = workload
  const own = (contestant: Contestant): Entrant => ({ contestant, steps, lanes, within: 0 })
  const fewer = (contestant: Contestant, count: number, allowed: number): Entrant => ({
    contestant,
    steps: workload.quick,
    lanes: count,
    within: allowed,
  })

  const task = { rows: file, lanes, columns, dimension }
  const c = (tools.gcc === null ? [] : workload.builds).map((build): Entrant => {
    const command = [compileAnchor(root, workload.page, build, scratch)]
    return { contestant: program(build, command, task, scratch), steps, lanes, within: within.loops }
  })
  const libraries = workload.libraries.flatMap((library) => {
    const found = tools.libraries[library]
    if (!found) return []
    const count = library === 'torch' ? TORCH_LANES : lanes
    const command = [found.python, join(root, 'bench/anchors/anchor.py'), library, workload.page]
    return [fewer(program(library, command, { ...task, lanes: count }, scratch), count, within.libraries)]
  })
  const runs = { rows, columns, lanes, dimension }
  const javascript = workload.loop ? [fewer(loop(workload.loop, runs), lanes, within.loops)] : []
  const { states } = workload
  return {
    own: own(states ? kernel(page, states) : pipeline(root, workload.page, 1, scratch, set)),
    variants: states ? [] : [own(pipeline(root, workload.page, 2, scratch, set))],
    others: [...c, ...javascript, ...libraries],
    dimension,
    states: lanes * dimension * (states?.length ?? 1),
  }
}
