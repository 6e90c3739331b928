import { argument, define, POSITIVE, REAL } from '../analytic/define.ts'
import { PERIOD } from './parameters.ts'

/**
 * How far the step size alpha / sqrt(t) carries an iterate of drift D in T steps: the steps add up to 2 alpha sqrt(T) to first
 * order, and D is the displacement over P of them. A limit can be judged only where this reaches from wall to wall.
 */
export const travel = define({
  name: 'travel',
  title: 'Distance that the step size alpha / sqrt(t) travels in T steps at drift D per period P: the travel rule',
  source: 'derived; reddi/sharpened-default-adam',
  parameters: [
    argument('alpha', 'step size at t = 1', POSITIVE),
    argument('T', 'number of steps', POSITIVE),
    PERIOD,
    argument('D', 'drift per period', REAL),
  ],
  value: (alpha: number, T: number, P: number, D: number) => (2 * alpha * Math.sqrt(T) * Math.abs(D)) / P,
})
