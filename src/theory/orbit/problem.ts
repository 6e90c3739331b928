import { NoValue } from '../../lang/definition.ts'
import { reachable } from '../../lang/facts.ts'
import type { Node } from '../../lang/node.ts'
import { noOrbit } from '../../messages/predictions.ts'
import { quote } from '../../text/clip.ts'
import type { LateRule, LateState } from './rule.ts'

const told = (node: Node): readonly [what: string, hint: string] | null => {
  if (node.kind === 'draw') return ['draws random numbers', 'an orbit is that of a rule without draws']
  if (node.kind === 'table' && node.name === 'grad')
    return ['asks for the gradient of the objective', 'all it may ask for is g, the gradients of the period']
  if (node.kind === 'param' && node.name === 'loss')
    return ['asks for the loss', 'all it may ask for is g, the gradients of the period']
  return node.kind === 'param' && node.name === 'T'
    ? ['depends on the horizon T', 'an orbit has no end: give the setting that uses T a number']
    : null
}

/** @throws NoValue if the rule has no orbit by its form */
export function checkForm({ states, x, moved }: LateRule): void {
  for (const node of reachable([moved, ...states.map(({ next }) => next)])) {
    const found = told(node)
    if (found) throw new NoValue(noOrbit(`the rule ${found[0]}`, found[1]), true)
  }
  const bent = states.find(({ next }) => reachable([next]).has(x))
  if (bent) throw dependsOnX(`its state ${quote(bent.name)} depends on x`)
}

export const dependsOnX = (how: string): NoValue =>
  new NoValue(
    noOrbit(
      `the rule has no orbit: ${how}`,
      'the gradients of the period are the same wherever x is, and so has the step to be; a weight decay has to be 0',
    ),
    true,
  )

/** States that are found by running, for they are not affine in themselves. */
export function checkForgetful(group: readonly LateState[]): void {
  for (const { name, next } of group) {
    if (![...reachable([next])].some(({ kind }) => kind === 'step')) continue
    throw new NoValue(
      noOrbit(
        `the rule has no orbit that its first steps do not decide: its state ${quote(name)} depends on t and is not affine in itself`,
        'use a dialect of the rule in which that state does without t, such as one without bias correction',
      ),
      true,
    )
  }
}

export const unsettled = (names: readonly string[], how: string): NoValue =>
  new NoValue(
    noOrbit(
      `the rule does not settle on an orbit: ${names.map(quote).join(', ')} ${how}`,
      'averages settle, as in v = beta2 * v + (1 - beta2) * g^2 with beta2 below 1; sums over all steps do not',
    ),
  )
