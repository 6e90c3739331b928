import { describe, expect, test } from 'vitest'
import { simulate } from './lab.ts'
import { conversion, descent, ftrl, kAdam, learner, segment, shrunkDescent } from './recursions.ts'
import { BOWL, departure, FLAT, follow } from './trajectory.ts'

const flatStart = [1, 2, 3, 4]
const exponential = (uniforms: readonly number[]) => uniforms.map((u) => -Math.log(u))

describe('k-Adam', () => {
  test('with one stage is Adam and, with decay, AdamW', () => {
    const one = follow('{use: kadam, k: 1, lr: 1e-2, eps: 1e-8}', { problem: BOWL })
    const adam = follow('{use: adam, lr: 1e-2, eps: 1e-8}', { problem: BOWL })
    expect(departure(one.iterates, adam.iterates)).toBeLessThan(1e-12)
    const decayed = follow('{use: kadam, k: 1, lr: 1e-2, eps: 1e-8, wd: 0.5}', { problem: BOWL })
    const adamw = follow('{use: adamw, lr: 1e-2, eps: 1e-8, wd: 0.5}', { problem: BOWL })
    expect(departure(decayed.iterates, adamw.iterates)).toBeLessThan(1e-12)
    expect(departure(decayed.iterates, adam.iterates)).toBeGreaterThan(1e-3)
  })

  const [b1, b2] = [0.8, 0.95]
  const strategies: [string, number, (j: number, k: number) => number][] = [
    ['kadam', 2, () => 1],
    ['kadam', 4, () => 1],
    ['kadam@uniform', 3, (_, k) => 1 / k],
    ['kadam@exp', 3, (j) => 2 ** (j - 1)],
    ['kadam@inverse-exp', 3, (j) => 2 ** -(j - 1)],
  ]
  test.each(strategies)('%s with %i stages is the plain recursion', (use, k, power) => {
    const { gradients, iterates } = follow(
      `{use: "${use}", k: ${k}, lr: 0.1, wd: 0.2, eps: 0.01, beta1: ${b1}, beta2: ${b2}}`,
    )
    const betas = Array.from({ length: k }, (_, j): [number, number] => [b1 ** power(j + 1, k), b2 ** power(j + 1, k)])
    expect(departure(kAdam([...gradients], flatStart, 0.1, 0.2, 0.01, betas), iterates)).toBeLessThan(1e-12)
    expect(departure(kAdam([...gradients], flatStart, 0.1, 0.2, 0.01, betas.slice(1)), iterates)).toBeGreaterThan(1e-3)
  })

  test('does not see the scale of the gradients', () => {
    const loud = FLAT.replace('nu: 3', 'nu: 3, scale: 4096')
    const [quiet, big] = [FLAT, loud].map((problem) => follow('{use: kadam, k: 3, lr: 0.1}', { problem }).iterates)
    expect(departure(quiet ?? [], big ?? [])).toBeLessThan(1e-12)
  })
})

