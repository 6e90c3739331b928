import { argument, COUNT, define, NON_NEGATIVE, POSITIVE } from '../define.ts'

const source = 'adopt/sharpened-travel-limited'
const SCALE = argument('a', 'scale of the step sizes a / sqrt(1 + b t)', POSITIVE)
const BEND = argument('b', 'their decay; both are 0.01 on the toy', POSITIVE)

/** The integral of a / sqrt(1 + b t) over [0, T], which the sum of the step sizes exceeds by less than a. */
export const travelLength = define({
  name: 'travel_length',
  title: 'Sum of the step sizes a / sqrt(1 + b t), t < T: (2a/b) (sqrt(1 + bT) - 1)',
  source,
  parameters: [argument('T', 'number of steps', COUNT), SCALE, BEND],
  value: (T, a, b) => (2 * a * (Math.sqrt(1 + b * T) - 1)) / b,
})

/** The length above solved for T at length distance / mu. */
export const travelSteps = define({
  name: 'travel_steps',
  title: 'Steps that a mean step mu needs for a distance, step sizes a / sqrt(1 + b t)',
  source,
  parameters: [
    argument('distance', 'how far to go', NON_NEGATIVE),
    argument('mu', 'mean step over the step size', POSITIVE),
    SCALE,
    BEND,
  ],
  value: (distance, mu, a, b) => ((1 + (b * distance) / (2 * a * mu)) ** 2 - 1) / b,
})
