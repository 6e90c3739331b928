import type { Measured, Results } from './results.ts'
import { otherTargets } from './targets.ts'

const INTRODUCTION = `# Performance

Measured by \`npm run bench\`, which writes this file; the numbers are in \`bench/results.json\`. All programs do the same work and
take turns in one run, round after round; a time counts only if the results are those of adam-lab. Times are for one coordinate
of one run in one step, medians with quartiles; the ratio is the median of the rounds' ratios and says how many times as fast adam-lab is.

- Our time is that of the compiled kernel with its tests for divergence; with workload c, of everything from the page's
  text to the records on disk. C, JavaScript and the libraries do not test for divergence, and plan and store nothing.
- Our kernel leaves out the divisions by 1 - beta^t from the step on from which that is 1 to the last bit (a, d, e). That changes no
  result; the others go on dividing.
- C is \`gcc -O3\` with \`-ffp-contract=off -fno-math-errno -fno-trapping-math -fopenmp-simd\` and \`-march=native\` or \`-msse2\`, its loops
  arranged by hand so that they become vector code and stay in the nearest cache (\`bench/anchors\`). \`C fast\` is also built with
  \`-Ofast\`, so that it calls the vector functions of libmvec; its results have other last bits.
- In a, c and e all loops come to the same bits, and libraries agree to 1e-12. In b, d and f the work calls pow, log or cos, whose
  last bits are each program's own; there all trajectories agree to 1e-9. The random numbers are the same everywhere.
- One thread each. JavaScript and the libraries make fewer steps; torch, which takes as long for each run, makes two runs.`

/** The document about a run of the benchmark. @param notes Markdown about targets that are not met */
export function performanceDocument(results: Results, notes: string): string {
  const parts = [
    INTRODUCTION,
    machineSection(results),
    `## Against other programs\n\n${workloadTable(results)}\n\n![Times of other programs](performance/speed.svg)`,
    ...results.workloads.flatMap((workload) => bandwidthLine(workload, results.bandwidth)),
    `## Scaling, memory, start-up\n\n${otherTable(results)}\n\n![Cost as one size grows](performance/scaling.svg)`,
    startUpTable(results),
    memoryTable(results),
    notes.trim(),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

const significant = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)))

function machineSection({ machine, rounds, quick, missing, bandwidth }: Results): string {
  const libraries = Object.entries(machine.libraries).map(([name, version]) => `${name} ${version}`)
  const facts = [
    `${machine.processor}, ${machine.cores} cores, widest vectors ${machine.vectors}, ${machine.memory}`,
    `Node ${machine.node}`,
    ...(machine.gcc === null ? [] : [`gcc ${machine.gcc}`]),
    ...(machine.python === null ? [] : [`Python ${machine.python}`]),
    ...libraries,
    `medians of ${rounds} rounds`,
    ...(bandwidth === undefined ? [] : [`memory bandwidth of one thread ${significant(bandwidth)} GB/s`]),
  ]
  const warnings = [
    ...(quick ? ['A quick run: the times are not to be relied on.'] : []),
    ...missing.map((m) => `${m}.`),
  ]
  return [`${facts.join('; ')}.`, ...warnings].join(' ')
}

function workloadTable({ workloads }: Results): string {
  const rows = workloads.flatMap((workload) => [
    ...workload.timings.map(({ name, ns, quartiles: [low, high], ratio }, k) => {
      const own = name.startsWith('adam-lab')
      const wanted = workload.targets[name]
      const time = `${significant(ns)} (${significant(low)} – ${significant(high)})`
      const target = wanted === undefined ? ['', ''] : [`≥ ${wanted}`, ratio >= wanted ? 'met' : '**not met**']
      return [
        k === 0 ? `${workload.id}: ${workload.title}` : '',
        name,
        time,
        own && k === 0 ? '' : significant(ratio),
        ...target,
      ]
    }),
    ...workload.wrong.map((sentence) => ['', sentence, '', '', '', '']),
  ])
  return table(['workload', 'program', 'ns', 'ratio', 'target', ''], rows)
}

function bandwidthLine({ id, bytes, timings }: Measured, bandwidth: number | undefined): string[] {
  const ns = timings[0]?.ns
  if (bytes === undefined || ns === undefined || bandwidth === undefined) return []
  const share = bytes / ns / bandwidth
  return [
    `Workload ${id} moves ${bytes} bytes a coordinate and step: ${significant(bytes / ns)} GB/s, ${Math.round(100 * share)} % of the memory's bandwidth.`,
  ]
}

const otherTable = (results: Results): string =>
  table(
    ['', 'measured', 'target', ''],
    otherTargets(results).map(({ what, found, wanted, met }) => [what, found, wanted, met ? 'met' : '**not met**']),
  )

function startUpTable({ startUp }: Results): string {
  if (!startUp) return ''
  return table(
    ['command', 'ms'],
    startUp.map(({ command, ms }) => [command, significant(ms)]),
  )
}

function memoryTable({ memory }: Results): string {
  if (!memory) return ''
  return table(
    ['steps of 64 runs, recorded 200 times', 'peak memory of the process, MB'],
    memory.map(({ steps, megabytes }) => [steps.toExponential(0), significant(megabytes)]),
  )
}