describe('clipped Adam', () => {
  const pairs = [
    { dialect: '', D: 'D: 0.1' },
    { dialect: '@coordinate-wise', D: 'D: 0.02' },
  ]
  test.each(pairs)('clipped-adam-ema$dialect is adam-ftrl$dialect', ({ dialect, D }) => {
    for (const { problem, steps } of [
      { problem: BOWL, steps: 60 },
      { problem: FLAT, steps: 9000 },
    ]) {
      const adam = (more = '') =>
        follow(`{use: "clipped-adam-ema${dialect}", ${D}, beta1: 0.9${more}}`, { problem, steps }).iterates
      // 0.9^-9000 is far beyond the largest number: the sums of FTRL must have been rescaled on the way.
      const { iterates } = follow(`{use: "adam-ftrl${dialect}", ${D}, beta: 0.9}`, { problem, steps })
      expect(departure(adam(), iterates)).toBeLessThan(1e-10)
      expect(departure(adam(', beta2: 0.9'), iterates)).toBeGreaterThan(1e-3)
    }
  })

  test('both are the argmin that defines FTRL, found by iteration', () => {
    const { gradients, iterates, uniforms } = follow('{use: adam-ftrl, D: 0.1, beta: 0.9}')
    const plain = conversion([...gradients], exponential(uniforms), flatStart, (seen) => ftrl(seen, 0.1, 0.9))
    expect(departure(plain, iterates)).toBeLessThan(1e-10)
    const clipped = gradients.filter((_, t) => Math.hypot(...ftrl(gradients.slice(0, t + 1), 0.1, 0.9)) > 0.1 - 1e-12)
    expect(clipped.length).toBeGreaterThan(10)
    expect(clipped.length).toBeLessThan(50)
  })

  test('the coordinate-wise dialect is one such argmin a coordinate', () => {
    const { gradients, iterates, uniforms } = follow('{use: adam-ftrl@coordinate-wise, D: 0.1, beta: 0.9}')
    const plain = conversion([...gradients], exponential(uniforms), flatStart, (seen) =>
      flatStart.map(
        (_, k) =>
          ftrl(
            seen.map((g) => [g[k] as number]),
            0.1,
            0.9,
          )[0] as number,
      ),
    )
    expect(departure(plain, iterates)).toBeLessThan(1e-10)
  })

  test('coordinate-wise in one dimension is global, in four it is not', () => {
    const flat = FLAT.replace('d: 4', 'd: 1')
    const run = (use: string, problem: string, d: number) =>
      follow(`{use: "${use}", D: 0.1, beta1: 0.9}`, { problem, d }).iterates
    const [global, own] = ['clipped-adam-ema', 'clipped-adam-ema@coordinate-wise']
    expect(departure(run(global as string, flat, 1), run(own as string, flat, 1))).toBeLessThan(1e-12)
    expect(departure(run(global as string, FLAT, 4), run(own as string, FLAT, 4))).toBeGreaterThan(1e-3)
  })

  const learners = [
    'clipped-adam-ema',
    'clipped-adam-ema@coordinate-wise',
    'adam-ftrl',
    'adam-ftrl@coordinate-wise',
    'o2nc',
    'o2nc@uniform',
    'o2nc@unscaled',
    'o2nc@segment',
  ]
  test.each(learners)('%s does not move before the first gradient that is not 0', (use) => {
    const late = '{name: late, d: 1, loss: "t > 5 ? x[1] : 0 * x[1]"}'
    const { iterates } = follow(`{use: "${use}", D: 0.1}`, { problem: late, steps: 20, d: 1 })
    expect(iterates.slice(0, 5)).toEqual([[0], [0], [0], [0], [0]])
    expect((iterates[19] as number[])[0]).toBeLessThan(-0.1)
  })
})

describe('random scaling', () => {
  // With a constant gradient the clip is always active, so every update is D times the factor.
  const factors = (rule: string) => {
    const [result] = simulate(`name: factors
problem: {name: slope, d: 1, objective: "x[1]"}
optimizers: ${rule}
steps: 4000
seeds: 32
record: {points: 1, scale: linear}
measures:
  first: {mean: norm(x - x_before) / 0.5}
  second: {mean: (norm(x - x_before) / 0.5)^2}
  above: {mean: norm(x - x_before) / 0.5 > 1}
  most: {max: norm(x - x_before) / 0.5}
`)
    const mean = (name: string) => {
      const list = (result?.values[name] ?? []).map((seed) => seed.at(-1) as number)
      return list.reduce((sum, value) => sum + value, 0) / list.length
    }
    const most = Math.max(...(result?.values.most ?? []).map((seed) => seed.at(-1) as number))
    return { first: mean('first'), second: mean('second'), above: mean('above'), most }
  }
  const n = 32 * 4000

  test.each(['{use: clipped-adam-ema, D: 0.5}', '{use: adam-ftrl, D: 0.5}', '{use: o2nc, D: 0.5}'])(
    '%s multiplies by Exp(1): mean 1, second moment 2, above 1 with probability 1/e',
    (rule) => {
      const { first, second, above, most } = factors(rule)
      expect(Math.abs(first - 1)).toBeLessThan(4 * Math.sqrt(1 / n))
      expect(Math.abs(second - 2)).toBeLessThan(4 * Math.sqrt(20 / n))
      expect(Math.abs(above - Math.exp(-1))).toBeLessThan(4 * Math.sqrt((Math.exp(-1) * (1 - Math.exp(-1))) / n))
      expect(most).toBeGreaterThan(8)
    },
  )
  test('the uniform dialect has mean 1, second moment 4/3 and is below 2', () => {
    const { first, second, most } = factors('{use: o2nc@uniform, D: 0.5}')
    expect(Math.abs(first - 1)).toBeLessThan(4 * Math.sqrt(1 / 3 / n))
    expect(Math.abs(second - 4 / 3)).toBeLessThan(4 * Math.sqrt((16 / 5 - 16 / 9) / n))
    expect(most).toBeLessThanOrEqual(2)
    expect(most).toBeGreaterThan(1.99)
  })
  test.each([
    '{use: clipped-adam-ema, D: 0.5, random: 0}',
    '{use: adam-ftrl, D: 0.5, random: 0}',
    '{use: o2nc@unscaled, D: 0.5}',
  ])('%s has no factor', (rule) => {
    const { first, second, most } = factors(rule)
    for (const value of [first, second, most]) expect(Math.abs(value - 1)).toBeLessThan(1e-9)
  })
})

