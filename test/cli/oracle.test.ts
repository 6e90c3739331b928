import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PREDICTIONS, predicted } from '../theory/oracles/predictions.ts'
import { adamLab } from './adam-lab.ts'
import { adamLabHere } from './here.ts'

describe('adam-lab oracle', () => {
  test('prints a value; parameters may be formulas, in any order', async () => {
    const { code, out } = await adamLabHere(['oracle', 'drift_adam', 'beta2=1 - 1/50', 'P=10', 'C=10', 'beta1=0.9'])
    expect(code).toBe(0)
    expect(Number(out)).toBe(predicted('drift_adam', 10, 10, 0.9, 0.98))
    const json = await adamLabHere(['oracle', 'drift_adam', 'beta2=0.98', 'P=10', 'C=10', 'beta1=0.9', '--json'])
    expect(JSON.parse(json.out)).toEqual({
      oracle: 'drift_adam',
      parameters: { P: 10, C: 10, beta1: 0.9, beta2: 0.98 },
      value: Number(out),
    })
  })
  test('of a name that is none tells what begins so, and what else is called so', async () => {
    const { code, err } = await adamLab(['oracle', 'drift'])
    expect(code).toBe(2)
    expect(err).toMatch(/drift is a measure, which 'adam-lab show drift' prints; these begin so: .*drift_adam/)
  })
  test('a kind is listed in the singular too', async () => {
    const [one, many] = await Promise.all([adamLab(['list', 'measure']), adamLab(['list', 'measures'])])
    expect(one).toEqual(many)
    expect(one.code).toBe(0)
  })
  test('without parameters says what they mean, and without a name lists all', async () => {
    expect((await adamLabHere(['oracle', 'drift_adam'])).out).toMatch(/beta2 +coefficient of the second moment/)
    const { out } = await adamLabHere(['oracle'])
    expect(out.trimEnd().split('\n')).toHaveLength(PREDICTIONS.length)
  })
  test.each([
    [['drift_adm'], /there is no oracle 'drift_adm'; did you mean 'drift_adam'\?/],
    [
      ['drift_adam', 'P=10', 'beta_2=1'],
      /'drift_adam' has no 'beta_2'; did you mean 'beta2'\? \[AL9113\]\n.*C, beta1, beta2 are missing/,
    ],
    [['drift_adam', 'P=10', 'C=10', 'beta1=x', 'beta2=0.9'], /beta1: unknown name 'x'/],
    [['drift_adam', 'P=10', 'C=10', 'beta1=2', 'beta2=0.9'], /no value there.*beta1: \[0, 1\)/],
    [['drift_adam', 'P'], /'P' is not parameter=value/],
  ])('%j is refused', async (args, message) => {
    const { code, err } = await adamLabHere(['oracle', ...args])
    expect(code).toBe(2)
    expect(err).toMatch(message)
    expect(err).not.toMatch(/\n\s+at /)
  })
})

describe('a claim', () => {
  const page = (predict: string) =>
    `name: oracle
problem: {use: acprop-1, P: 10, domain: none}
optimizers: {use: rmsprop, lr: 1e-3, beta2: 0.9, eps: 0}
steps: 2000
measures: {drift: "{use: drift, P: 10}"}
claims: [{id: a/drift, judge: limit, measure: drift, predict: "${predict}", within: 1e-9}]
`.replace('"{use: drift, P: 10}"', '{use: drift, P: 10}')
  const run = async (predict: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'adam-lab-'))
    writeFileSync(join(folder, 'page.yaml'), page(predict))
    return adamLab(['run', 'page.yaml', '--out', 'out'], { cwd: folder })
  }
  test('may call an oracle in its prediction', async () => {
    expect(await run('drift_rmsprop(P, P, beta2)')).toMatchObject({ code: 0 })
    expect(await run('drift_rmsprop(P, P, 0.91)')).toMatchObject({ code: 1 })
  })
  test('is told of a wrong name, and of a wrong number of arguments', async () => {
    const misspelt = await run('drift_rmspro(P, P, beta2)')
    expect(misspelt.code).toBe(2)
    expect(misspelt.err).toMatch(/unknown function 'drift_rmspro'[\s\S]*did you mean 'drift_rmsprop'/)
    const short = await run('drift_rmsprop(P, beta2)')
    expect(short.code).toBe(2)
    expect(short.err).toMatch(/page\.yaml:6:.*'drift_rmsprop' takes 3 arguments, here are 2/)
  })
})
