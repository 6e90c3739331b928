import { argument, COUNT, NON_NEGATIVE, OPEN_UNIT, POSITIVE, UNIT } from './define.ts'

/** Arguments that many oracles share; each letter means the same everywhere. */
export const BETA1 = argument('beta1', 'coefficient of the first moment', UNIT)
export const BETA1_POSITIVE = argument('beta1', 'coefficient of the first moment', OPEN_UNIT)
export const BETA2 = argument('beta2', 'coefficient of the second moment', OPEN_UNIT)
export const STEPS = argument('n', 'number of updates', COUNT)
export const HORIZON = argument('T', 'number of steps', COUNT)
export const STEP_SIZE = argument('alpha', 'step size', POSITIVE)
export const WEIGHT_DECAY = argument('wd', 'weight decay', POSITIVE)
export const SMOOTHNESS = argument('L', 'Lipschitz constant of the gradient', NON_NEGATIVE)
export const GAP = argument('Delta', 'objective at the start minus its infimum', NON_NEGATIVE)
