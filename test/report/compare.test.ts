import { describe, expect, test } from 'vitest'
import { comparisonHtml } from '../../src/report/compare/html.ts'
import { comparisonMarkdown } from '../../src/report/compare/markdown.ts'
import { comparisonModel, type Directory } from '../../src/report/compare/model.ts'
import type { Summary, SummaryRun } from '../../src/report/summary.ts'
import { verdict } from './fixture.ts'

const run = (changes: Partial<SummaryRun> = {}): SummaryRun => ({
  problem: 'quadratic',
  optimizer: 'adam',
  rule: 'adam',
  dialect: null,
  hyper: { lr: 0.1, beta2: 0.999 },
  given: { d: 2 },
  horizon: 1000,
  seed: 1,
  status: 'finished',
  final: { gap: 1 },
  mutantOf: null,
  ...changes,
})

const runs = (gaps: readonly number[], changes: Partial<SummaryRun> = {}): SummaryRun[] =>
  gaps.map((gap, k) => run({ seed: k + 1, final: { gap }, ...changes }))

const summary = (changes: Partial<Summary> = {}): Summary => ({
  experiment: 'page',
  title: 'A page',
  digest: 'ab'.repeat(32),
  plots: null,
  claims: [],
  verdicts: [verdict()],
  runs: [],
  ...changes,
})

const directory = (path: string, changes: Partial<Summary> = {}, figures: Directory['figures'] = []): Directory => ({
  path,
  summary: summary({ digest: path, ...changes }),
  figures,
})

const compared = (a: readonly SummaryRun[], b: readonly SummaryRun[]) => {
  const [only] = comparisonModel([directory('a', { runs: a }), directory('b', { runs: b })]).differences
  if (!only) throw new Error('two directories have one comparison')
  return only.found
}

describe('paired differences', () => {
  test("are the mean of the pairs' differences, with Student's interval", () => {
    const [row, ...rest] = compared(runs([1, 2, 3, 4]), runs([2, 3.5, 4, 5.5])).rows
    expect(rest).toEqual([])
    // Differences 1, 1.5, 1, 1.5: mean 1.25, standard error 1/sqrt(48); t(0.995, 3) = 5.840909309733355 (tables).
    const half = 5.840909309733355 / Math.sqrt(48)
    expect(row).toMatchObject({ label: 'adam', measure: 'gap', meanA: 2.5, meanB: 3.75, mean: 1.25, pairs: 4, lost: 0 })
    expect(row?.interval?.[0]).toBeCloseTo(1.25 - half, 12)
    expect(row?.interval?.[1]).toBeCloseTo(1.25 + half, 12)
    expect(row?.sign).toBe('higher')
  })
  test('need no order, and leave out seeds that only one has', () => {
    const b = runs([2, 3.5, 4, 5.5, 100]).reverse()
    expect(compared(runs([1, 2, 3, 4]), b).rows[0]).toMatchObject({ mean: 1.25, pairs: 4, lost: 0 })
    expect(compared(runs([1, 2, 3, 4]), b).onlyB).toEqual(['adam (seed 5)'])
    expect(compared(b, runs([1, 2])).onlyA).toEqual(['adam (3 seeds, 3 to 5)'])
  })
  test.each([
    ['equal', [1, 2, 3], [1, 2, 3]],
    ['lower', [1, 2, 3], [0, 1, 2]],
    ['open', [1, 2, 3], [0, 9, 2]],
    ['open', [1], [2]],
    // 0 and -0 are two results.
    ['open', [0, 0], [-0, -0]],
  ])('%s: %j and %j', (sign, a, b) => {
    expect(compared(runs(a), runs(b)).rows[0]?.sign).toBe(sign)
  })
  test('count pairs of which a run diverged, or has no finite value, and do not use them', () => {
    const b = [...runs([2, 3, Number.NaN]), run({ seed: 4, status: 'diverged', final: { gap: 7 } })]
    expect(compared(runs([1, 2, 3, 4]), b).rows[0]).toMatchObject({ pairs: 2, lost: 2, mean: 1 })
    expect(compared(runs([Number.NaN]), runs([1])).rows[0]).toMatchObject({
      pairs: 0,
      lost: 1,
      mean: null,
      sign: 'open',
    })
  })
  test('that are none are counted and not listed', () => {
    const text = (b: readonly SummaryRun[]) => {
      const sides = [directory('a', { runs: both([1, 2]) }), directory('b', { runs: b })]
      return comparisonMarkdown(comparisonModel(sides), () => '')
    }
    const both = (gaps: readonly number[]) => [...runs([5, 6], { optimizer: 'same' }), ...runs(gaps)]
    expect(text(both([1, 2]))).toContain('All 2 final values are equal in every bit')
    const one = text(both([1, 3]))
    expect(one).toContain('1 of 2 rows is equal in every bit, and left out.')
    expect(one).toMatch(/^\| adam \| gap \|/m)
    expect(one).not.toMatch(/^\| same \|/m)
  })
  test('of many are those that differ most', () => {
    const many = (by: (k: number) => number) =>
      Array.from({ length: 150 }, (_, k) => runs([1 + by(k), 2 + 2 * by(k), 3], { optimizer: `o${k}` })).flat()
    const sides = [directory('a', { runs: many(() => 0) }), directory('b', { runs: many((k) => 1 + k) })]
    const markdown = comparisonMarkdown(comparisonModel(sides), () => '')
    expect(markdown).toContain('Shown are the 100 of 150 rows that differ most')
    expect(markdown.match(/^\| o\d+ \|/gm)).toHaveLength(100)
  })
  test('verdicts that differ say how, and a rule itself is on no problem', () => {
    const sides = [verdict({ problem: '' }), verdict({ problem: '', status: 'violated' })].map((one, k) =>
      directory(String(k), { verdicts: [one, verdict({ claim: 'other', slack: Number.POSITIVE_INFINITY })] }),
    )
    const model = comparisonModel(sides)
    expect(comparisonMarkdown(model, () => '')).toContain('violated **(worse)**')
    expect(comparisonHtml(model)).toContain('slack exact')
    expect(model.verdicts.map(({ where }) => where)).not.toContainEqual(expect.stringMatching(/, ,|, $/))
    expect(new Set(model.verdicts.map(({ where }) => where)).size).toBe(1)
  })
  test('leave mutants out', () => {
    expect(compared(runs([1], { mutantOf: 'claim' }), runs([1], { mutantOf: 'claim' }))).toEqual({
      rows: [],
      onlyA: [],
      onlyB: [],
    })
  })
  test('put what differs most, in units of its error, first', () => {
    const noisy = (optimizer: string, by: number) => ({
      a: runs([1, 2, 3, 4], { optimizer }),
      b: runs([1 + by, 2 + by, 3 + by, 4.1 + by], { optimizer }),
    })
    const all = [noisy('little', 0.1), noisy('much', 5), noisy('none', 0)]
    const { rows } = compared(
      all.flatMap(({ a }) => a),
      all.flatMap(({ b }) => b),
    )
    expect(rows.map(({ label }) => label)).toEqual(['much', 'little', 'none'])
  })
})

