import type { Operator } from './operator.ts'
import { betaExchanged } from './operators/beta-exchanged.ts'
import { clipDropped } from './operators/clip-dropped.ts'
import { clipOther } from './operators/clip-other.ts'
import { clipShifted } from './operators/clip-shifted.ts'
import { correctionAdded } from './operators/correction-added.ts'
import { correctionDropped } from './operators/correction-dropped.ts'
import { correctionFrozen } from './operators/correction-frozen.ts'
import { correctionOther } from './operators/correction-other.ts'
import { correctionShifted } from './operators/correction-shifted.ts'
import { correctionTwice } from './operators/correction-twice.ts'
import { decayCoupled } from './operators/decay-coupled.ts'
import { decayDecoupled } from './operators/decay-decoupled.ts'
import { decayDropped } from './operators/decay-dropped.ts'
import { decayInside } from './operators/decay-inside.ts'
import { decayOrder } from './operators/decay-order.ts'
import { decaySign } from './operators/decay-sign.ts'
import { decayStepSize } from './operators/decay-step-size.ts'
import { epsAccumulated } from './operators/eps-accumulated.ts'
import { epsDropped } from './operators/eps-dropped.ts'
import { epsMoved } from './operators/eps-moved.ts'
import { epsUncorrected } from './operators/eps-uncorrected.ts'
import { gradientAge } from './operators/gradient-age.ts'
import { lookAhead } from './operators/look-ahead.ts'
import { maxDropped } from './operators/max-dropped.ts'
import { maxOrder } from './operators/max-order.ts'
import { norm } from './operators/norm.ts'
import { normaliseOrder } from './operators/normalise-order.ts'
import { oldState } from './operators/old-state.ts'
import { overwritten } from './operators/overwritten.ts'
import { rootDropped } from './operators/root-dropped.ts'
import { sign } from './operators/sign.ts'
import { squaredOther } from './operators/squared-other.ts'
import { start } from './operators/start.ts'
import { weight } from './operators/weight.ts'

/** Every way in which rules are broken, in the order in which their mutants are listed; of equal mutants the first keeps its name. */
export const OPERATORS: readonly Operator[] = [
  oldState,
  correctionDropped,
  correctionTwice,
  correctionFrozen,
  correctionShifted,
  correctionOther,
  correctionAdded,
  epsMoved,
  epsUncorrected,
  epsAccumulated,
  epsDropped,
  decayCoupled,
  decayDecoupled,
  decayOrder,
  decayStepSize,
  decaySign,
  decayInside,
  decayDropped,
  betaExchanged,
  weight,
  normaliseOrder,
  maxDropped,
  maxOrder,
  clipDropped,
  clipShifted,
  clipOther,
  rootDropped,
  sign,
  start,
  overwritten,
  squaredOther,
  lookAhead,
  gradientAge,
  norm,
]
