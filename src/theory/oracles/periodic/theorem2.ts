import { spend } from '../../../budget/meter.ts'
import { argument, define } from '../analytic/define.ts'
import { BETA1, BETA2 } from './parameters.ts'

const BIG = argument('C', 'the big gradient and the period, even', {
  text: 'even numbers in [4, 1e12]',
  holds: (x) => Number.isSafeInteger(x) && x % 2 === 0 && x >= 4 && x <= 1e12,
})

/** (i) of Theorem 2; the left side grows with C and the right one falls, so it stays true. */
function first(C: number, beta1: number): boolean {
  return (1 - beta1) * beta1 ** (C - 1) * C <= 1 - beta1 ** (C - 1)
}

/** (ii); its logarithm is concave in C and positive at C = 2, so it stays true, too. */
function second(C: number, beta2: number): boolean {
  return ((C - 2) / 2) * Math.log(beta2) + 2 * Math.log(C) <= 0
}

function third(C: number, beta1: number, beta2: number): boolean {
  const gamma = beta1 / Math.sqrt(beta2)
  const geometric = 1 + (gamma * (1 - gamma ** (C - 1))) / (1 - gamma)
  const left = ((3 * (1 - beta1)) / (2 * Math.sqrt(1 - beta2))) * geometric + beta1 ** (C / 2 - 1) / (1 - beta1)
  return left < C / 3
}

const inside = (beta1: number, beta2: number) => beta1 < Math.sqrt(beta2)

const condition = define({
  name: 'reddi_thm2_condition',
  title: "Theorem 2's sufficient condition for Adam to diverge on the period-C problem: 1 if it holds, else 0",
  source: 'claim reddi/thm2: (i) to (iii)',
  parameters: [BIG, BETA1, BETA2],
  value: (C: number, beta1: number, beta2: number) =>
    Number(inside(beta1, beta2) && first(C, beta1) && second(C, beta2) && third(C, beta1, beta2)),
})

/** What it costs to try (iii). */
const OPERATIONS = 20

/**
 * The smallest even C with (i) to (iii); NaN where beta1 >= sqrt(beta2), or where it is beyond 1e9. The first two conditions
 * stay true once they are, so doubling and halving finds where they begin; from there on every C is tried, for (iii) need
 * not stay true. Its left side is bounded, so the search ends.
 */
const period = define({
  name: 'reddi_thm2_period',
  title: 'Smallest even C for which Theorem 2 shows that Adam diverges on the period-C problem',
  source: 'claim reddi/sharpened-thm2-slack',
  parameters: [BETA1, BETA2],
  value: (beta1: number, beta2: number) => {
    if (!inside(beta1, beta2)) return Number.NaN
    const early = (half: number) => !(first(2 * half, beta1) && second(2 * half, beta2))
    let [low, high] = [1, 2]
    while (early(high)) {
      if (high > 5e8) return Number.NaN
      ;[low, high] = [high, 2 * high]
    }
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (early(middle)) low = middle
      else high = middle
    }
    for (let C = 2 * high; C <= 1e9; C += 2) {
      spend(OPERATIONS)
      if (third(C, beta1, beta2)) return C
    }
    return Number.NaN
  },
})

/** Derivation: at beta1 = 0, (i) is empty, (ii) is beta2 <= C^(-4/(C-2)) and (iii) is (3/2) / sqrt(1 - beta2) < C / 3. */
const bound = define({
  name: 'reddi_thm2_beta2',
  title: "Largest beta2 for which Theorem 2's condition holds at beta1 = 0; it excludes the value 1 - (9 / (2 C))^2",
  source: 'claim reddi/thm2',
  parameters: [BIG],
  value: (C: number) => Math.min(C ** (-4 / (C - 2)), 1 - (9 / (2 * C)) ** 2),
})

export const THEOREM2 = [condition, period, bound]