describe('which runs belong together', () => {
  test('a setting that was changed for all is named', () => {
    const b = runs([2], { hyper: { beta2: 0.999, lr: 0.01 }, dialect: 'torch' })
    expect(compared(runs([1]), b).rows[0]?.changed).toEqual(['rule: adam -> adam@torch', 'lr: 0.1 -> 0.01'])
  })
  test('points of a grid belong to the same point, also where another setting was changed', () => {
    const grid = (lr: number) => [0.9, 0.99].flatMap((beta2) => runs([beta2], { hyper: { lr, beta2 } }))
    const { rows, onlyA, onlyB } = compared(grid(0.1), grid(0.2))
    expect(rows.map(({ label, mean, changed }) => [label, mean, changed])).toEqual([
      ['adam, beta2=0.9', 0, ['lr: 0.1 -> 0.2']],
      ['adam, beta2=0.99', 0, ['lr: 0.1 -> 0.2']],
    ])
    expect([onlyA, onlyB]).toEqual([[], []])
  })
  test('another point of a grid, problem setting, horizon or optimizer has no partner, and is told of', () => {
    const at = (beta2: number) => runs([1], { hyper: { lr: 0.1, beta2 } })
    const { rows, onlyA, onlyB } = compared([...at(0.9), ...at(0.5)], [...at(0.9), ...at(0.7)])
    expect(rows).toHaveLength(1)
    expect([onlyA, onlyB]).toEqual([['adam, beta2=0.5'], ['adam, beta2=0.7']])
    for (const other of [{ given: { d: 3 } }, { horizon: 10 }, { optimizer: 'sgd' }, { problem: 'other' }]) {
      const found = compared(runs([1]), runs([1], other))
      expect(found.rows).toEqual([])
      expect([found.onlyA, found.onlyB].map((names) => names.length)).toEqual([1, 1])
    }
  })
})

