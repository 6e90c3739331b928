import { describe, expect, it } from 'vitest'
import { lineDiff } from '../../src/cli/line-diff.ts'
import { page, scratch } from './adam-lab.ts'
import { adamLabHere } from './here.ts'

const folder = scratch()

async function shown(...args: string[]): Promise<string> {
  const { code, out, err } = await adamLabHere(['show', ...args])
  expect([code, err]).toEqual([0, ''])
  return out
}

describe('show a b', () => {
  it.each<[string[], RegExp]>([
    [['adopt', 'adopt@v_t'], /^Different\.$\n^On random gradients they part at step 1, coordinate 1/m],
    [['amsgrad', 'amsgrad@torch'], /^Different in bias correction only: .* \(their graphs are equal\)/m],
    [['adam', 'adamw', '--set', 'wd=0'], /^The same: equal to 1e-12 on random gradients\.$/m],
    [['adam', 'adam'], /^The same: their graphs are equal\.$/m],
    [['rmsprop', 'rmsprop@theory'], /^Different in eps only: the same when eps = 0/m],
    [
      ['adam', 'adam@no-bias-correction'],
      /^Different in bias correction only: the same when all bias corrections are 1/m,
    ],
    [['momentum@ema', 'momentum'], /are 1 - beta1 = 0\.1 times those of momentum\.$/m],
    [
      ['rmsprop', 'rmsprop@optax'],
      /^Their defaults differ in beta2 \(0\.99 and 0\.9\); both have those of rmsprop here\.$/m,
    ],
  ])('%j', async (args, sentence) => {
    expect(await shown(...args)).toMatch(sentence)
  })

  it('names the factor of a variant of ACProp that is written in a file', async () => {
    const file = page(
      folder,
      'previous.yaml',
      `name: previous
hyper: {lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 0}
state: {m: 0, s: 0}
init: |
  s = (1 - beta2) * (g - m)^2
  m = (1 - beta1) * g
step: |
  x = x - lr * g / (sqrt(s / (1 - beta2^t)) + eps)
  s = beta2 * s + (1 - beta2) * (g - m)^2
  m = beta1 * m + (1 - beta1) * g
`,
    )
    const out = await shown('acprop@waiting', file, '--set', 'beta1=0.8')
    expect(out).toContain(`the updates of ${file} are beta1 = 0.8 times those of acprop@waiting.`)
  })

  it('names the value at which alone rules are the same, and where they part at another', async () => {
    const file = page(
      folder,
      'coupled.yaml',
      `name: lion-coupled
hyper: {lr: 1e-4, beta1: 0.9, beta2: 0.99, wd: 0}
state: {m: 0}
step: |
  h = g + wd * x
  u = sign(beta1 * m + (1 - beta1) * h)
  m = beta2 * m + (1 - beta2) * h
  x = x - lr * u
`,
    )
    const out = await shown('lion', file)
    expect(out).toMatch(
      /^The same when wd = 0: equal to 1e-12 .* They differ at other values\.\nAt wd = 0\.1 they part at step 1,/m,
    )
    expect(await shown('adam@l2', 'adamw')).toMatch(/^Different in weight decay only: the same when wd = 0 \(/m)
  })

  it('says that rules differ in initial states only, whatever hyperparameter would make them vanish', async () => {
    const rule = (name: string, m: string) =>
      page(
        folder,
        `${name}.yaml`,
        `name: ${name}\nhyper: {lr: 0.1, beta: 0.9}\nstate: {m: ${m}}\nstep: |\n  m = beta * m + (1 - beta) * g\n  x = x - lr * m\n`,
      )
    const out = await shown(rule('one', '1'), rule('zero', '0'))
    expect(out).toMatch(/^Different in initial states only: the same when they start alike \(/m)
    expect(out).toContain('  - state: m = 1\n  + state: m = 0')
  })

  it('prints initial states that differ', async () => {
    const state = (name: string, p: string) =>
      page(
        folder,
        `${name}.yaml`,
        `name: ${name}\nhyper: {lr: 0.1}\nstate: {p: ${p}}\nstep: |\n  p = 0.9 * p\n  x = x - lr * p * g\n`,
      )
    const out = await shown(state('a', '1'), state('b', '0.5'))
    expect(out).toMatch(/\n {2}- state: p = 1\n {2}\+ state: p = 0\.5\n$/)
  })

  it('looks at as many coordinates as a rule names', async () => {
    const file = page(folder, 'four.yaml', 'name: four\nhyper: {lr: 0.1}\nstep: x = x - lr * g[4]\n')
    const out = await shown('sgd', file)
    expect(out).toMatch(/^Different\.$/m)
    expect(out).toContain('The gradients have 4 coordinates, as the rules need.')
  })

  it('says that rules differ in the first step only', async () => {
    const text = 'name: o\nhyper: {lr: 1e-2}\nstep: x = x - lr * (2 * g - past(g, 1))\n'
    const fixed = 'dialects:\n  fixed:\n    note: n\n    step: "x = x - lr * (t == 1 ? g : 2 * g - past(g, 1))"\n'
    const file = page(folder, 'o.yaml', text + fixed)
    expect(await shown(file, `${file}@fixed`)).toMatch(/^The same from step 2 on\.$/m)
  })

  it('prints the lines that differ', async () => {
    const out = await shown('amsgrad', 'amsgrad@torch')
    expect(out).toContain('  - x = x - lr * m / (sqrt(vmax) + eps)\n  + x = x - lr * (m / (1 - beta1^t)) /')
    expect(out).not.toContain('vmax = max(vmax, v)')
  })

  it('prints all of it as JSON', async () => {
    const out = JSON.parse(await shown('adopt', 'adopt@v_t', '--json'))
    expect(out).toMatchObject({ a: 'adopt', b: 'adopt@v_t', verdict: 'different', parting: { t: 1, coordinate: 1 } })
    expect(out.diff.length).toBeGreaterThan(0)
  })

  it.each<[string[], RegExp]>([
    [['adam', 'adma'], /no built-in page is named 'adma'; did you mean 'adam'\?/],
    [['adam', 'adopt-toy'], /an optimizer is expected, and 'adopt-toy' is a page of kind problem/],
    [['adam', 'adamw', '--set', 'bate1=0'], /there is no hyperparameter 'bate1'; known: lr, beta1, beta2, eps, wd/],
    [['adam', 'adamw', '--set', 'wd=0 +'], /--set wd=0 \+:/],
    [['adam', 'nowhere.yaml'], /cannot read 'nowhere.yaml': no such file/],
    [['adam', 'adamw', '--wat'], /--wat prints the kernel of one optimizer/],
  ])('%j exits 2 with a sentence', async (args, message) => {
    const { code, out, err } = await adamLabHere(['show', ...args])
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(message)
  })
})

describe('show a', () => {
  it('prints the facts, at the hyperparameters that are set', async () => {
    expect(await shown('adopt')).toContain('the step is bounded: a coordinate moves by at most lr * t^0.25')
    expect(await shown('adam', '--set', 'beta2=0.5')).toContain('the step is not bounded by structure')
    expect(await shown('adam', '--set', 'eps=0')).toMatch(/^ {2}invariant to gradient scale$/m)
  })

  it('prints them as JSON', async () => {
    const { facts } = JSON.parse(await shown('amsgrad', '--json'))
    expect(facts.denominatorMonotone).toEqual({
      holds: true,
      reason: 'the denominator never decreases: sqrt(vmax_t) + eps',
    })
  })
})

it('keeps the order of lines and leaves out what both have', () => {
  expect(lineDiff(['a', 'b', 'c'], ['a', 'x', 'c', 'd'])).toEqual(['- b', '+ x', '+ d'])
  expect(lineDiff([], ['a'])).toEqual(['+ a'])
  expect(lineDiff(['a', 'b'], ['a', 'b'])).toEqual([])
})
