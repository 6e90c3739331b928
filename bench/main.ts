/** The benchmark: this project's kernels against the same work in C, JavaScript, NumPy, numba and torch. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bandwidth } from './bandwidth.ts'
import { measureMemory, measureStartUp } from './commands.ts'
import { compare } from './compare.ts'
import { enter, type Place } from './entrants.ts'
import { describeMachine } from './machine.ts'
import { type Options, readOptions, USAGE } from './options.ts'
import type { Measured, Results } from './results.ts'
import { measureScaling } from './scaling.ts'
import { otherTargets } from './targets.ts'
import { findToolchain, type Toolchain } from './toolchain.ts'
import { measureWorkers } from './workers.ts'
import { WORKLOADS } from './workloads.ts'
import { writeResults } from './write.ts'

const PARTS = [...WORKLOADS.map(({ id }) => id), 'scaling', 'workers', 'memory', 'start-up']

async function measure(place: Place, options: Options): Promise<Results> {
  const { quick, rounds, only } = options
  const asked = (part: string) => only.length === 0 || only.includes(part)
  const tools = findToolchain()
  for (const sentence of tools.missing) console.log(`${sentence}.`)
  // Commands start in a quarter of a second or more, so that few rounds of them suffice for a quick look.
  const few = quick ? Math.min(rounds, 3) : rounds
  const results: Results = {
    schema: 'adam-lab/bench/1',
    quick,
    rounds,
    machine: describeMachine(tools),
    missing: tools.missing,
    ...(tools.gcc !== null && only.length === 0 ? { bandwidth: await bandwidth(place, few) } : {}),
    workloads: await measureWorkloads(place, tools, options),
    ...(asked('scaling') ? { scaling: await measureScaling(place.root, quick, few) } : {}),
    ...(asked('workers') ? { workers: await measureWorkers(place, quick, few) } : {}),
    ...(asked('memory') ? { memory: measureMemory(place, quick, few) } : {}),
    ...(asked('start-up') ? { startUp: await measureStartUp(place, few) } : {}),
  }
  for (const { what, found, wanted, met } of otherTargets(results)) {
    console.log(`${what}: ${found} (${wanted}${met ? '' : ', not met'})`)
  }
  return results
}

async function measureWorkloads(place: Place, tools: Toolchain, { quick, only, rounds }: Options): Promise<Measured[]> {
  const measured: Measured[] = []
  for (const workload of WORKLOADS) {
    const { id, title, targets, bytes } = workload
    if (only.length > 0 && !only.includes(id)) continue
    console.log(`${id}: ${title}`)
    const { timings, wrong } = await compare(enter(workload, place, tools, quick), rounds)
    for (const { name, ns, ratio, difference } of timings) {
      const same = difference === 0 ? 'the same bits' : `results differ by ${difference.toExponential(0)}`
      const wanted = targets[name]
      const target = wanted === undefined ? '' : `, ${ratio >= wanted ? 'as' : 'NOT as'} wanted (${wanted})`
      console.log(
        `  ${name.padEnd(22)} ${ns.toFixed(2).padStart(10)} ns ${ratio.toFixed(2).padStart(10)} ×   ${same}${target}`,
      )
    }
    for (const sentence of wrong) console.log(`  ${sentence}`)
    measured.push({ id, title, targets, ...(bytes === undefined ? {} : { bytes }), timings, wrong })
  }
  return measured
}

async function main(): Promise<number> {
  const root = process.cwd()
  const options = readOptions(process.argv.slice(2), root)
  const unknown = options.only.filter((part) => !PARTS.includes(part))
  if (unknown.length > 0) throw new TypeError(`there is no part ${unknown.join(', ')}; there are ${PARTS.join(', ')}`)
  if (options.report) {
    await writeResults(root, root, JSON.parse(readFileSync(join(root, 'bench/results.json'), 'utf8')) as Results)
    return 0
  }
  const scratch = mkdtempSync(join(tmpdir(), 'adam-lab-bench-'))
  try {
    const results = await measure({ root, scratch }, options)
    if (options.out !== null) {
      mkdirSync(options.out, { recursive: true })
      await writeResults(root, options.out, results)
    }
    return results.workloads.some(({ wrong }) => wrong.length > 0) ? 1 : 0
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof TypeError)) throw error
  console.error(`${error.message}\n\n${USAGE}`)
  process.exitCode = 2
}