describe('verdicts side by side', () => {
  const model = () =>
    comparisonModel([
      directory('a', {
        verdicts: [
          verdict(),
          verdict({ claim: 'both' }),
          verdict({ claim: 'only a' }),
          verdict({ claim: 'mended', status: 'violated' }),
        ],
      }),
      directory('b', {
        verdicts: [
          verdict({ status: 'violated' }),
          verdict({ claim: 'both', measured: 9 }),
          verdict({ claim: 'mended' }),
        ],
      }),
    ])
  test('changes come first, and which way they went is said', () => {
    const { verdicts, sentence } = model()
    expect(verdicts.map(({ claim, state, than }) => [claim, state, than[1]])).toEqual([
      ['adopt/limit', 'changed', 'worse'],
      ['mended', 'changed', 'better'],
      ['only a', 'partly', 'same'],
      ['both', 'same', 'same'],
    ])
    expect(sentence).toBe('2 verdicts of 4 differ (1 worse in B, 1 better in B); 1 is not in every directory.')
    const html = comparisonHtml(model())
    expect(html).toContain('class="overall bad"')
    expect(html).toContain('(worse)')
    expect(html).toContain('not there')
  })
  test('another point of a grid is another verdict', () => {
    const sides = [0.1, 0.5].map((beta2) => directory(String(beta2), { verdicts: [verdict({ at: { beta2 } })] }))
    expect(comparisonModel(sides).verdicts.map(({ state }) => state)).toEqual(['partly', 'partly'])
  })
  test('equal digests are told of', () => {
    const twins = [directory('a'), directory('b', { digest: 'x' }), directory('c', { digest: 'a' })]
    expect(comparisonModel(twins).sides.map(({ letter, sameAs }) => [letter, sameAs])).toEqual([
      ['A', null],
      ['B', null],
      ['C', 'A'],
    ])
    expect(comparisonHtml(comparisonModel(twins))).toContain('Same digest as A')
  })
})

describe('hostile text stays text', () => {
  const HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(2)> a|b `c` [f](http://g) </style>'
  const one = () =>
    directory(
      HOSTILE,
      {
        experiment: HOSTILE,
        title: HOSTILE,
        verdicts: [verdict({ claim: HOSTILE, optimizer: HOSTILE, at: { [HOSTILE]: HOSTILE } })],
        runs: [run({ optimizer: HOSTILE, final: { [HOSTILE]: 1 } })],
      },
      [
        {
          name: HOSTILE,
          title: HOSTILE,
          svg: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(4)</script></svg>',
        },
      ],
    )
  const other = () =>
    directory('b', {
      verdicts: [],
      runs: [run({ optimizer: HOSTILE, hyper: { lr: HOSTILE }, final: { [HOSTILE]: 2 } })],
    })
  test('in HTML, where nothing runs at all', () => {
    const html = comparisonHtml(comparisonModel([one(), other()]))
    expect(html).not.toContain('<script')
    expect(html).toContain('default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:')
    expect(html.match(/<\/style/g)).toHaveLength(1)
    expect(html.match(/<img /g)).toHaveLength(1)
    expect(html).toMatch(/<img src="data:image\/svg\+xml;base64,[A-Za-z0-9+/=]+" alt="/)
    for (const [tag] of html.matchAll(/<[a-z][^<>]*>/g)) expect(tag.replace(/"[^"]*"/g, '')).not.toMatch(/\son\w+=/)
    expect([...html.matchAll(/https?:[^\s"'<>)]*/g)].map(([address]) => address)).toEqual(
      html
        .split('http://g')
        .slice(1)
        .map(() => 'http://g'),
    )
    expect(html).not.toMatch(/href="http/)
  })
  test('in Markdown', () => {
    const markdown = comparisonMarkdown(
      comparisonModel([one(), other()]),
      (letter, name) => `plots/${letter}-${encodeURIComponent(name)}.svg`,
    )
    const outside = markdown.replaceAll('<br>', ' ').replace(/!\[[^\n]*?\]\(plots\/[^)\s]*\)/g, '')
    expect(outside).not.toMatch(/<\w|<\//)
    expect(outside).not.toMatch(/(?<!\\)\]\(/)
    for (const line of outside.split('\n').filter((text) => text.startsWith('|'))) expect(line).not.toContain('a|b')
  })
  test('is the same each time', () => {
    const text = () => comparisonHtml(comparisonModel([one(), other()]))
    expect(text()).toBe(text())
  })
})
