import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ledgerHtml } from '../../src/report/ledger/html.ts'
import { type LedgerEntry, ledgerModel } from '../../src/report/ledger/model.ts'
import { verdict } from './fixture.ts'

const entry = (path: string, changes: Partial<LedgerEntry['summary']> = {}, report = true): LedgerEntry => ({
  path,
  report,
  summary: {
    experiment: path,
    title: `Page ${path}`,
    digest: '',
    plots: [],
    claims: [],
    verdicts: [],
    runs: [],
    ...changes,
  },
})

describe('the page on many results', () => {
  test('has a row for each claim, by its verdict that is furthest from what is expected, and those that need a reader first', () => {
    const { rows, counts, sentence } = ledgerModel('All', [
      entry('a', { verdicts: [verdict({ claim: 'good' })] }),
      entry('b', {
        verdicts: [verdict({ claim: 'bad' }), verdict({ claim: 'bad', status: 'violated', at: { beta2: 0.5 } })],
      }),
      entry('c', { verdicts: [verdict({ claim: 'open', status: 'inconclusive' })] }),
      entry('d', { claims: [{ id: 'unjudged', title: 'T', source: null, statement: null }] }),
      entry('e', { verdicts: [verdict({ claim: 'missed', mutants: { wrong: 'missed' } })] }),
    ])
    expect(rows.map(({ claim, worst, points }) => [claim, worst.tone, points])).toEqual([
      ['bad', 'bad', 2],
      ['missed', 'bad', 1],
      ['open', 'open', 1],
      ['unjudged', 'open', 0],
      ['good', 'good', 1],
    ])
    expect(rows[0]?.worst.where).toBe('adopt, beta2=0.5')
    expect(counts).toEqual({ good: 1, bad: 2, open: 2 })
    expect(sentence).toBe('1 of 5 claims as expected; 1 contradicts the expectation; 1 misses a mutant; 2 not decided.')
  })
  test('leads to the claim in its report, and names results that claim nothing', () => {
    const { rows, silent } = ledgerModel('All', [
      entry('papers/50 % done?', { verdicts: [verdict({ claim: 'a b/c' })] }),
      entry('old', { verdicts: [verdict()] }, false),
      entry('drawn'),
    ])
    expect(rows.map(({ href }) => href)).toEqual(['papers/50%20%25%20done%3F/report.html#claim/a%20b/c', null])
    expect(silent).toEqual([{ path: 'drawn', title: 'Page drawn', href: 'drawn/report.html' }])
  })
  test('lets its own script run and no other', () => {
    const hostile = '</script><script>alert(1)</script><img src=x onerror=alert(2)></style>'
    const html = ledgerHtml(
      ledgerModel(hostile, [
        entry(hostile, {
          title: hostile,
          verdicts: [verdict({ claim: hostile, optimizer: hostile, at: { [hostile]: hostile } })],
        }),
        entry('x'.concat(hostile), { title: hostile }),
      ]),
    )
    const scripts = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, code = '']) => code)
    expect(scripts).toHaveLength(1)
    expect(html.match(/<\/?script/g)).toHaveLength(2)
    const hash = createHash('sha256')
      .update(scripts[0] ?? '')
      .digest('base64')
    expect(html).toContain(`default-src &#39;none&#39;; script-src &#39;sha256-${hash}&#39;; style-src`)
    expect(html).not.toMatch(/unsafe-eval|<img/)
    expect(html.match(/<\/style/g)).toHaveLength(1)
    for (const [tag] of html.matchAll(/<[a-z][^<>]*>/g)) expect(tag.replace(/"[^"]*"/g, '')).not.toMatch(/\son\w+=/)
  })
})
