import { spend } from '../../budget/meter.ts'

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

export const theorem2Condition = (C: number, beta1: number, beta2: number): number =>
  Number(inside(beta1, beta2) && first(C, beta1) && second(C, beta2) && third(C, beta1, beta2))

/** What it costs to try (iii). */
const OPERATIONS = 20

/**
 * The smallest even C with (i) to (iii); NaN where beta1 >= sqrt(beta2), or where it is beyond 1e9. The first two conditions
 * stay true once they are, so doubling and halving finds where they begin; from there on every C is tried, for (iii) need
 * not stay true. Its left side is bounded, so the search ends.
 */
export function theorem2Period(beta1: number, beta2: number): number {
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
}
