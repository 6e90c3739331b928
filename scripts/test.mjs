// All checks one after another, as continuous integration runs them, and at the end how long each took and how long each
// folder of tests. Stops at the first piece that fails. The last line is the count of the tests.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const scratch = mkdtempSync(join(tmpdir(), 'adam-lab-test-'))
const results = join(scratch, 'results.json')
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))

const pieces = [
  ['build', 'npm', ['run', '-s', 'build']],
  ['types', 'npm', ['run', '-s', 'typecheck']],
  ['lint and structure', 'npm', ['run', '-s', 'lint']],
  ['fast claims with controls', 'npm', ['run', '-s', 'check']],
  ['tests', 'npx', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`]],
]

const rows = []
for (const [name, command, args] of pieces) {
  console.log(`\n== ${name}`)
  const started = performance.now()
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  rows.push([name, (performance.now() - started) / 1000])
  if (status === 0) continue
  conclude()
  process.exit(status ?? 1)
}
conclude()

/** Prints the times, then, if the tests ran, their count. */
function conclude() {
  const tests = readTests()
  console.log('\nSeconds on the clock')
  for (const row of rows) print(row)
  if (tests === null) return console.log(`\n${rows.at(-1)[0]}: failed`)
  console.log('\nSeconds of the tests by folder (without loading; two files run at a time)')
  for (const row of tests.folders) print(row)
  const { numPassedTests, numFailedTests, numPendingTests } = tests.report
  console.log(`\n${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`)
}

function print([name, seconds]) {
  console.log(`  ${seconds.toFixed(1).padStart(7)}  ${name}`)
}

/** What the tests reported, with the time of each folder, the longest first; null if they did not run to their end. */
function readTests() {
  let report
  try {
    report = JSON.parse(readFileSync(results, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
  const seconds = new Map()
  for (const { name, startTime, endTime } of report.testResults) {
    const folder = relative(join(root, 'test'), dirname(name)).split(sep)[0] || '.'
    seconds.set(folder, (seconds.get(folder) ?? 0) + (endTime - startTime) / 1000)
  }
  return { report, folders: [...seconds].sort(([, a], [, b]) => b - a) }
}