describe('online-to-nonconvex conversion', () => {
  const learn = (seen: (readonly number[])[]) => learner(seen, 0.1, 0.9)
  const laws: [string, (u: number) => number][] = [
    ['o2nc', (u) => -Math.log(u)],
    ['o2nc@uniform', (u) => 2 * u],
    ['o2nc@unscaled', () => 1],
  ]
  test.each(laws)('%s is the plain recursion', (use, law) => {
    for (const [problem, start] of [
      [BOWL, [1, 1, 1, 1]],
      [FLAT, flatStart],
    ] as const) {
      const { gradients, iterates, uniforms } = follow(`{use: "${use}", D: 0.1, beta: 0.9}`, { problem })
      expect(departure(conversion([...gradients], uniforms.map(law), start, learn), iterates)).toBeLessThan(1e-12)
    }
  })
  test('the clipped page with the same settings is the same', () => {
    const o2nc = follow('{use: o2nc, D: 0.1, beta: 0.9}', { problem: BOWL })
    const clipped = follow('{use: clipped-adam-ema, D: 0.1, beta1: 0.9}', { problem: BOWL })
    expect(departure(o2nc.iterates, clipped.iterates)).toBeLessThan(1e-10)
  })
  test('the gradient of the segment dialects is taken inside the segment', () => {
    const run = follow('{use: o2nc@segment, D: 0.1, beta: 0.9}', { problem: BOWL })
    expect(departure(segment([...run.gradients], run.uniforms, [1, 1, 1, 1], learn), run.iterates)).toBeLessThan(1e-12)
    const old = follow('{use: o2nc@original, D: 0.1, lr: 0.05}', { problem: BOWL })
    const plain = segment([...old.gradients], old.uniforms, [1, 1, 1, 1], (seen) => descent(seen, 0.1, 0.05))
    expect(departure(plain, old.iterates)).toBeLessThan(1e-12)
  })
  test('random-scaling-sgdm is the plain recursion', () => {
    const rule = '{use: random-scaling-sgdm, lr: 1e-2, beta: 0.9, mu: 5}'
    const { gradients, iterates, uniforms } = follow(rule, { problem: BOWL })
    const plain = conversion([...gradients], exponential(uniforms), [1, 1, 1, 1], (seen) =>
      shrunkDescent(seen, 1e-2, 0.9, 5),
    )
    expect(departure(plain, iterates)).toBeLessThan(1e-12)
  })
  test('without random scaling it is heavy-ball momentum with step lr * beta', () => {
    const sgdm = follow('{use: random-scaling-sgdm, lr: 1e-2, beta: 0.9, random: 0}', { problem: BOWL })
    const momentum = follow('{use: momentum, lr: 0.9e-2, beta1: 0.9}', { problem: BOWL })
    expect(departure(sgdm.iterates, momentum.iterates)).toBeLessThan(1e-12)
  })
})
