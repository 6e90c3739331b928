import { BETA1 as FIRST, BETA2 as SECOND, BETA1_POSITIVE as WITH_MOMENTUM } from '../analytic/arguments.ts'
import { argument, type Range } from '../analytic/define.ts'

/** The whole numbers of [low, high]. */
const whole = (low: number, high: number): Range => ({
  text: `whole numbers in [${low}, ${high}]`,
  holds: (x) => Number.isInteger(x) && x >= low && x <= high,
})

const between = (low: number, high: number): Range => ({
  text: `[${low}, ${high}]`,
  holds: (x) => x >= low && x <= high,
})

// An oracle is an exact sum over one period: a longer one would only exhaust memory.
const LONGEST = 1e6

export const PERIOD = argument('P', 'period of problem (1): a big gradient, then P - 1 times -1', whole(2, LONGEST))
export const PERIOD_2 = argument('P', 'period of problem (2): P/2, and -1 at phase P - 3, else 0', whole(4, LONGEST))

const BIG_MEANING = 'the big gradient, P on problem (1); the optimum is -1 where C > P - 1'
export const BIG = argument('C', BIG_MEANING, between(1e-9, 1e9))
export const BIG_FIRST = argument('C', BIG_MEANING, between(1, 1e9))

export const PHASE = argument('j', 'steps since the big gradient, modulo P', whole(-1e9, 1e9))
export const DELAY = argument('n', 'delay of the denominator in steps', whole(0, 1e9))
export const WINDOW = argument('n', 'gradients in the numerator, and delay of the denominator', whole(1, LONGEST))

export const BETA1 = FIRST
/** For centred methods: without momentum the residual g - m is 0, and so is the denominator. */
export const BETA1_CENTRED = WITH_MOMENTUM
export const BETA2 = SECOND
