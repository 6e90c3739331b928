import { describe, expect, it } from 'vitest'
import type { OptimizerPage } from '../../src/config/pages.ts'
import { compareRules, type RuleComparison } from '../../src/proof/compare/pair.ts'
import { builtIn, rule } from './support.ts'

function compare(
  a: string | OptimizerPage,
  b: string | OptimizerPage,
  given: Record<string, number> = {},
): RuleComparison {
  const page = (one: string | OptimizerPage) => (typeof one === 'string' ? builtIn(one) : one)
  const found = compareRules(page(a), page(b), given)
  if (!found) throw new Error('a rule is in error')
  return found
}

describe('the same', () => {
  it('is proved where graphs are equal up to names and the order of operands', () => {
    const ours = rule('m = beta1 * m + (1 - beta1) * g\nx = x - lr * m', { beta1: 0.9 })
    const theirs = rule('avg = g * (1 - beta1) + avg * beta1\nx = x - avg * lr', { beta1: 0.9 })
    expect(compare(ours, theirs)).toMatchObject({ verdict: 'same', proved: true, conditions: [], parting: null })
  })

  it('is not proved of two states that only start alike, or only step alike', () => {
    const ours = rule('m = 0.9 * m + g\nv = 0.9 * v + g^2\nx = x - lr * m')
    const theirs = rule('m = 0.9 * m + g\nv = 0.9 * v + g^2\nx = x - lr * v')
    expect(compare(ours, theirs)).toMatchObject({ verdict: 'different', parting: { t: 1 } })
  })

  it('is proved also where no step can be made', () => {
    const never = rule('x = x - lr * g / v\nv = v + g^2')
    expect(compare(never, never)).toMatchObject({ verdict: 'same', proved: true })
    expect(compare(never, rule('x = x - 2 * lr * g / v\nv = v + g^2')).verdict).toBe('different')
  })

  it('does not depend on states that never reach x', () => {
    const theirs = rule('m = 0.9 * m + g\nx = x - lr * g')
    expect(compare(rule('x = x - lr * g'), theirs)).toMatchObject({ verdict: 'same', proved: true })
  })

  it('is seen on random gradients where the graphs differ: AdamW without decay', () => {
    expect(compare('adam', 'adamw', { wd: 0 })).toMatchObject({ verdict: 'same', proved: false, parting: null })
    expect(compare('adam', 'adamw').only).toMatchObject([{ name: 'wd', value: 0, other: 0.01, changed: true }])
  })
})

