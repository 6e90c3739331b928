import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { verdictsOf } from '../theory/page.ts'

const FOLDER = 'test/acceptance/adversarial'

/** Pages that sell something false, each with what its claim may end as, and what is said with it. */
const ENDS: Readonly<Record<string, { status: string; says: string }>> = {
  // What holds on a ladder of horizons may hold no longer beyond it.
  'rmsprop-fixed-beta2': { status: 'holds', says: 'up to T = 10000, beyond which nothing is seen' },
  'late-spikes': { status: 'holds', says: 'up to T = 2000' },
  'noisy-parabola': { status: 'violated', says: 'claimed at most -1' },
  'pareto-mean': { status: 'inconclusive', says: 'so skewed that their mean has no limit on this side' },
  'past-two-over-l': { status: 'inconclusive', says: 'not yet asymptotic' },
  'slow-oscillation': { status: 'violated', says: 'at every one of the last 25,001 steps up to T = 100001' },
}

it('meets each page of the folder', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(
    Object.keys(ENDS)
      .sort()
      .map((name) => `${name}.yaml`),
  )
})

it.each(Object.entries(ENDS))('%s is not sold without a word', async (name, { status, says }) => {
  const { sold } = await verdictsOf(readFileSync(`${FOLDER}/${name}.yaml`, 'utf8'))
  expect(sold?.status).toBe(status)
  expect(sold?.reason).toContain(says)
})
