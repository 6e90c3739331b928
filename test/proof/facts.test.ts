import { describe, expect, it } from 'vitest'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import { builtIn, factsOf, rule } from './support.ts'

const facts = (label: string, given: Record<string, number> = {}) => factsOf(builtIn(label), given)

describe('the denominator and g_t', () => {
  it.each([
    ['adopt', true],
    ['adopt@v_t', false],
    ['adam', false],
    ['acprop', true],
    ['acprop@s_t', false],
    ['amsgrad@max-before-update', true],
    ['adam@v-prev', false],
    ['sgd', null],
  ])('%s: %s', (label, holds) => {
    expect(facts(label).denominatorPredictable.holds).toBe(holds)
  })

  it('is named in the reason, with the steps of its states', () => {
    expect(facts('adopt').denominatorPredictable.reason).toBe(
      'the denominator does not depend on g_t: max(sqrt(v_{t-1}), eps)',
    )
    expect(facts('adopt@v_t').denominatorPredictable.reason).toBe('the denominator depends on g_t: max(sqrt(v_t), eps)')
    expect(facts('adam@v-prev').denominatorPredictable.reason).toContain('at the first step only')
  })

  it('is looked for in the recurrences of states too, where a negative power divides as well', () => {
    expect(factsOf(rule('x = x - lr * m\nm = 0.9 * m + g / norm(g)')).denominatorPredictable.holds).toBe(false)
    expect(factsOf(rule('v = v + g^2\nx = x - lr * g * v^p', { p: -0.5 })).denominatorPredictable.holds).toBe(false)
    expect(factsOf(rule('x = x - lr * g * v^p\nv = v + g^2', { p: -0.5 })).denominatorPredictable.holds).toBe(true)
  })

  it('is open where the reciprocal is kept for later, and where g_t stands in it without effect', () => {
    expect(factsOf(rule('x = x - lr * g * r\nv = v + g^2\nr = 1 / sqrt(v)')).denominatorPredictable.holds).toBeNull()
    expect(factsOf(rule('x = x - lr * g / (1 + v + g - g)\nv = v + 1')).denominatorPredictable.holds).not.toBe(true)
  })
})

it.each(['v = v', 'v = v + 1', 'w = w + 1\nv = 0.9 * v + w'])(
  'a denominator of states without data is none: %s',
  (step) => {
    const { denominatorPredictable, denominatorMonotone } = factsOf(rule(`${step}\nx = x - lr * g / (v + 1)`))
    expect(denominatorPredictable).toEqual({ holds: null, reason: 'no denominator contains data' })
    expect(denominatorMonotone.holds).toBeNull()
  },
)

describe('a denominator that never decreases', () => {
  it.each([
    ['amsgrad', true],
    ['amsgrad@torch', false],
    ['amsgrad@optax', true],
    ['amsgrad@no-max', false],
    ['adagrad', true],
    ['adam', false],
    ['sgd', null],
  ])('%s: %s', (label, holds) => {
    expect(facts(label).denominatorMonotone.holds).toBe(holds)
  })

  it('takes a sum for growing only if what is added is nonnegative', () => {
    const grows = (added: string) =>
      factsOf(rule(`v = v + ${added}\nx = x - lr * g / sqrt(v)`)).denominatorMonotone.holds
    expect(grows('g^2')).toBe(true)
    expect(grows('abs(g)')).toBe(true)
    expect(grows('g')).not.toBe(true)
    expect(grows('g^3')).not.toBe(true)
  })

  it('follows growth through monotone functions, with its sign', () => {
    const of = (text: string) => factsOf(rule(`v = max(v, g^2)\nx = x - lr * g / (${text})`)).denominatorMonotone.holds
    expect(of('sqrt(v) + 1e-8')).toBe(true)
    expect(of('exp(v) * t')).toBe(true)
    expect(of('10 + tanh(v) / (1 + 1 / t)')).toBe(true)
    expect(of('1 / (1 + v) + 1e-3')).toBe(false)
    expect(of('v / t')).toBe(false)
  })
})

