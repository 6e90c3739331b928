import { describe, expect, it } from 'vitest'
import { ledgerRows, totals, totalsByPaper, worstFirst, worstOf } from '../../src/theory/ledger.ts'
import { claimOf, rowOf, verdict } from './rows.ts'

describe('the verdict that counts', () => {
  it('is the one furthest from its expectation', () => {
    const order = ['holds', 'inconclusive', 'hypotheses-not-met', 'not-measured', 'error', 'violated'] as const
    for (const [k, status] of order.entries()) {
      const found = [...order.slice(0, k + 1)].map((one) => verdict({ status: one }))
      expect(worstOf(found)?.status).toBe(status)
      expect(worstOf([...found].reverse())?.status).toBe(status)
    }
  })

  it('is `holds` where `violated` is expected at every point', () => {
    const points = [
      verdict({ status: 'violated', expect: 'violated' }),
      verdict({ status: 'holds', expect: 'violated' }),
    ]
    expect(worstOf(points)?.status).toBe('holds')
  })

  it('has the least slack among those that are as expected; a slack that is not a number is the least', () => {
    const slacks = [3, null, Number.POSITIVE_INFINITY, 1.5, 2]
    expect(worstOf(slacks.map((slack) => verdict({ slack })))?.slack).toBe(1.5)
    expect(worstOf([...slacks, Number.NaN].map((slack) => verdict({ slack })))?.slack).toBeNaN()
  })
})

describe('a row', () => {
  it('is not-measured, and no success, if nothing was judged', () => {
    const [row] = ledgerRows({ paper: 'p', file: 'f', claims: [claimOf(verdict())] }, [])
    expect(row).toMatchObject({ code: 3, worst: { status: 'not-measured' }, line: 7 })
  })

  it('takes its verdicts by the id of the claim', () => {
    const claims = ['a', 'b'].map((claim) => claimOf({ claim, expect: 'holds' }))
    const found = [verdict({ claim: 'b', status: 'violated' }), verdict({ claim: 'a' }), verdict({ claim: 'b' })]
    const rows = ledgerRows({ paper: 'p', file: 'f', claims }, found)
    expect(rows.map(({ code, verdicts }) => [code, verdicts.length])).toEqual([
      [0, 1],
      [1, 2],
    ])
  })

  it('names mutants by their rules, and holds those that are missed against a decided claim only', () => {
    const mutants = {
      'adam@a (mutant of paper/claim)': 'caught',
      'adam@b (mutant of paper/claim)': 'missed',
    } as const
    expect(rowOf([verdict({ mutants })])).toMatchObject({
      code: 1,
      mutants: ['adam@a', 'adam@b'],
      caught: ['adam@a'],
      missed: ['adam@b'],
    })
    expect(rowOf([verdict({ mutants, status: 'inconclusive' })])).toMatchObject({ code: 3, missed: [] })
  })
})

const rows = [
  rowOf([verdict({ claim: 'fine' })], 'a.yaml', 'one'),
  rowOf([verdict({ claim: 'open', status: 'inconclusive' })], 'a.yaml', 'one'),
  rowOf([verdict({ claim: 'wrong', status: 'violated' })], 'b.yaml', 'two'),
  rowOf([verdict({ claim: 'fails', status: 'violated', expect: 'violated' })], 'b.yaml', 'two'),
  rowOf([verdict({ claim: 'lucky', status: 'holds', expect: 'violated' })], 'b.yaml', 'two'),
  rowOf([verdict({ claim: 'blind', mutants: { m: 'missed' } })], 'b.yaml', 'two'),
]

it('puts the worst first and keeps the order of the rest', () => {
  expect(worstFirst(rows).map(({ claim }) => claim.id)).toEqual(['wrong', 'lucky', 'blind', 'open', 'fine', 'fails'])
})

it('counts by paper, and keeps apart what is expected and what is not', () => {
  expect(totalsByPaper(rows)).toEqual([
    { paper: 'one', claims: 2, verdicts: { holds: 1, inconclusive: 1 }, missed: 0 },
    {
      paper: 'two',
      claims: 4,
      verdicts: { violated: 1, 'violated (expected)': 1, 'holds (unexpected)': 1, 'holds (misses a mutant)': 1 },
      missed: 1,
    },
  ])
  expect(totals('all', rows).claims).toBe(6)
})
