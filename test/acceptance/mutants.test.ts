import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import { simulate } from './lab.ts'

const catalog = fileCatalog()
const folder = mkdtempSync(join(tmpdir(), 'adam-lab-'))
const gradients = [3, -0.02, 0.7, -1.4, 0.005, 2.2, -0.9, 0.3, 1.1, -4, 0.06, 0.8, -0.5, 1.7, 0.2]
const header = { format: 'optimizer-trace/1', optimizer: 'none', hyper: {}, x0: [1.25, -0.5] }
const steps = gradients.map((g, k) => ({ t: k + 1, g: [g, 0.3 * (gradients.at(-1 - k) ?? 0)], x: [0, 0] }))
writeFileSync(join(folder, 'g.jsonl'), `${[header, ...steps].map((line) => JSON.stringify(line)).join('\n')}\n`)

/** Settings at which eps can be seen, and others at which a schedule, stages that differ and a falling moment can. */
const SETTINGS: readonly Record<string, number | string>[] = [
  { beta1: 0.8, beta2: 0.9, eps: 0.05 },
  { beta1: 0.8, beta2: 0.9, eps: 1e-8, lr: '0.1/sqrt(t)', q: 2 },
]

/** Iterates along a fixed list of gradients. */
function path(use: string, settings: Record<string, number | string>): readonly number[] {
  const [name = '', dialect] = use.split('@')
  const { hyper } = catalog.page('optimizer', name, dialect)
  const given = Object.entries(settings).flatMap(([key, value]) =>
    hyper[key]?.expr.kind === 'number' ? [`${key}: ${value}`] : [],
  )
  const [result] = simulate(
    `name: mutants
problem: {use: replay, file: g.jsonl}
optimizers: {use: "${use}", ${given.join(', ')}}
steps: ${gradients.length}
record: {points: ${gradients.length}, scale: linear}
measures: {x: "x[1]"}
`,
    folder,
  )
  return result?.values.x?.[0] ?? []
}

const cases = catalog.names('optimizer').flatMap((name) =>
  Object.entries(catalog.page('optimizer', name).dialects).flatMap(([mutant, { breaks }]) => {
    if (breaks === null) return []
    const text = readFileSync(new URL(`../../src/catalog/mutants/${name}.yaml`, import.meta.url), 'utf8')
    const { of } = (parse(text) as { mutants: Record<string, { of?: string }> }).mutants[mutant] ?? {}
    return [{ mutant: `${name}@${mutant}`, of: of === undefined ? name : `${name}@${of}` }]
  }),
)

describe('a mutant', () => {
  test.each(cases)('$mutant is not $of', ({ mutant, of }) => {
    const apart = SETTINGS.map((settings) => {
      const [wrong, right] = [path(mutant, settings), path(of, settings)]
      expect(wrong).toHaveLength(gradients.length)
      return Math.max(...wrong.map((x, t) => Math.abs(x - (right[t] as number)) / Math.abs(right[0] as number)))
    })
    expect(Math.max(...apart.filter(Number.isFinite))).toBeGreaterThan(1e-9)
  })
})