describe('the numerator', () => {
  it.each([
    ['sgd', 'gradient'],
    ['rmsprop', 'gradient'],
    ['acprop', 'gradient'],
    ['adam', 'moment'],
    ['momentum', 'moment'],
    ['adopt@m-first', 'moment'],
    ['adopt', 'normalised'],
    ['adopt@original', 'normalised'],
    ['laprop', 'normalised'],
    ['kadam', 'normalised'],
    ['lion', null],
    ['adadelta', null],
  ])('%s: %s', (label, kind) => {
    expect(facts(label).numerator.kind).toBe(kind)
  })

  it.each([
    ['m = 0.9 * m + max(-1, min(1, g))\nx = x - lr * m', 'clipped gradients: m_t'],
    ['m = 0.9 * m + max(-1, min(1, g))\nn = 0.9 * n + m\nx = x - lr * n', 'clipped gradients: n_t'],
    ['m = 0.9 * m + g\nx = x - lr * max(-1, min(1, m / 2))', 'the gradients: m_t'],
    ['m = max(-1, min(1, 0.9 * m + g))\nx = x - lr * m', 'the gradients: m_t'],
    ['m = 0.9 * m + g\nx = x - lr * m', 'the gradients: m_t'],
  ])('is said to be of clipped gradients where they are: %s', (step, what) => {
    expect(factsOf(rule(step)).numerator).toEqual({ kind: 'moment', reason: `the numerator is a moment of ${what}` })
  })
  it('is no moment of the gradient if x or a square enters its recurrence', () => {
    expect(factsOf(rule('m = 0.9 * m + g + 0.1 * x\nx = x - lr * m')).numerator.kind).toBeNull()
    expect(factsOf(rule('m = 0.9 * m + g * abs(g)\nx = x - lr * m')).numerator.kind).toBeNull()
    expect(factsOf(rule('m = 0.9 * m + s\ns = 0.9 * s + g^3\nx = x - lr * m')).numerator.kind).toBeNull()
  })
})

describe('the bound of a step', () => {
  it.each([
    ['signsgd', 'lr'],
    ['adopt', 'lr * t^0.25'],
    ['adopt@clip-constant', 'lr'],
    ['adopt@v_t', 'lr * sqrt(1 / (1 - beta2))'],
    ['rmsprop', 'lr * sqrt(1 / (1 - beta2))'],
    ['adagrad', 'lr'],
    ['adam@no-bias-correction', 'lr * sqrt((1 - beta1)^2 / (1 - beta2) / (1 - beta1^2 / beta2))'],
    ['adamax@paper', 'lr / (1 - beta1^t) * (1 - beta1) / (1 - beta1 / beta2)'],
    ['o2nc@unscaled', 'D'],
  ])('%s moves by at most %s', (label, bound) => {
    expect(facts(label).boundedStep).toMatchObject({ holds: true, bound })
  })

  it.each(['sgd', 'acprop', 'adopt@original', 'momentum', 'adashift'])('%s has none: affine in g_t', (label) => {
    expect(facts(label).boundedStep).toMatchObject({ holds: false, bound: null })
  })

  it('is open where the structure shows nothing', () => {
    expect(facts('adabelief').boundedStep).toMatchObject({
      holds: null,
      reason: 'the step is not bounded by structure',
    })
    expect(facts('adam@swap-betas').boundedStep.holds).toBeNull()
    expect(factsOf(rule('x = x * 0.99 - lr * sign(g)')).boundedStep.holds).not.toBe(true)
  })

  it('needs beta1^2 < beta2 for the Cauchy-Schwarz inequality, and rounding does not make it so', () => {
    expect(facts('adam', { beta1: 0.9, beta2: 0.82 }).boundedStep.holds).toBe(true)
    expect(facts('adam', { beta1: 0.9, beta2: 0.8 }).boundedStep.holds).toBeNull()
    // The ratio beta^2 / beta^2 is 1 in real numbers; for some beta a rounded quotient would be below it.
    for (const beta of [0.9, 0.95, 0.99, 0.999]) {
      const page = rule('m = beta * m + g\nv = beta^2 * v + g^2\nx = x - lr * m / sqrt(v)', { beta })
      expect(factsOf(page).boundedStep.holds).toBeNull()
      const other = rule('m = beta * m + g\nv = pow(beta, c) * v + g^2\nx = x - lr * m / sqrt(v)', { beta, c: 2 })
      expect(factsOf(other).boundedStep.holds).toBeNull()
    }
  })

  it('takes no share of a sum whose other summand may be negative', () => {
    const of = (text: string) => factsOf(rule(`m = 0.9 * m + g\nx = x - lr * g / (${text})`)).boundedStep.holds
    expect(of('abs(g) + m^2')).toBe(true)
    expect(of('abs(g) + m')).toBeNull()
  })

  it('starts from 0, or not at all', () => {
    const bounded = (step: string, init: string) =>
      factsOf(rule(`${step}\nx = x - lr * m`, { beta1: 0.9 }, `init: ${init}`)).boundedStep.holds
    const clipped = 'm = beta1 * m + (1 - beta1) * clamp(g, -1, 1)\nn = g'
    expect(bounded(clipped, 'n = g')).toBe(true)
    expect(bounded(clipped, 'm = g')).toBeNull()
    const adam = (init: string) =>
      factsOf(rule('m = 0.9 * m + g\nv = 0.999 * v + g^2\nx = x - lr * m / sqrt(v)', {}, `init: ${init}`)).boundedStep
        .holds
    expect(adam('v = g^2')).toBe(true)
    expect(adam('m = g')).toBeNull()
  })

  it('is not refuted by what only looks like a factor of g_t', () => {
    expect(factsOf(rule('x = x - lr * (floor(g) - g)')).boundedStep.holds).toBeNull()
    expect(factsOf(rule('x = x - lr * exp(0 - abs(g))')).boundedStep.holds).toBe(true)
    expect(factsOf(rule('x = x - lr * (g - g)')).boundedStep.holds).toBeNull()
  })

  it('does not take a clip that shrinks for a bound of what it held before', () => {
    const held = (limit: string) =>
      factsOf(rule(`m = 0.9 * m + clamp(g, -1 * ${limit}, ${limit})\nx = x - lr * m`, { c: 1 })).boundedStep.holds
    expect(held('c')).toBe(true)
    expect(held('c * t')).toBe(true)
    expect(held('c / t')).toBeNull()
  })
})

