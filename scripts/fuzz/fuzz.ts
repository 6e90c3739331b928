// Looks for pages that bring about an internal error: `npm run fuzz -- 20000 1`, a number of mutants and a seed.
import { writeFileSync } from 'node:fs'
import { stringify } from 'yaml'
import { attempt } from './attempt.ts'
import { mutant } from './mutate.ts'
import { Random } from './random.ts'
import { seedPages } from './seeds.ts'

/** Longer than this for a page is told: budgets should have refused it. */
const SLOW = 10

const [count = 20_000, first = 1] = process.argv.slice(2).map(Number)
const pages = seedPages(process.cwd())
const tally: Record<string, number> = {}
const kinds = new Map<string, number>()
for (let seed = first; seed < first + count; seed++) {
  const tree = mutant(pages, new Random(seed))
  const { outcome, wrong, seconds } = await attempt(tree, seed % 4 === 0)
  tally[outcome] = (tally[outcome] ?? 0) + 1
  if ((seed - first + 1) % 1000 === 0) console.log(`${seed - first + 1} of ${count}`, JSON.stringify(tally))
  if (seconds > SLOW) console.log(`seed ${seed}: ${seconds.toFixed(1)} s`)
  if (wrong === null) continue
  const kind = wrong.split('\n').slice(0, 2).join(' ')
  const known = kinds.get(kind) ?? 0
  kinds.set(kind, known + 1)
  if (known > 0) continue
  console.log(`seed ${seed}: ${wrong}`)
  if (process.env.FUZZ_KEEP) writeFileSync(`${process.env.FUZZ_KEEP}/${seed}.yaml`, stringify(tree))
}
console.log(JSON.stringify(tally), `${[...kinds.values()].reduce((a, b) => a + b, 0)} wrong, of ${kinds.size} kinds`)
process.exitCode = kinds.size > 0 ? 1 : 0
