// Changes one token of the sources at a time, and looks whether the tests notice:
//
//     npm run mutate -- src/lang src/proof --sample 60 --seed 1 [--near] [--longest 5] [--keep FILE]
//         [--change '+ to -'] [--table docs/mutation.md]
//
// Works on a copy. Each path has its own sample. The tests of a source's floor are asked first; with `--near` they alone, else a
// mutant that they let live is shown to the others. Files of tests that take longer than `--longest` seconds are left out. `--keep`
// writes each fate to a file, and takes from it those of a run before.
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { isEquivalent, type Mutant, mutantsOf, sample } from './mutants.ts'
import { nearAndFar, nearestFirst, type TestFile, testFiles } from './nearest.ts'
import { mutated } from './operators.ts'
import { type Fate, rowOf, withRow } from './table.ts'
import { Tests } from './tests.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    change: { type: 'string', default: '' },
    near: { type: 'boolean', default: false },
    longest: { type: 'string', default: '5' },
    keep: { type: 'string' },
    table: { type: 'string' },
  },
})
const size = Number(values.sample)
const seed = Number(values.seed)
const keep = values.keep && resolve(values.keep)
const table = values.table && resolve(values.table)
/** Seconds for tests that have not been timed. */
const PATIENCE = 900

const root = process.cwd()
const copy = mkdtempSync(join(tmpdir(), 'adam-lab-mutation-'))
const tests = new Tests()
process.on('exit', () => {
  tests.stop()
  rmSync(copy, { recursive: true, force: true })
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
for (const name of readdirSync(root)) {
  if (name === 'node_modules') symlinkSync(join(root, name), join(copy, name))
  else if (!name.startsWith('.git')) cpSync(join(root, name), join(copy, name), { recursive: true })
}
process.chdir(copy)

const all = testFiles()
/** Tests that fail without any mutant. */
const broken = new Set<string>()
/** The files that were changed, and are perhaps changed back. */
const touched = new Set<string>()
const known = new Map<string, Fate>()
if (keep && existsSync(keep)) {
  for (const line of readFileSync(keep, 'utf8').split('\n').filter(Boolean)) {
    const { name, fate, seconds } = JSON.parse(line)
    if (name) known.set(name, fate)
    else tests.seconds.set(seconds[0], seconds[1])
  }
}
for (const path of positionals) await measure(path)
process.exit(0)

async function measure(path: string): Promise<void> {
  const mutants = mutantsOf(path).filter(({ change }) => change.includes(values.change))
  const chosen = sample(mutants, size, seed)
  console.log(`${mutants.length} mutants of ${path}; ${chosen.length} are tried`)
  const [own, others] = nearAndFar(all, path)
  await time(own)
  if (!values.near) await time(others)
  const fates: Fate[] = []
  for (const mutant of chosen) {
    const name = nameOf(mutant, mutants)
    const fate = isEquivalent(mutant) ? { kind: 'equivalent' as const } : (known.get(name) ?? (await fateOf(mutant)))
    if (fate.kind !== 'equivalent') note({ name, fate })
    fates.push(fate)
    const place = `${mutant.file}:${mutant.line}:`
    console.log(`${fate.kind.padEnd(17)} ${place} ${mutant.change}    ${mutant.code}    ${fate.by ?? ''}`)
  }
  const row = rowOf(path, mutants.length, seed, values.near ? 'its own' : 'all', fates)
  console.log(row.join('  '))
  if (table) writeFileSync(table, withRow(readFileSync(table, 'utf8'), row))
}

/** What tells a mutant from the others of its file, though lines and other files have changed. */
function nameOf({ file, code, change, start }: Mutant, all: readonly Mutant[]): string {
  const same = all.filter((one) => one.file === file && one.code === code && one.change === change)
  return `${file}: ${change}: ${code}: ${same.findIndex((one) => one.start === start)}`
}

/** Sees that tests pass without any mutant, and how long they take, unless that is known; those that fail are asked nothing. */
async function time(some: readonly TestFile[]): Promise<void> {
  for (;;) {
    const unknown = some.map(({ path }) => path).filter((path) => !tests.seconds.has(path) && !broken.has(path))
    const failed = await tests.ask([], unknown, PATIENCE)
    if (failed === 'no end') throw new Error('the tests do not end without any mutant')
    if (failed) console.log(`${failed} fails without any mutant, and is left out`)
    else for (const path of unknown) note({ seconds: [path, tests.seconds.get(path)] })
    if (!failed) return
    broken.add(failed)
  }
}

function note(entry: object): void {
  if (keep) appendFileSync(keep, `${JSON.stringify(entry)}\n`)
}

async function fateOf(mutant: Mutant): Promise<Fate> {
  const text = readFileSync(mutant.file, 'utf8')
  writeFileSync(mutant.file, mutated(text, mutant))
  const quick = all.filter(({ path }) => (tests.seconds.get(path) ?? Infinity) <= Number(values.longest))
  const [near, far] = nearAndFar(quick, mutant.file)
  try {
    const by = await askAll(mutant.file, near)
    if (by) return { kind: 'noticed', by }
    const other = values.near ? null : await askAll(mutant.file, far)
    return other ? { kind: 'noticed elsewhere', by: other } : { kind: 'SURVIVED' }
  } finally {
    writeFileSync(mutant.file, text)
  }
}

function askAll(file: string, some: readonly TestFile[]): Promise<string | null> {
  const order = nearestFirst(some, file, tests.seconds)
  const timed = order.reduce((sum, path) => sum + (tests.seconds.get(path) ?? PATIENCE), 0)
  return tests.ask([...touched.add(file)], order, Math.min(PATIENCE, 30 + 5 * timed))
}
