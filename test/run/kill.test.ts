import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { buildSync } from 'esbuild'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Execution } from '../../src/run/run.ts'
import { temporary } from './support.ts'

const folder = temporary()
const script = join(folder, 'child.js')

/** A program of its own that runs a page and prints how that ended; about two seconds of work in small batches. */
const source = `
import { fileCatalog } from './src/host/file-catalog.ts'
import { loadExperiment } from './src/config/load.ts'
import { Diagnostics } from './src/lang/source.ts'
import { Store } from './src/machine/store.ts'
import { nodeSystem } from './src/machine/system.ts'
import { runExperiment } from './src/run/run.ts'
const text = \`
name: killed
problem: {use: heavy-tailed-quadratic, d: 3, nu: [1.5, 3]}
optimizers: [{use: adam, lr: [0.01, 0.1]}, {use: adopt}]
steps: 20000
seeds: 40
record: 20
measures: {gap: {use: objective-gap}}
\`
const { experiment } = loadExperiment(text, { file: 'page', catalog: fileCatalog(), readFile: () => '' })
const [out, jobs] = process.argv.slice(2)
try {
  const kept = { store: new Store(\`\${out}/killed\`), system: nodeSystem }
  const done = await runExperiment(experiment, { ...kept, jobs: Number(jobs), lanes: 4, sink: new Diagnostics() })
  const { digest, computed, reused, damaged } = done
  console.log(JSON.stringify({ digest, computed, reused, damaged }))
} catch (error) {
  console.log(JSON.stringify({ name: error.name, message: error.message }))
  process.exitCode = 7
}
`

beforeAll(() => {
  const banner = "import { createRequire as c } from 'node:module'; const require = c(import.meta.url);"
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}')
  buildSync({
    stdin: { contents: source, resolveDir: '.', sourcefile: 'child.ts', loader: 'ts' },
    outfile: script,
    ...{ bundle: true, platform: 'node', format: 'esm', banner: { js: banner } },
  })
  buildSync({
    entryPoints: ['src/machine/worker.ts'],
    outfile: join(folder, 'worker.js'),
    ...{ bundle: true, platform: 'node', format: 'esm' },
  })
  cpSync('src/catalog', join(folder, 'catalog'), { recursive: true })
})

const child = (out: string, jobs: number): Execution =>
  JSON.parse(execFileSync(process.execPath, [script, out, String(jobs)], { encoding: 'utf8' }))

const files = (out: string, ending: string): string[] => {
  try {
    return readdirSync(join(out, 'killed/cache')).filter((name) => name.endsWith(ending))
  } catch {
    return []
  }
}

describe('a run that is killed', () => {
  test('goes on from where it was, to the same digest', async () => {
    const whole = child(temporary(), 2)
    expect(whole).toMatchObject({ computed: 240, reused: 0 })
    const out = temporary()
    // Killed twice, the second time while it reuses what the first has left.
    for (const batches of [3, 12]) {
      const running = spawn(process.execPath, [script, out, '2'], { stdio: 'ignore' })
      const ended = new Promise((resolve) => running.once('exit', (_, signal) => resolve(signal)))
      while (files(out, '.bin').length < batches && running.exitCode === null) await setTimeout(1)
      running.kill('SIGKILL')
      expect(await ended).toBe('SIGKILL')
    }
    const kept = files(out, '.bin').length * 4
    expect(kept).toBeGreaterThanOrEqual(48)
    expect(kept).toBeLessThan(240)
    writeFileSync(join(out, 'killed/cache', 'torn.999999.partial'), 'half')
    const rest = child(out, 1)
    expect(rest).toEqual({ digest: whole.digest, computed: 240 - kept, reused: kept, damaged: 0 })
    expect(files(out, '.partial')).toEqual([])
    expect(child(out, 2)).toMatchObject({ digest: whole.digest, computed: 0, reused: 240 })
  })

  test('two processes may share a directory', async () => {
    const out = temporary()
    const start = () =>
      new Promise<Execution>((resolve) => {
        const running = spawn(process.execPath, [script, out, '1'])
        let text = ''
        running.stdout.on('data', (part) => {
          text += part
        })
        running.once('close', () => resolve(JSON.parse(text)))
      })
    const [one, other] = await Promise.all([start(), start()])
    expect(one.digest).toMatch(/^[0-9a-f]{64}$/)
    expect(other.digest).toBe(one.digest)
    expect(child(out, 1)).toMatchObject({ digest: one.digest, computed: 0, damaged: 0 })
  })
})

/** Runs the child with its results on a file system of its own, made by `mount` with these options. */
function mounted(options: string) {
  const out = temporary()
  mkdirSync(join(out, 'killed'))
  const shell = `mount -t tmpfs -o ${options} none "$1/killed" && { "$2" "$3" "$1" 2; code=$?; ls "$1/killed/cache"; exit $code; }`
  const { stdout, status } = spawnSync('unshare', ['--mount', 'sh', '-c', shell, 'sh', out, process.execPath, script], {
    encoding: 'utf8',
    timeout: 20_000,
  })
  const [report = '', ...names] = stdout.trim().split('\n')
  return { report: JSON.parse(report), names, status }
}

const mounts = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0

describe.skipIf(!mounts)('a real file system', () => {
  test('that is full: the process ends by itself, with a sentence, and whole batches only', () => {
    const { report, names, status } = mounted('size=1m,nr_inodes=10')
    expect(status).toBe(7)
    expect(report.name).toBe('StorageError')
    expect(report.message).toMatch(/no space is left on the device; runs that were stored before are kept/)
    expect(names.length).toBeGreaterThan(3)
    expect(names.every((name) => name.endsWith('.bin'))).toBe(true)
  })

  test('that is read-only', () => {
    const { report, status } = mounted('ro')
    expect(status).toBe(7)
    expect(report.message).toMatch(/the file system is read-only/)
  })
})
