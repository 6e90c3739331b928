// Changes one token of the sources at a time, and looks whether the tests notice: `npm run mutate -- src/lang --sample 60 --seed 1`.
// Works on a copy. A mutant that the tests of its floor let live is shown to those of all other floors. Tests that run the program
// as it was built cannot see a mutant, and are left out.
import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Random } from '../fuzz/random.ts'
import equivalents from './equivalents.json' with { type: 'json' }
import { type Mutation, mutated, mutations } from './operators.ts'

/** Folders of tests that look at the built program, at browsers or at the machine. */
const BLIND = ['browser', 'cli', 'docs', 'files']
/** Seconds for the tests of a mutant, some of which never end: that is noticed too. */
const PATIENCE = 600
/** Mutants that cannot be noticed, each with the reason. */
const EQUIVALENT: readonly { file: string; code: string; change: string; reason: string }[] = equivalents

interface Mutant extends Mutation {
  readonly file: string
  readonly line: number
  /** The line that is changed. */
  readonly code: string
}

type Fate = 'noticed' | 'noticed elsewhere' | 'SURVIVED' | 'equivalent'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' } },
})
const root = process.cwd()
const copy = mkdtempSync(join(tmpdir(), 'adam-lab-mutation-'))
process.on('exit', () => rmSync(copy, { recursive: true, force: true }))
for (const name of readdirSync(root)) {
  if (name === 'node_modules') symlinkSync(join(root, name), join(copy, name))
  else if (!name.startsWith('.git')) cpSync(join(root, name), join(copy, name), { recursive: true })
}
process.chdir(copy)

const all = positionals.flatMap(sources).flatMap(mutantsOf)
const chosen = sample(all, Number(values.sample), new Random(Number(values.seed)))
console.log(`${all.length} mutants of ${positionals.join(', ')}; ${chosen.length} are tried`)
for (const own of new Set(chosen.map(({ file }) => ownTests(file).join(' ')))) {
  if (await fails(own.split(' '))) throw new Error(`the tests in ${own} fail without any mutant`)
}
const tally = new Map<Fate, number>()
for (const mutant of chosen) {
  const fate = isEquivalent(mutant) ? 'equivalent' : await fateOf(mutant)
  tally.set(fate, (tally.get(fate) ?? 0) + 1)
  console.log(`${fate.padEnd(17)} ${mutant.file}:${mutant.line}: ${mutant.change}    ${mutant.code}`)
}
const count = (fate: Fate) => tally.get(fate) ?? 0
const noticed = count('noticed') + count('noticed elsewhere')
const judged = noticed + count('SURVIVED')
console.log(
  `${noticed} of ${judged} noticed (${((100 * noticed) / judged).toFixed(1)} %), ${count('equivalent')} equivalent`,
)

function sources(path: string): string[] {
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { recursive: true })
    .map((name) => join(path, String(name)))
    .filter((name) => name.endsWith('.ts') && !name.includes(`${sep}browser${sep}`))
    .sort()
}

function mutantsOf(file: string): Mutant[] {
  const text = readFileSync(file, 'utf8')
  const lines = text.split('\n')
  return mutations(text).map((one) => {
    const line = text.slice(0, one.start).split('\n').length
    return { ...one, file, line, code: (lines[line - 1] ?? '').trim() }
  })
}

/** Some of a list, in their order. */
function sample(list: readonly Mutant[], size: number, random: Random): Mutant[] {
  const drawn = list.map((mutant) => ({ mutant, key: random.next() })).sort((a, b) => a.key - b.key)
  const kept = new Set(drawn.slice(0, size).map(({ mutant }) => mutant))
  return list.filter((mutant) => kept.has(mutant))
}

/** Known by its code, so that it is known when lines move. */
function isEquivalent({ file, code, change }: Mutant): boolean {
  return EQUIVALENT.some((one) => one.file === file && one.code === code && one.change === change)
}

async function fateOf(mutant: Mutant): Promise<Fate> {
  const text = readFileSync(mutant.file, 'utf8')
  writeFileSync(mutant.file, mutated(text, mutant))
  try {
    const own = ownTests(mutant.file)
    if (await fails(own)) return 'noticed'
    const others = readdirSync('test').filter((name) => ![...own, ...BLIND].includes(name))
    return (await fails(others)) ? 'noticed elsewhere' : 'SURVIVED'
  } finally {
    writeFileSync(mutant.file, text)
  }
}

/** The folders of tests that are a floor's own. */
function ownTests(file: string): string[] {
  const floor = relative('src', file).split(sep)[0] ?? ''
  return [floor, ...(floor === 'kernel' ? ['kernel-math'] : []), ...(floor === 'config' ? ['errors'] : [])]
}

/** Whether a test in some folders of tests fails, or they do not end. */
async function fails(folders: readonly string[]): Promise<boolean> {
  const paths = folders.map((name) => join('test', name)).filter((path) => existsSync(path))
  if (paths.length === 0) return false
  const vitest = join('node_modules', 'vitest', 'vitest.mjs')
  const tests = spawn(process.execPath, [vitest, 'run', '--bail', '1', '--no-isolate', '--silent', ...paths], {
    stdio: 'ignore',
    detached: true,
  })
  const ended = new Promise<boolean>((resolve) => tests.on('exit', (code) => resolve(code !== 0)))
  const patience = new AbortController()
  const late = setTimeout(PATIENCE * 1000, true, { signal: patience.signal }).catch(() => true)
  const failed = await Promise.race([ended, late])
  patience.abort()
  try {
    process.kill(-(tests.pid as number), 'SIGKILL')
  } catch {
    // All of them have ended.
  }
  return failed
}
