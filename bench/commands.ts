import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { quantile } from 'simple-statistics'
import { timed } from './contestant.ts'
import type { Place } from './entrants.ts'

/** Milliseconds from the start of a command to its end: the median of all rounds. */
export interface StartUp {
  readonly command: string
  readonly ms: number
}

/** Peak memory of the process for a number of steps. */
export interface Memory {
  readonly steps: number
  readonly megabytes: number
}

const RSS = "data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS))"

function execute(args: readonly string[]): string {
  // Extra certificates cost every start of Node a tenth of a second, wherever they are asked for.
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env
  const { status, stderr, error } = spawnSync(process.execPath, args, { encoding: 'utf8', env })
  if (status !== 0) throw new Error(`node ${args.join(' ')}: ${error?.message ?? stderr}`)
  return stderr
}

export async function measureStartUp({ root, scratch }: Place, rounds: number): Promise<StartUp[]> {
  const program = join(root, 'bin/adam-lab.js')
  const page = join(root, 'configs/quickstart.yaml')
  const out = join(scratch, 'start-up')
  const run = [program, 'run', page, '--quiet', '--out', out]
  const commands = {
    'node -e 0': ['-e', '0'],
    'adam-lab --help': [program, '--help'],
    'adam-lab validate configs/quickstart.yaml': [program, 'validate', page],
    'adam-lab run configs/quickstart.yaml': [...run, '--fresh'],
    'the same, finished before': run,
  }
  const times = new Map(Object.keys(commands).map((name) => [name, [] as number[]]))
  for (let round = 0; round < rounds; round++) {
    for (const [name, args] of Object.entries(commands)) {
      times.get(name)?.push((await timed(() => execute(args))) / 1e6)
    }
  }
  rmSync(out, { recursive: true, force: true })
  return [...times].map(([command, all]) => ({ command, ms: quantile(all, 0.5) }))
}

/** 64 runs, recorded 200 times, for more and more steps. */
export function measureMemory({ root, scratch }: Place, quick: boolean, rounds: number): Memory[] {
  const out = join(scratch, 'memory')
  const page = [join(root, 'bench/pages/adam-reddi.yaml'), '--set', 'beta2=0.99', '--set', 'record=200']
  const program = ['--import', RSS, join(root, 'bin/adam-lab.js'), 'run', ...page, '--out', out, '--fresh', '--quiet']
  const steps = quick ? [1e4, 1e5] : [1e4, 1e5, 1e6]
  const peaks = new Map(steps.map((count) => [count, [] as number[]]))
  for (let round = 0; round < rounds; round++) {
    for (const count of steps) {
      const said = execute([...program, '--steps', `${count}`])
      peaks.get(count)?.push(Number(said.match(/peak (\d+)/)?.[1]) / 1024)
    }
  }
  rmSync(out, { recursive: true, force: true })
  return [...peaks].map(([count, all]) => ({ steps: count, megabytes: quantile(all, 0.5) }))
}
