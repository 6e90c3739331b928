import { expect, it } from 'vitest'
import type { Finding } from '../../src/theory/finding.ts'
import { keepViolations as keepAtLevel } from '../../src/theory/multiplicity.ts'

const keepViolations = (found: Parameters<typeof keepAtLevel>[0]) => keepAtLevel(found, 0.01)

const finding = (chance: number | null, status: Finding['status'] = 'violated'): Finding => ({
  status,
  predicted: 0,
  measured: 1,
  interval: null,
  slack: null,
  n: 20,
  reason: 'because',
  chance,
})
const statuses = (chances: readonly (number | null)[], exploratory: boolean) =>
  keepViolations(chances.map((chance) => ({ finding: finding(chance), exploratory }))).map(({ status }) => status)

// Of 10 tests at 1 %: Holm asks the k-th smallest for 0.01 / (11 - k), Benjamini and Hochberg for 0.01 k / 10.
const CHANCES = [0.0009, 0.0015, 0.0029, 0.0039, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]

it("keeps for the family what Holm's rule keeps, and for a sweep what Benjamini and Hochberg's does", () => {
  const kept = (found: readonly string[]) => found.filter((status) => status === 'violated').length
  expect(kept(statuses(CHANCES, false))).toBe(1)
  expect(kept(statuses(CHANCES, true))).toBe(4)
})

it('makes the others inconclusive, and says by which rule', () => {
  const [first, second] = keepViolations(CHANCES.map((chance) => ({ finding: finding(chance), exploratory: false })))
  expect(first?.reason).toBe("because; it stands among 10 random verdicts of this page (Holm's rule)")
  expect(second).toMatchObject({ status: 'inconclusive', reason: expect.stringContaining("(p = 0.0015, Holm's rule)") })
  const [only] = keepViolations([{ finding: finding(0.005), exploratory: true }])
  expect(only).toMatchObject({ status: 'violated', reason: 'because' })
})

it('leaves alone what rests on no chance, and what is not violated; the two families do not mix', () => {
  const mixed = keepViolations([
    { finding: finding(null), exploratory: false },
    { finding: finding(0.9, 'holds'), exploratory: false },
    { finding: finding(0.004), exploratory: false },
    ...Array.from({ length: 50 }, () => ({ finding: finding(0.9), exploratory: true })),
  ])
  expect(mixed.slice(0, 3).map(({ status }) => status)).toEqual(['violated', 'holds', 'violated'])
  expect(mixed.slice(0, 2).map(({ reason }) => reason)).toEqual(['because', 'because'])
})
