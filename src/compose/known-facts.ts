import { quote } from '../text/clip.ts'
import { withYaml, yamlEntry } from '../text/yaml-entry.ts'

/** Facts that pages and claims of the catalog ask for; a problem may state others too. */
export const KNOWN_FACTS = [
  ...['minimum', 'minimizer', 'convex', 'L', 'G', 'G2', 'mu', 'sigma', 'diameter', 'growth', 'skewness', 'tail_index'],
] as const

/** Why a fact has no value, and where it would be given. */
export const notStated = (fact: string, problem: string): string =>
  withYaml(
    `problem ${quote(problem)} states no such fact; a problem of your own can`,
    yamlEntry('facts', { [fact]: 1 }),
  )
