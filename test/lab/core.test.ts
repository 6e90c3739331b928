import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'
import { beforeAll, expect, it } from 'vitest'
import { filedTexts } from '../../src/host/file-catalog.ts'
import { preparePage, runPage } from '../../src/host/laboratory.ts'
import type * as Core from '../../src/lab/core.ts'

const KINDS = ['optimizers', 'problems', 'noises', 'measures', 'averages', 'predictions', 'mutants']

const page = {
  file: 'page.yaml',
  text: `
name: anywhere
problem: {use: heavy-tailed-quadratic, d: 3, nu: 3}
optimizers: [{use: adam, lr: [0.01, 0.1]}, {use: adopt}, {use: sgd, lr: 1e3}]
steps: 300
seeds: 8
measures: {gap: {use: objective-gap}}
claims: [{id: small, optimizer: adam, judge: bound, measure: gap, bound: 100}]
plots: [{kind: trajectory, measure: gap}]
`,
}

/** The laboratory in a realm that has what every JavaScript has, and neither Node's nor a browser's own. */
let core: typeof Core
let parse: (json: string) => Core.PageFile

beforeAll(async () => {
  const { outputFiles } = await build({
    ...{ entryPoints: ['src/lab/core.ts'], bundle: true, platform: 'browser', target: 'es2022', write: false },
    ...{ format: 'iife', globalName: 'core', logLevel: 'silent' },
  })
  const realm = createContext({ structuredClone, TextEncoder, TextDecoder, AbortController, AbortSignal })
  core = runInContext(`${outputFiles[0]?.text}; core`, realm)
  parse = runInContext('JSON.parse', realm)
  expect(runInContext('[typeof process, typeof Buffer, typeof document, typeof require].join()', realm)).toBe(
    'undefined,undefined,undefined,undefined',
  )
})

/** The built-in pages as a bundle would hold them. */
function bundledTexts(): Core.PageTexts {
  const texts = filedTexts()
  const pages = new Map(
    KINDS.map((kind) => [kind, new Map(texts.names(kind).map((name) => [name, texts.read(kind, name)]))]),
  )
  return {
    names: (folder) => [...(pages.get(folder)?.keys() ?? [])],
    read: (folder, name) => pages.get(folder)?.get(name) ?? null,
  }
}

const system: Core.System = {
  sha256: () => createHash('sha256'),
  pause: () => Promise.resolve(),
  threads() {
    throw new Error('there are no threads')
  },
}

it('runs and judges a page, draws it as data and reports it, with the bits and words of Node', async () => {
  const library = { catalog: core.catalogOf(bundledTexts()), readFile: () => '' }
  const { plan, diagnostics } = core.prepare(parse(JSON.stringify(page)), {}, library)
  expect(diagnostics).toHaveLength(0)
  if (!plan) throw new Error('the page is in error')
  const { experiment } = plan
  const outcome = await core.lab(experiment, { store: null, system, jobs: 0 })
  const { execution, verdicts } = outcome
  const evaluator = core.formulasOf(experiment, { list: [], failed: false, report() {} } as never)
  const { digest, traces } = execution
  const [plot] = experiment.plots
  const { spec } = core.plotSpec(plot as never, experiment, traces, { evaluator })
  const model = {
    experiment,
    traces,
    verdicts,
    figures: [],
    undrawn: [],
    digest,
    replay: 'again',
    versions: {},
    evaluator,
  }
  const markdown = core.reportMarkdown(core.reportModel(model))

  const out = mkdtempSync(join(tmpdir(), 'adam-lab-core-'))
  const here = preparePage(page, {})
  if (!here.plan) throw new Error('the page is in error')
  const published = await runPage(here.plan, { out, jobs: 0, format: 'csv', replay: 'again', version: '0' })
  expect(digest).toBe(published.execution.digest)
  expect(core.summaryJson(experiment, traces, verdicts, digest)).toBe(
    readFileSync(join(out, 'anywhere/summary.json'), 'utf8'),
  )
  const drawn = readFileSync(join(out, 'anywhere/plots/trajectory-gap.vl.json'), 'utf8')
  expect(`${JSON.stringify(spec, null, 1)}\n`).toBe(drawn)
  const report = readFileSync(join(out, 'anywhere/report.md'), 'utf8')
  expect(markdown).toContain('small')
  for (const line of markdown.split('\n').filter((one) => /small|adam|digest/.test(one) && !one.includes('|')))
    expect(report).toContain(line)
})

it('says what is wrong with a page, with the place', () => {
  const library = { catalog: core.catalogOf(bundledTexts()), readFile: () => '' }
  const wrong = parse(JSON.stringify({ ...page, text: page.text.replace('use: adopt', 'use: adpot') }))
  const { plan, diagnostics } = core.prepare(wrong, {}, library)
  expect(plan).toBeNull()
  expect(diagnostics.map(({ start, hint }) => [start.line, String(hint)])).toEqual([
    [4, expect.stringContaining('adopt')],
  ])
})
