import { expect, it } from 'vitest'
import { mutationMarkdown } from '../../src/report/mutation.ts'
import { mutationScores } from '../../src/theory/mutation-score.ts'
import type { ClaimTrials, Fate, Trial } from '../../src/theory/trials.ts'

const trial = (name: string, fate: Fate, kind: Trial['kind'] = 'mutant'): Trial => ({
  kind,
  of: 'adam #2',
  rule: 'adam',
  name,
  note: `note of ${name}`,
  fate,
})

const PAGES: ClaimTrials[][] = [
  [
    {
      claim: 'a/one',
      sampled: false,
      trials: [trial('x', 'killed'), trial('y', 'survived'), trial('z', 'same'), trial('sgd', 'survived', 'rival')],
    },
  ],
  [{ claim: 'a/two', sampled: true, trials: [trial('x', 'survived'), trial('y', 'untried'), trial('w', 'broken')] }],
]

it('a mutant is noticed if one claim of any page notices it; a survivor has all that it was tried on', () => {
  expect(mutationScores(PAGES)).toEqual([
    {
      rule: 'adam',
      tried: 4,
      killed: 2,
      survivors: [
        { name: 'y', note: 'note of y', fates: { survived: 1, untried: 1 } },
        { name: 'z', note: 'note of z', fates: { same: 1 } },
      ],
    },
  ])
})

it('the page of the reference run has rules, survivors with their reasons, and claims', () => {
  const text = mutationMarkdown(PAGES, (_, mutant) => (mutant === 'z' ? 'the same when eps = 0' : null))
  expect(text).toContain('2 mutants of 4 are noticed by at least one claim.')
  expect(text).toContain('| adam | 4 | 2 | 50.0 % |')
  expect(text).toContain('- `y` (note of y): 1 claim holds of it too, cannot be judged by 1 claim')
  expect(text).toContain('- `z` (note of z): the same when eps = 0; computes the same at the settings of 1 claim')
  expect(text).toContain('| a/one | 1 of 2 | sgd |')
  expect(text).toContain('| a/two | 1 of 2, of a sample |')
})