describe('invariance to gradient scale', () => {
  it.each([
    ['adam', ['eps']],
    ['adopt', ['eps']],
    ['adabelief', ['eps']],
    ['adam@l2', ['wd', 'eps']],
    ['rmsprop@theory', ['eps']],
  ])('%s has it when %s are 0', (label, when) => {
    expect(facts(label).scaleInvariant).toMatchObject({ holds: false, when })
    const zero = Object.fromEntries(when.map((name) => [name, 0]))
    expect(facts(label, zero).scaleInvariant).toMatchObject({ holds: true, when: [] })
  })

  it.each(['signsgd', 'lion', 'acprop@waiting'])('%s has it', (label) => {
    expect(facts(label).scaleInvariant.holds).toBe(true)
  })

  it.each(['sgd', 'momentum', 'adadelta', 'rmsprop@no-root'])('%s does not, whatever is 0', (label) => {
    expect(facts(label).scaleInvariant).toMatchObject({ holds: false, when: [] })
  })

  it('is lost by a start, a comparison or a function that sees the scale', () => {
    const invariant = (step: string, more = '') => factsOf(rule(step, { c: 1 }, more)).scaleInvariant.holds
    expect(invariant('m = 0.9 * m + g\nx = x - lr * m / norm(m)')).toBe(true)
    expect(invariant('x = x - lr * (abs(g) > c ? sign(g) : 0)')).toBe(false)
    expect(invariant('x = x - lr * (g > 0 ? 1 : -2)')).toBe(true)
    expect(invariant('x = x - lr * tanh(g)')).toBe(false)
    expect(invariant('v = 0.9 * v + g^2\nx = x - lr * clamp(g / sqrt(v), -c, c)')).toBe(true)
    expect(invariant('v = 0.9 * v + g^2\nx = x - lr * clamp(g, -c, c) / sqrt(v)')).toBe(false)
  })
})

describe('coordinates', () => {
  it.each([
    ['adam', true],
    ['signsgd', true],
    ['clipped-adam-ema', false],
    ['clipped-adam-ema@coordinate-wise', true],
    ['normalized-sgd', false],
  ])('%s: %s', (label, holds) => {
    expect(facts(label).coordinateWise.holds).toBe(holds)
  })

  it('meet also where a state is reduced that x sees only later', () => {
    expect(factsOf(rule('x = x - lr * g / (1 + n)\nn = n + norm(g)')).coordinateWise.holds).toBe(false)
  })

  it('are not said to meet where a reduction has no effect', () => {
    expect(factsOf(rule('x = x - lr * g * (1 + 0 * norm(g))')).coordinateWise.holds).toBeNull()
  })
})

it('counts the states that a rule keeps', () => {
  expect(facts('amsgrad')).toMatchObject({ stateVectors: 3, stateScalars: 0 })
  expect(facts('clipped-adam-ema')).toMatchObject({ stateVectors: 1, stateScalars: 1 })
  expect(facts('kadam', { k: 3 }).stateVectors).toBe(6)
})

it('has an answer or says that it has none for every rule of the catalog', () => {
  const catalog = fileCatalog()
  for (const name of catalog.names('optimizer')) {
    for (const dialect of [undefined, ...Object.keys(catalog.page('optimizer', name).dialects)]) {
      const found = factsOf(catalog.page('optimizer', name, dialect))
      for (const { reason } of [found.denominatorPredictable, found.boundedStep, found.scaleInvariant]) {
        expect(reason).not.toMatch(/undefined|NaN|\[object/)
      }
    }
  }
})
