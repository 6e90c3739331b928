import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { attempt } from '../../scripts/fuzz/attempt.ts'
import { mutant } from '../../scripts/fuzz/mutate.ts'
import { Random } from '../../scripts/fuzz/random.ts'
import { seedPages } from '../../scripts/fuzz/seeds.ts'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import { found, page } from './support.ts'

// Exact predictions take their time; what is wrong with pages that call them, `npm run fuzz` looks for.
const slow = new RegExp(`\\b(${fileCatalog().names('prediction').join('|')})\\(`)
const pages = seedPages(process.cwd()).filter((tree) => !slow.test(stringify(tree)))

describe('an internal error is never the answer to a page', () => {
  it.each([0, 1, 2, 3])('500 changed pages, part %s', { timeout: 300_000 }, async (part) => {
    const wrong: string[] = []
    const outcomes = new Set<string>()
    for (let seed = 1 + 500 * part; seed <= 500 * (part + 1); seed++) {
      const { outcome, wrong: why } = await attempt(mutant(pages, new Random(seed)), seed % 5 === 0)
      outcomes.add(outcome)
      if (why !== null) wrong.push(`seed ${seed}: ${why}`)
    }
    expect(wrong).toEqual([])
    expect([...outcomes].sort()).toEqual(['accepted', 'refused', 'run'])
  })

  it.each<[string, string, string]>([
    [
      'a draw without a law',
      page({
        problem: '{name: p, draw: {u: {per: step}}, loss: sum(x) * u, start: 0, facts: {minimum: 0}}',
        measures: '{f: norm(x)}',
      }),
      '2:27 this draw has no law [of a law such as gaussian or uniform: u: {use: gaussian, per: step}]',
    ],
    [
      'a name that every object has',
      page({ measures: '{far: constructor}' }),
      "5:17 'constructor' cannot be used in a formula",
    ],
    ['a key that every object has', page({ optimizers: '{use: sgd, toString: 1}' }), "3:24 'toString' cannot be a key"],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual([expected])
  })
})
