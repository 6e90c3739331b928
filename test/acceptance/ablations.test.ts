import { describe, expect, test } from 'vitest'
import { simulate } from './lab.ts'
import { BOWL, departure, FLAT, follow } from './trajectory.ts'

type Path = readonly (readonly number[])[]

/** Applies a rule of one coordinate, with its own state, to every coordinate of a list of gradients. */
const each = (
  gradients: Path,
  start: readonly number[],
  rule: () => (x: number, g: number, t: number) => number,
): Path => {
  const rules = start.map(rule)
  let x = start
  return gradients.map((g, t) => {
    x = x.map((a, k) => (rules[k] as ReturnType<typeof rule>)(a, g[k] as number, t + 1))
    return x
  })
}
const flatStart = [1, 2, 3, 4]
const [b1, b2] = [0.8, 0.95]

/** Displacement a period on ACProp's periodic problem, towards the minimiser, divided by lr. */
function drift(use: string, P: number, beta1: number, beta2: number): number {
  const lr = 1e-6
  const [late, later] = [400 * P, 401 * P].map((steps) => {
    const [result] = simulate(`name: drift
problem: {use: acprop-1, P: ${P}}
optimizers: {use: "${use}", lr: ${lr}, beta1: ${beta1}, beta2: ${beta2}, eps: 0}
steps: ${steps}
seeds: 1
record: {points: 1, scale: linear}
measures: {x: "x[1]"}
`)
    return result?.values.x?.[0]?.at(-1) as number
  })
  return ((late as number) - (later as number)) / lr
}

describe('ACProp', () => {
  test('with m_t in the numerator is the plain recursion, bias-corrected', () => {
    const rule = `{use: acprop@m-numerator, lr: 0.1, beta1: ${b1}, beta2: ${b2}, eps: 1e-4}`
    const { gradients, iterates } = follow(rule)
    const plain = each(gradients, flatStart, () => {
      let [m, s] = [0, 0]
      return (x, g, t) => {
        m = b1 * m + (1 - b1) * g
        if (t > 1) s += 1e-4
        const step = t > 1 ? m / (1 - b1 ** t) / (Math.sqrt(s / (1 - b2 ** (t - 1))) + 1e-4) : g
        s = b2 * s + (1 - b2) * (g - m) ** 2
        return x - 0.1 * step
      }
    })
    expect(departure(plain, iterates)).toBeLessThan(1e-12)
  })
  // Reference drifts: acprop/sharpened-m-numerator, and the table of the others.
  test.each([
    ['acprop@m-numerator', 12, 0.9, 0.1, -0.02526, 1e-5],
    ['acprop@m-numerator', 10, 0.9, 0.9, 0.28349821, 1e-7],
    ['acprop@m-numerator', 5, 0.5, 0.5, 1.72950867, 1e-7],
    ['acprop', 10, 0.9, 0.9, 1.15833811, 1e-7],
    ['acprop', 5, 0.5, 0.5, 3.99730558, 1e-7],
  ])('%s drifts as predicted at P = %d, beta1 = %d, beta2 = %d', (use, P, beta1, beta2, expected, within) => {
    expect(Math.abs(drift(use, P, beta1, beta2) - expected)).toBeLessThan(within)
  })
  test('the printed formula has eps inside the root and no bias correction', () => {
    const { gradients, iterates } = follow(`{use: acprop@paper, lr: 0.1, beta1: ${b1}, beta2: ${b2}, eps: 0.5}`)
    const plain = each(gradients, flatStart, () => {
      let [m, s] = [0, 0]
      return (x, g) => {
        const before = s
        m = b1 * m + (1 - b1) * g
        s = b2 * s + (1 - b2) * (g - m) ** 2
        return x - (0.1 * g) / Math.sqrt(before + 0.5)
      }
    })
    expect(departure(plain, iterates)).toBeLessThan(1e-12)
  })
})

