// The tests that say most in the shortest time: of the language, of composition and proofs, of kernels, pages, judges and reports.
// No process is started and nothing is drawn or built; what takes longer than all the rest together is left to `npm test`.
import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const FLOORS = ['lang', 'compose', 'proof', 'kernel', 'config', 'errors', 'stats', 'theory', 'report', 'files']
/** Thousands of random pages or programs, and laws that take many samples. */
const LONG = [
  'config/fuzz',
  'errors/fuzz',
  'errors/length',
  'kernel/compile',
  'stats/log-log-coverage',
  'theory/oracles/**/*',
  'report/narrow',
]

const args = ['vitest', 'run', ...FLOORS.map((floor) => `test/${floor}/`)]
for (const long of LONG) args.push('--exclude', `test/${long}.test.ts`)
const { status } = spawnSync('npx', args, { cwd: dirname(dirname(fileURLToPath(import.meta.url))), stdio: 'inherit' })
process.exit(status ?? 1)
