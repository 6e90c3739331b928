/** An argument of a prediction as its page states it. */
interface Argument {
  readonly name: string
  readonly meaning: string
  readonly from?: number
  readonly above?: number
  readonly to?: number
  readonly below?: number
  readonly whole?: boolean
}

// A prediction is an exact sum over one period: a longer one would only exhaust memory.
const LONGEST = 1e6

export const PERIOD: Argument = {
  name: 'P',
  meaning: 'period of problem (1): a big gradient, then P - 1 times -1',
  from: 2,
  to: LONGEST,
  whole: true,
}
export const PERIOD_2: Argument = {
  name: 'P',
  meaning: 'period of problem (2): P/2, and -1 at phase P - 3, else 0',
  from: 4,
  to: LONGEST,
  whole: true,
}
export const BIG: Argument = {
  name: 'C',
  meaning: 'the big gradient, P on problem (1); the optimum is -1 where C > P - 1',
  from: 1e-9,
  to: 1e9,
}

export const BETA1: Argument = { name: 'beta1', meaning: 'coefficient of the first moment', from: 0, below: 1 }
/** For centred methods: without momentum the residual g - m is 0, and so is the denominator. */
export const BETA1_CENTRED: Argument = { name: 'beta1', meaning: BETA1.meaning, above: 0, below: 1 }
export const BETA2: Argument = { name: 'beta2', meaning: 'coefficient of the second moment', above: 0, below: 1 }

export const DELAY: Argument = {
  name: 'n',
  meaning: 'delay of the denominator in steps',
  from: 0,
  to: 1e9,
  whole: true,
}
export const WINDOW: Argument = {
  name: 'n',
  meaning: 'gradients in the numerator, and delay of the denominator',
  from: 1,
  to: LONGEST,
  whole: true,
}

export type { Argument }
