import type { Method } from '../method.ts'
import { averaged, delayed, residual, secondMoment } from '../orbit.ts'
import { BETA1_CENTRED, BETA2 } from '../parameters.ts'
import type { Wide } from '../wide.ts'

// The dialect that centres on m_(t-1) has residuals 1 / beta1 times as large, so beta1 times each of these drifts and the
// same critical beta2 (claim acprop/residual-dialect).

/** ACProp, g_t / sqrt(s_(t-1)), s the average of (g - m)^2. */
export const acprop: Method = {
  key: 'acprop',
  title: 'ACProp',
  claims: ['acprop/async-always-converges'],
  parameters: [BETA1_CENTRED, BETA2],
  terms: (g, beta1: number, beta2: number) => ({
    numerators: g,
    moments: previous(centred(g, beta1, beta2)),
  }),
}

/** ACProp with the first moment in the numerator, m_t / sqrt(s_(t-1)). */
export const acpropMomentum: Method = {
  key: 'acprop_m',
  title: 'ACProp with m_t for g_t in the numerator',
  claims: ['acprop/sharpened-m-numerator'],
  parameters: [BETA1_CENTRED, BETA2],
  terms: (g, beta1: number, beta2: number) => ({
    numerators: averaged(g, beta1),
    moments: previous(centred(g, beta1, beta2)),
  }),
}

/** ACProp made synchronous, g_t / sqrt(s_t). */
export const acpropSynchronous: Method = {
  key: 'acprop_s_now',
  title: 'ACProp with s_t for s_(t-1), its synchronous mutant',
  claims: ['acprop/async-always-converges'],
  parameters: [BETA1_CENTRED, BETA2],
  terms: (g, beta1: number, beta2: number) => ({ numerators: g, moments: centred(g, beta1, beta2) }),
}

function centred(g: readonly Wide[], beta1: number, beta2: number): Wide[] {
  return secondMoment(residual(g, beta1), beta2)
}

function previous(orbit: readonly Wide[]): Wide[] {
  return orbit.map((_, j) => delayed(orbit, j, 1))
}
