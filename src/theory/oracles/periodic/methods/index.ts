import type { Method } from '../method.ts'
import { acprop, acpropMomentum, acpropSynchronous } from './acprop.ts'
import { adabelief } from './adabelief.ts'
import { adam } from './adam.ts'
import { adamomentum } from './adamomentum.ts'
import { adashift } from './adashift.ts'
import { amsgrad } from './amsgrad.ts'
import { adopt, async } from './async.ts'
import { momentumFirst } from './momentum-first.ts'
import { rmsprop } from './rmsprop.ts'

/** Every update rule whose periodic orbit is known exactly. */
export const METHODS: readonly Method[] = [
  rmsprop,
  adam,
  amsgrad,
  adabelief,
  adashift,
  async,
  adopt,
  momentumFirst,
  acprop,
  acpropMomentum,
  acpropSynchronous,
  adamomentum,
]