describe('a rescaling', () => {
  const previous = rule(
    `x = x - lr * g / (sqrt(s / (1 - beta2^t)) + eps)
     s = beta2 * s + (1 - beta2) * (g - m)^2
     m = beta1 * m + (1 - beta1) * g`,
    { beta1: 0.9, beta2: 0.999, eps: 0 },
    'init: "s = (1 - beta2) * (g - m)^2; m = (1 - beta1) * g"',
  )

  it('by beta1 is what centring ACProp on m_{t-1} makes', () => {
    const found = compare('acprop@waiting', previous)
    expect(found).toMatchObject({ verdict: 'rescaled', conditions: [], factor: { inverse: 'beta1', from: 1 } })
    expect(found.factor?.value).toBeCloseTo(1 / 0.9, 12)
    expect(compare(previous, 'acprop@waiting').factor).toMatchObject({ text: 'beta1', inverse: null })
    expect(compare(previous, 'acprop@waiting', { beta1: 0.5 }).factor?.value).toBeCloseTo(0.5, 12)
  })

  it('needs eps = 0 and the second step in the code that makes the first one as SGD', () => {
    const found = compare('acprop@optax', 'acprop')
    expect(found).toMatchObject({ verdict: 'rescaled', conditions: ['eps'], factor: { text: 'beta1', from: 2 } })
  })

  it.each([
    ['m = beta1 * m + (1 - beta1) * g', '1 - beta1'],
    ['m = beta1 * m + g / sqrt(1 - beta1)', '1 / sqrt(1 - beta1)'],
    ['m = beta1 * m + g * beta1^2', 'beta1^2'],
    ['m = beta1 * m - 3 * g', '-3'],
    ['m = beta1 * m + g * beta1 * sqrt(1 - beta2)', 'beta1 * sqrt(1 - beta2)'],
  ])('is named: %s', (line, text) => {
    const hyper = { beta1: 0.9, beta2: 0.99 }
    const plain = rule('m = beta1 * m + g\nx = x - lr * m', hyper)
    const { verdict, factor } = compare(rule(`${line}\nx = x - lr * m`, hyper), plain)
    expect([verdict, factor?.text]).toEqual(['rescaled', text])
  })

  it('is named by what fits at other hyperparameters too', () => {
    expect(compare('momentum@ema', 'momentum', { beta1: 0.5 }).factor?.text).toBe('1 - beta1')
  })

  it('that no simple expression gives is told as a number', () => {
    const odd = rule('x = x - lr * g * (beta1 + beta1^5)', { beta1: 0.9 })
    expect(compare(odd, rule('x = x - lr * g', { beta1: 0.9 }))).toMatchObject({
      verdict: 'rescaled',
      factor: { text: null, inverse: null },
    })
  })

  it('may depend on the step, but not on the gradients', () => {
    const plain = rule('x = x - lr * g')
    expect(compare(rule('x = x - lr / sqrt(t) * g'), plain).verdict).toBe('rescaled-by-t')
    expect(compare(rule('x = x - lr / norm(g) * g'), plain).verdict).toBe('different')
  })
})

describe('a difference in eps or bias correction only', () => {
  it.each([
    ['rmsprop', 'rmsprop@theory', ['eps']],
    ['adam', 'adam@eps-inside', ['eps']],
    ['adam', 'adam@no-bias-correction', ['bias-correction']],
    ['amsgrad', 'amsgrad@torch', ['bias-correction']],
    ['adam@eps-inside', 'adam@no-bias-correction', ['bias-correction', 'eps']],
  ])('%s and %s', (a, b, conditions) => {
    const found = compare(a, b)
    expect(found).toMatchObject({ verdict: 'same', conditions })
    expect(found.parting).not.toBeNull()
  })

  it('is not found between rules that also differ in something else', () => {
    expect(compare('adam', 'amsgrad').verdict).toBe('different')
    expect(compare('rmsprop', 'adam').verdict).toBe('different')
  })
})

