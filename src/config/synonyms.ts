import { didYouMean, nearest } from '../text/suggest.ts'
import { withYaml, yamlEntry } from '../text/yaml-entry.ts'

/** What papers and libraries call keys and settings, by the names that they may have in a page. */
const CALLED: readonly (readonly [names: string, synonyms: string])[] = [
  ['lr', 'learning_rate stepsize alpha eta gamma'],
  ['eps', 'epsilon eps_hat'],
  ['beta1', 'b1 momentum mu beta momentum_decay beta_m'],
  ['beta2', 'b2 rho smoothing beta_v decay_rate'],
  ['wd', 'weight_decay decay lambda l2'],
  ['d', 'dim dimension dimensions n_features size'],
  ['sigma scale', 'sigma scale std stddev noise_level'],
  ['steps', 'iterations iters epochs max_steps n_steps num_steps max_iter niter T'],
  ['horizons', 'lengths Ts'],
  ['seeds', 'repeats repetitions replicates runs trials n_seeds'],
  ['record', 'record_every log_every points checkpoints'],
  ['measures', 'metrics metric observables quantities'],
  ['claims', 'theorems assertions hypotheses tests'],
  ['plots', 'figures charts graphs'],
  ['optimizers', 'algorithm algorithms methods solvers solver'],
  ['problem', 'task objective'],
  ['objective', 'function f cost'],
  ['loss', 'losses sample_loss'],
  ['start', 'x0 init initial'],
  ['domain', 'constraint constraints bounds'],
  ['hyper', 'params parameters hyperparameters hyperparams defaults'],
  ['step', 'update update_rule rule'],
  ['state', 'buffers variables'],
  ['within', 'tolerance tol atol rtol'],
  ['predict', 'expected value limit'],
  ['colour', 'color'],
]

const plain = (name: string): string => name.toLowerCase().replaceAll(/[_-]/g, '')

const NAMES: ReadonlyMap<string, readonly string[]> = CALLED.flatMap(([names, synonyms]) =>
  synonyms.split(' ').map((synonym) => [plain(synonym), names.split(' ')] as const),
).reduce(
  (all, [synonym, names]) => all.set(synonym, [...(all.get(synonym) ?? []), ...names]),
  new Map<string, readonly string[]>(),
)

/** Some names; which is asked only. */
type Names = Pick<ReadonlySet<string>, 'has'>
const NONE: Names = new Set()

/**
 * The known name that was probably meant: the one that is called so elsewhere, or the one that is spelt like it.
 *
 * @param given names that have a value already: another word for one of these means something else
 */
export function keyMeant(name: string, known: readonly string[], given: Names = NONE): string | undefined {
  const other = (NAMES.get(plain(name)) ?? []).find((one) => known.includes(one) && !given.has(one))
  return other ?? nearest(name, known)
}

/** A hint such as `did you mean 'lr'?`, or undefined if no known name is meant. */
export function suggestKey(name: string, known: readonly string[], given?: Names): string | undefined {
  const meant = keyMeant(name, known, given)
  return meant === undefined ? undefined : didYouMean(meant)
}

/** What to write for several settings in one, as in `betas: [0.9, 0.999]`; undefined if it is none. */
export function oneByOne(name: string, value: unknown, known: readonly string[]): string | undefined {
  if (!name.endsWith('s') || !Array.isArray(value)) return undefined
  const names = value.map((_, k) => `${name.slice(0, -1)}${k + 1}`)
  if (names.length === 0 || !names.every((one) => known.includes(one))) return undefined
  const entries = names.map((one, k) => yamlEntry(one, value[k]))
  return withYaml('each is a setting of its own', entries.includes(null) ? null : entries.join(', '))
}
