import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import { simulate } from './lab.ts'
import { fixture, recorded } from './recorded.ts'

const files = readdirSync(fixture).filter((name) => name.endsWith('.jsonl'))
/** `library.rule` of a trace: its name goes on with the set of hyperparameters and the sequence. */
const ruleOf = (file: string) => file.split('.default.')[0] as string
const catalog = fileCatalog()

/** Every page and dialect with the recorded rules that it says it follows. */
const pages = catalog.names('optimizer').flatMap((name) => {
  const dialects = Object.keys(catalog.page('optimizer', name).dialects)
  return [undefined, ...dialects].map((dialect) => {
    const page = catalog.page('optimizer', name, dialect)
    return { use: dialect === undefined ? name : `${name}@${dialect}`, page }
  })
})
const hyperOf = new Map(pages.map(({ use, page }) => [use, Object.keys(page.hyper)]))

/** Pages that must not follow a trace: the comparison would be worthless if it could not tell them apart. */
const mismatches: [string, string][] = [
  ['kozistr.adopt.default.gauss-scales.jsonl', 'adopt'],
  ['kozistr.adopt.default.zero-first.jsonl', 'adopt'],
  ['official.adopt.default.gauss-scales.jsonl', 'adopt@v_t'],
  ['official.adopt-noclip.default.gauss-scales.jsonl', 'adopt@original'],
  ['official-original.adopt.default.gauss-scales.jsonl', 'adopt@unclipped'],
  ['torch.amsgrad.default.gauss-scales.jsonl', 'amsgrad'],
  ['torch.amsgrad.default.periodic-10.jsonl', 'amsgrad@optax'],
  ['torch.adam.default.gauss-scales.jsonl', 'adam@no-bias-correction'],
  ['official.acprop.default.gauss-scales.jsonl', 'acprop@optax'],
  ['torch.rmsprop.default.gauss-scales.jsonl', 'rmsprop@optax'],
  ['torch.rmsprop.default.gauss-scales.jsonl', 'rmsprop@centered'],
  ['torch.nadam.default.gauss-scales.jsonl', 'nadam'],
  ['torch-2.nadam.default.gauss-scales.jsonl', 'nadam@torch-1.13'],
  ['optax.nadam.default.gauss-scales.jsonl', 'nadam'],
  ['torch.radam.default.gauss-scales.jsonl', 'radam@paper'],
  ['torch.radam.default.gauss-scales.jsonl', 'radam@optax'],
  ['torch.adagrad.default.gauss-scales.jsonl', 'adagrad@optax'],
  ['torch.adamax.default.gauss-scales.jsonl', 'adamax@paper'],
  ['torch.sgd-nesterov.default.gauss-scales.jsonl', 'nesterov@original'],
]

/** Names in the headers of traces that differ from those of the pages. */
const synonyms: Record<string, string> = {
  alpha: 'beta2',
  rho: 'beta2',
  momentum: 'beta1',
  weight_decay: 'wd',
  keep_num: 'n',
}

/** Largest |x - x_recorded| / max(|x_0|, ..., |x_t|) of a coordinate over the whole trace. */
function departure(file: string, use: string): number {
  const trace = recorded(file)
  const known = hyperOf.get(use) ?? []
  const settings = Object.entries(trace.hyper).flatMap(([key, value]) => {
    const name = synonyms[key] ?? key
    return typeof value === 'number' && known.includes(name) ? [`${name}: ${value}`] : []
  })
  const measures = trace.x0.map((_, k) => `x${k + 1}: "x[${k + 1}]"`)
  const [result] = simulate(
    `name: replay
problem: {use: replay, file: ${file}}
optimizers: {use: "${use}", ${settings.join(', ')}}
steps: ${trace.iterates.length}
record: {points: ${trace.iterates.length}, scale: linear}
measures: {${measures.join(', ')}}
`,
    fixture,
  )
  expect(result?.times).toHaveLength(trace.iterates.length)
  let worst = 0
  trace.x0.forEach((start, k) => {
    let scale = Math.abs(start)
    trace.iterates.forEach((x, t) => {
      scale = Math.max(scale, Math.abs(x[k] as number))
      const mine = result?.values[`x${k + 1}`]?.[0]?.[t] ?? Number.NaN
      const error = Math.abs(mine - (x[k] as number)) / scale
      worst = error <= worst ? worst : error
    })
  })
  return worst
}

describe('recorded trajectories of official implementations', () => {
  const cases = pages.flatMap(({ use, page }) =>
    page.conforms.flatMap((rule) => files.filter((file) => ruleOf(file) === rule).map((file) => ({ file, use }))),
  )
  test('every rule that a page names was recorded', () => {
    const rules = new Set(files.map(ruleOf))
    expect(pages.flatMap(({ page }) => page.conforms).filter((rule) => !rules.has(rule))).toEqual([])
  })
  test('every recorded rule has a page', () => {
    const rules = new Set(pages.flatMap(({ page }) => page.conforms))
    expect([...new Set(files.map(ruleOf))].filter((rule) => !rules.has(rule))).toEqual([])
  })
  test.each(cases)('$use follows $file to 1e-12', ({ file, use }) => {
    expect(departure(file, use)).toBeLessThanOrEqual(1e-12)
  })
  test.each(mismatches)('%s is not what %2$s does', (file, use) => {
    expect(departure(file, use)).toBeGreaterThan(1e-9)
  })
})
