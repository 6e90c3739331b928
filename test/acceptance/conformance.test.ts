import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { simulate } from './lab.ts'
import { fixture, recorded } from './recorded.ts'

const files = readdirSync(fixture).filter((name) => name.endsWith('.jsonl'))

/** Recorded rule -> the page that must reproduce it; hyperparameters that have another name in the trace. */
const pages: Record<string, { use: string; rename?: Record<string, string> }> = {
  'torch.sgd': { use: 'sgd' },
  'optax.sgd': { use: 'sgd' },
  'torch.sgd-momentum': { use: 'momentum', rename: { beta1: 'momentum' } },
  'optax.sgd-momentum': { use: 'momentum', rename: { beta1: 'momentum' } },
  'torch.rmsprop': { use: 'rmsprop', rename: { beta2: 'alpha' } },
  'optax.rmsprop': { use: 'rmsprop@optax', rename: { beta2: 'alpha' } },
  'torch.adam': { use: 'adam' },
  'optax.adam': { use: 'adam' },
  'torch.adamw': { use: 'adamw', rename: { wd: 'weight_decay' } },
  'optax.adamw': { use: 'adamw', rename: { wd: 'weight_decay' } },
  'torch.amsgrad': { use: 'amsgrad@torch' },
  'optax.amsgrad': { use: 'amsgrad@optax' },
  'acprop-repo.adabelief': { use: 'adabelief' },
  'optax.adabelief': { use: 'adabelief@optax' },
  'official.acprop': { use: 'acprop' },
  'optax.acprop': { use: 'acprop@optax' },
  'lavish619.adamomentum': { use: 'adamomentum' },
  'official.adopt': { use: 'adopt' },
  'optax.adopt': { use: 'adopt' },
  'official.adopt-l2': { use: 'adopt@l2', rename: { wd: 'weight_decay' } },
  'official.adopt-decoupled': { use: 'adopt@decoupled', rename: { wd: 'weight_decay' } },
  'official.adopt-noclip': { use: 'adopt@unclipped' },
  'official-original.adopt': { use: 'adopt@original' },
}

/** Pages that must not follow a trace: the comparison would be worthless if it could not tell them apart. */
const mismatches: [string, string][] = [
  ['kozistr.adopt.default.gauss-scales.jsonl', 'adopt'],
  ['official.adopt.default.gauss-scales.jsonl', 'adopt@v_t'],
  ['official.adopt-noclip.default.gauss-scales.jsonl', 'adopt@original'],
  ['official-original.adopt.default.gauss-scales.jsonl', 'adopt@unclipped'],
  ['torch.amsgrad.default.gauss-scales.jsonl', 'amsgrad'],
  ['torch.amsgrad.default.periodic-10.jsonl', 'amsgrad@optax'],
  ['torch.adam.default.gauss-scales.jsonl', 'adam@no-bias-correction'],
  ['official.acprop.default.gauss-scales.jsonl', 'acprop@optax'],
  ['torch.rmsprop.default.gauss-scales.jsonl', 'rmsprop@optax'],
]

/** Largest |x - x_recorded| / max(|x_0|, ..., |x_t|) of a coordinate over the whole trace. */
function departure(file: string, use: string, rename: Record<string, string> = {}): number {
  const trace = recorded(file)
  const names = ['lr', 'beta1', 'beta2', 'eps', 'eps_root', 'wd']
  const known = names.filter((name) => typeof trace.hyper[rename[name] ?? name] === 'number')
  const accepted =
    use.startsWith('adabelief@optax') || use.startsWith('acprop@optax') ? known : known.filter((n) => n !== 'eps_root')
  const settings = accepted.map((name) => `${name}: ${String(trace.hyper[rename[name] ?? name])}`)
  const measures = trace.x0.map((_, k) => `x${k + 1}: "x[${k + 1}]"`)
  const results = simulate(
    `name: replay
problem: {use: replay, file: ${file}}
optimizers: {use: "${use}", ${settings.join(', ')}}
steps: ${trace.iterates.length}
record: {points: ${trace.iterates.length}, scale: linear}
measures: {${measures.join(', ')}}
`,
    fixture,
  )
  const result = results[0]
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
  const cases = files.flatMap((file) => {
    const page = pages[file.split('.default.')[0] as string]
    return page ? [{ file, ...page }] : []
  })
  test('every recorded rule has its three sequences', () => {
    expect(cases).toHaveLength(3 * Object.keys(pages).length)
  })
  test.each(cases)('$use follows $file to 1e-12', ({ file, use, rename }) => {
    expect(departure(file, use, rename)).toBeLessThanOrEqual(1e-12)
  })
  test.each(mismatches)('%s is not what %2$s does', (file, use) => {
    const page = pages[file.split('.default.')[0] as string]
    expect(departure(file, use, page?.rename)).toBeGreaterThan(1e-9)
  })
})
