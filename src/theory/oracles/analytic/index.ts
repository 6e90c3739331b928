import type { Oracle } from '../oracle.ts'
import { clipFraction, clipRatioConstant, clipRatioWorst } from './ahn2024/clip.ts'
import { conversionBound } from './ahn2024/conversion.ts'
import { coordinatewiseGain } from './ahn2024/coordinatewise-gain.ts'
import { regretBound, regretPublished, regretSpike, regretUnclipped } from './ahn2024/discounted-regret.ts'
import { emaSpreadBound, emaSpreadPublished, emaSpreadUnscaled } from './ahn2024/ema-spread.ts'
import { momentumNoise, momentumNoiseBound } from './ahn2024/momentum-noise.ts'
import {
  nonsmoothAccuracy,
  nonsmoothGuarantee,
  nonsmoothSteps,
  rateBeta,
  rateRadius,
  smoothAccuracy,
} from './ahn2024/rates.ts'
import { goldsteinReduction, secondOrderReduction, smoothReduction } from './ahn2024/reductions.ts'
import { stationarityAbs } from './ahn2024/stationarity-abs.ts'
import { epsPeakHeight, epsPeakStep } from './gould2024/eps-peak.ts'
import {
  geometricUpdate,
  growthRate,
  growthRateContinuous,
  growthRateFitted,
  growthRateGeometric,
  growthRateWindow,
} from './gould2024/growth.ts'
import { boundaryUpdate, kAdamUpdate, maxUpdate, maxUpdateLimit, maxUpdatePlain } from './gould2024/max-update.ts'
import { equilibriumNorm, normGrowthFactor, rotationPerStep, rotationUncorrected } from './gould2024/norm-law.ts'
import {
  continuousBound,
  continuousBoundary,
  discreteBoundary,
  levelCurve,
  normalCurve,
  stability,
  stabilityLog,
} from './gould2024/region.ts'
import { twoAdamBeta2, twoAdamFactor, twoAdamStart, twoAdamStep } from './gould2024/two-adam.ts'
import { adoptBound, adoptClippedBound, clipRateExponent } from './taniguchi2024/adopt-bound.ts'
import { boundaryLayerMean, boundaryLayerQuantile } from './taniguchi2024/boundary-layer.ts'
import { clipLevelPeriodic } from './taniguchi2024/clip-level-periodic.ts'
import { clipLevelRandom } from './taniguchi2024/clip-level-random.ts'
import {
  criticalJump,
  momentumFirstLaw,
  randomCriticalAdam,
  randomCriticalLaw,
  randomCriticalMomentumFirst,
  randomCriticalRmsprop,
} from './taniguchi2024/critical.ts'
import { gradientJump } from './taniguchi2024/gradient-jump.ts'
import {
  randomDriftAdam,
  randomDriftAdopt,
  randomDriftAmsgrad,
  randomDriftMomentumFirst,
  randomDriftRmsprop,
  randomInverseRoot,
  randomMeanSquare,
} from './taniguchi2024/random-drift.ts'
import { rmspropBound, rmspropFloor } from './taniguchi2024/rmsprop-bound.ts'
import { rmspropLimit, rmspropLimitLaw } from './taniguchi2024/rmsprop-limit.ts'
import { travelLength, travelSteps } from './taniguchi2024/travel.ts'
import { adamomentumConstant, adamomentumMaxUpdate, epsFloor } from './wang2021/adamomentum-update.ts'
import { decreaseFrequency } from './wang2021/decrease-frequency.ts'
import { escapeTimeRatio } from './wang2021/escape.ts'
import { adamJumpCap, adamomentumJumpCap } from './wang2021/jump-cap.ts'
import { adamomentumVariance, adamVariance, adamVarianceLaw } from './wang2021/stationary-variance.ts'
import { adamomentumMomentRatio, adamomentumStepGain } from './wang2021/step-gain.ts'

/** The exact oracles that are closed forms, integrals and roots rather than sums over a period. */
export const ANALYTIC_ORACLES: readonly Oracle[] = [
  epsPeakStep,
  epsPeakHeight,
  growthRate,
  growthRateGeometric,
  growthRateContinuous,
  growthRateFitted,
  growthRateWindow,
  geometricUpdate,
  maxUpdate,
  maxUpdatePlain,
  maxUpdateLimit,
  boundaryUpdate,
  kAdamUpdate,
  normGrowthFactor,
  equilibriumNorm,
  rotationPerStep,
  rotationUncorrected,
  stability,
  stabilityLog,
  discreteBoundary,
  continuousBoundary,
  continuousBound,
  normalCurve,
  levelCurve,
  twoAdamBeta2,
  twoAdamFactor,
  twoAdamStep,
  twoAdamStart,
  clipRatioWorst,
  clipRatioConstant,
  clipFraction,
  conversionBound,
  coordinatewiseGain,
  regretBound,
  regretPublished,
  regretSpike,
  regretUnclipped,
  emaSpreadBound,
  emaSpreadPublished,
  emaSpreadUnscaled,
  momentumNoiseBound,
  momentumNoise,
  rateBeta,
  rateRadius,
  nonsmoothSteps,
  nonsmoothGuarantee,
  nonsmoothAccuracy,
  smoothAccuracy,
  smoothReduction,
  secondOrderReduction,
  goldsteinReduction,
  stationarityAbs,
  adoptBound,
  adoptClippedBound,
  clipRateExponent,
  boundaryLayerMean,
  boundaryLayerQuantile,
  clipLevelPeriodic,
  clipLevelRandom,
  randomCriticalRmsprop,
  randomCriticalAdam,
  randomCriticalMomentumFirst,
  randomCriticalLaw,
  momentumFirstLaw,
  criticalJump,
  gradientJump,
  randomDriftAdopt,
  randomDriftRmsprop,
  randomDriftAdam,
  randomDriftMomentumFirst,
  randomDriftAmsgrad,
  randomInverseRoot,
  randomMeanSquare,
  rmspropBound,
  rmspropFloor,
  rmspropLimit,
  rmspropLimitLaw,
  travelLength,
  travelSteps,
  epsFloor,
  adamomentumMaxUpdate,
  adamomentumConstant,
  decreaseFrequency,
  escapeTimeRatio,
  adamJumpCap,
  adamomentumJumpCap,
  adamVariance,
  adamomentumVariance,
  adamVarianceLaw,
  adamomentumMomentRatio,
  adamomentumStepGain,
]