describe('AdaMomentum', () => {
  test('without eps makes a first step of lr / (1 - beta1)', () => {
    const { iterates } = follow('{use: adamomentum@no-eps, lr: 0.1, beta1: 0.8}')
    ;(iterates[0] ?? []).forEach((x, k) => {
      expect(Math.abs(Math.abs(x - (flatStart[k] as number)) - 0.5)).toBeLessThan(1e-12)
    })
  })
  test('the monotone dialect divides by the largest second moment so far', () => {
    const rule = `{use: adamomentum@monotone, lr: 0.1, beta1: ${b1}, beta2: ${b2}, eps: 1e-4}`
    const { gradients, iterates, more } = follow(rule, { more: { v: 'v[1]', vmax: 'vmax[1]' } })
    const plain = each(gradients, flatStart, () => {
      let [m, v, largest] = [0, 0, 0]
      return (x, g, t) => {
        m = b1 * m + (1 - b1) * g
        v = b2 * v + (1 - b2) * m * m + 1e-4
        largest = Math.max(largest, v)
        return x - (0.1 * m) / (1 - b1 ** t) / Math.sqrt(largest / (1 - b2 ** t))
      }
    })
    expect(departure(plain, iterates)).toBeLessThan(1e-12)
    const falls = (list: readonly number[] = []) => list.filter((value, t) => value < (list[t - 1] ?? 0)).length
    expect(falls(more.vmax)).toBe(0)
    expect(falls(more.v)).toBeGreaterThan(10)
  })
})

describe('AMSGrad with beta1 falling', () => {
  test.each([
    ['0.9 * 0.8^(t - 1)', (t: number) => 0.9 * 0.8 ** (t - 1)],
    ['0.9 / t', (t: number) => 0.9 / t],
  ])('beta1 = %s is the plain recursion', (formula, beta1) => {
    const rule = `{use: amsgrad, lr: 0.1 / sqrt(t), beta1: ${formula}, beta2: ${b2}, eps: 0.01}`
    const { gradients, iterates } = follow(rule)
    const plain = each(gradients, flatStart, () => {
      let [m, v, largest] = [0, 0, 0]
      return (x, g, t) => {
        m = beta1(t) * m + (1 - beta1(t)) * g
        v = b2 * v + (1 - b2) * g * g
        largest = Math.max(largest, v)
        return x - ((0.1 / Math.sqrt(t)) * m) / (Math.sqrt(largest) + 0.01)
      }
    })
    expect(departure(plain, iterates)).toBeLessThan(1e-12)
  })
})

describe('averaged SGD', () => {
  const more = { ax: 'ax[4]' }
  test('ax is the mean of the iterates, which are those of SGD', () => {
    const { iterates, more: means } = follow('{use: averaged-sgd, lr: 0.02 / t^0.6}', { problem: BOWL, more })
    const sgd = follow('{use: sgd, lr: 0.02 / t^0.6}', { problem: BOWL })
    expect(sgd.iterates).toEqual(iterates)
    let sum = 0
    const expected = iterates.map((x, t) => {
      sum += x[3] as number
      return [sum / (t + 1)]
    })
    expect(
      departure(
        expected,
        (means.ax ?? []).map((value) => [value]),
      ),
    ).toBeLessThan(1e-12)
  })
  test('the torch dialect keeps eta and mu of the step before, as torch.optim.ASGD does', () => {
    const rule = '{use: averaged-sgd@torch, lr: 0.1, lambd: 0.5, alpha: 0.75, t0: 6}'
    const { gradients, iterates, more: means } = follow(rule, { problem: FLAT, steps: 30, more })
    let [eta, mu, ax] = [0.1, 1, 0]
    const mean: number[][] = []
    let x: readonly number[] = flatStart
    const plain = gradients.map((g, n) => {
      x = x.map((a, k) => a * (1 - 0.5 * eta) - eta * (g[k] as number))
      ax = mu === 1 ? (x[3] as number) : ax + mu * ((x[3] as number) - ax)
      mean.push([ax])
      eta = 0.1 / (1 + 0.5 * 0.1 * (n + 1)) ** 0.75
      mu = 1 / Math.max(1, n + 1 - 6)
      return x
    })
    expect(departure(plain, iterates)).toBeLessThan(1e-12)
    expect(
      departure(
        mean,
        (means.ax ?? []).map((value) => [value]),
      ),
    ).toBeLessThan(1e-12)
  })
})