describe('a setting at whose value alone rules are the same', () => {
  const names = ({ only }: RuleComparison) => only.map(({ name, value, changed }) => ({ name, value, changed }))

  it('is named where both have it by default: a decay of 0', () => {
    const inside = rule(
      'h = g + wd * x\nu = sign(beta1 * m + (1 - beta1) * h)\nm = beta2 * m + (1 - beta2) * h\nx = x - lr * u',
      { lr: 1e-4, beta1: 0.9, beta2: 0.99, wd: 0 },
    )
    const found = compare('lion', inside)
    expect(found).toMatchObject({ verdict: 'same', conditions: [], parting: null })
    expect(names(found)).toEqual([{ name: 'wd', value: 0, changed: false }])
    expect(found.only[0]?.parting).toMatchObject({ t: 1 })
    expect(compare('lion', inside, { wd: 0.1 }).verdict).toBe('different')
    expect(compare('lion', inside, { wd: 0 }).only).toEqual([])
  })

  it('is named where it has to be changed', () => {
    const found = compare('adam@l2', 'adamw')
    expect(found).toMatchObject({ verdict: 'same', conditions: [], parting: { t: 1 } })
    expect(names(found)).toEqual([{ name: 'wd', value: 0, changed: true }])
    expect(names(compare('sgd', 'momentum'))).toEqual([{ name: 'beta1', value: 0, changed: true }])
  })

  it.each<[string, Record<string, number | string>, string, string]>([
    ['a clip that is never reached', { clip: 'Infinity' }, 'min(clip, max(-clip, g))', 'g'],
    ['a delay of none', { tau: 0 }, 'past(g, tau)', 'g'],
    ['a power of one', { p: 1 }, 'sign(g) * abs(g)^p', 'g'],
    ['a flag', { nesterov: 0 }, '(nesterov == 1 ? 2 * g : g)', 'g'],
    ['a number that the other rule has fixed', { beta: 0.9 }, 'beta * g', '0.9 * g'],
  ])('is found by what it does, whatever its name: %s', (_, hyper, ours, theirs) => {
    const [[name, value]] = Object.entries(hyper) as [[string, number | string]]
    const all = { lr: 0.1, ...hyper }
    const found = compare(rule(`x = x - lr * ${ours}`, all), rule(`x = x - lr * ${theirs}`, { lr: 0.1 }))
    expect(found.verdict).toBe('same')
    expect(names(found)).toEqual([{ name, value: Number(value), changed: false }])
  })

  it('is not one that both rules use alike', () => {
    const twin = rule('m = (1 - beta1) * g + beta1 * m\nx = x - lr * (m + wd * x)\n', { lr: 0.1, beta1: 0, wd: 0 })
    const other = rule('m = m - (1 - beta1) * (m - g)\nx = x - lr * wd * x - lr * m', { lr: 0.1, beta1: 0, wd: 0 })
    expect(compare(twin, other)).toMatchObject({ verdict: 'same', proved: false, only: [] })
  })

  it('may be two that only together make a difference', () => {
    const found = compare(
      rule('x = x - lr * (g + a * b * x)', { lr: 0.1, a: 0, b: 0 }),
      rule('x = x - lr * g', { lr: 0.1 }),
    )
    expect(found.only).toMatchObject([{ value: 0, changed: false }])
  })

  it('is not one at which a rule stands still or forgets its gradients', () => {
    expect(compare('adopt', 'adopt@v_t')).toMatchObject({ verdict: 'different', only: [] })
    expect(compare(rule('x = x - lr * g'), rule('x = x - lr * sign(g)'))).toMatchObject({ verdict: 'different' })
  })
})

describe('rules that name coordinates', () => {
  it.each<[string, number]>([
    ['x = x - lr * g[4]', 4],
    ['x = x - lr * g[20]', 20],
    ['repeat j = 1:3\nx = x - lr * g[2 * j]\nend', 6],
    ['x = x - lr * g * [1, 2]', 2],
    ['x = x - lr * g', 3],
  ])('are compared at as many as they need: %j', (step, dimension) => {
    expect(compare(rule(step), rule('x = x - 2 * lr * g')).dimension).toBe(dimension)
    expect(compare(rule(step), rule(step))).toMatchObject({ verdict: 'same', proved: true })
  })
})

describe('different rules', () => {
  it.each([
    ['adopt', 'adopt@v_t', 1],
    ['adam', 'adam@swap-betas', 2],
    ['adam@no-bias-correction', 'amsgrad', 2],
  ])('%s and %s part at step %d', (a, b, t) => {
    expect(compare(a, b)).toMatchObject({ verdict: 'different', parting: { t, coordinate: 1 } })
  })

  it('part in the coordinate that a rule treats differently', () => {
    const second = rule('x = x - lr * (i == 2 ? 2 * g : g)')
    expect(compare(rule('x = x - lr * g'), second)).toMatchObject({
      verdict: 'different',
      parting: { t: 1, coordinate: 2 },
    })
  })

  it('are compared at the first one’s hyperparameters, and other defaults are told', () => {
    const found = compare('rmsprop', 'rmsprop@optax')
    expect(found.defaults).toEqual([{ name: 'beta2', a: 0.99, b: 0.9 }])
    expect(found.conditions).toEqual(['eps'])
  })
})
