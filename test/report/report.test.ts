import { describe, expect, test } from 'vitest'
import type { VerdictStatus } from '../../src/config/claim.ts'
import type { ProblemEntry } from '../../src/config/entry.ts'
import type { Experiment } from '../../src/config/experiment.ts'
import { problemOf } from '../../src/config/replay.ts'
import type { Trace } from '../../src/config/trace.ts'
import { plotSpec } from '../../src/plots/plot.ts'
import { renderSvg } from '../../src/plots/render.ts'
import { reportHtml } from '../../src/report/html.ts'
import { reportMarkdown } from '../../src/report/markdown.ts'
import { type ReportInput, reportModel } from '../../src/report/model.ts'
import { escapeMarkdown, fenced } from '../../src/text/markdown.ts'
import { fakeTraces, grid, linspace, trajectory } from '../plots/fixture.ts'
import { ADOPT_STEP, adopt, block, formula, limitClaim, quadratic, reportInput, verdict } from './fixture.ts'

const page = (changes: Partial<ReportInput> = {}, experiment: Partial<Experiment> = {}) =>
  reportModel({ ...reportInput(experiment), ...changes })

async function figure(name: string) {
  const { traces, experiment } = reportInput()
  const { spec, notes } = plotSpec(trajectory({ title: name }), experiment, traces)
  return { name, title: name, svg: await renderSvg(spec), notes }
}

const HOSTILE =
  '</script><script>alert(1)</script><img src=x onerror=alert(2)> {{x}} \u0024{x} a|b `c` $d$ "e" &amp; [f](http://g)'

describe('what the report says', () => {
  test('the rule is the text that ran, and its TeX comes from the same tree', () => {
    const html = reportHtml(page())
    expect(html).toContain(`v = g^2\n${ADOPT_STEP}</pre>`)
    expect(html).toContain('v \\leftarrow \\beta_2 v')
    const changed = page({}, { optimizers: [adopt({ step: block('x = x - 7 * lr * g') })] })
    expect(changed.optimizers[0]?.step).toEqual([expect.stringContaining('7')])
    expect(reportHtml(changed)).not.toContain('clip')
  })
  test('settings replace defaults', () => {
    const settings = page().optimizers[0]?.settings ?? []
    expect(settings.map((s) => [s.name, s.text, s.byDefault])).toEqual([
      ['lr', '0.01/sqrt(1 + 0.01*t)', false],
      ['beta1', '0.9', true],
      ['beta2', '0.1, 0.5, 0.999', false],
      ['eps', '1e-6', true],
    ])
  })
  test('a problem has one dimension, the one it ran with', () => {
    const lines = (entry: Partial<ProblemEntry>) => {
      const [section] = page({}, { problems: [{ ...quadratic(), settings: {}, ...entry }] }).problems
      return [
        section?.lines.filter((line) => line.startsWith('d =')),
        section?.settings.map((s) => `${s.name} ${s.text}`),
      ]
    }
    const ten = { ...quadratic().page, hyper: {}, d: formula('10') }
    expect(lines({ page: ten })).toEqual([['d = 10'], []])
    expect(lines({ page: ten, settings: { d: [3, 20] } })).toEqual([[], ['d 3, 20']])
    const trace = { rows: 1, start: [1, 2], gradients: new Float64Array(2), implementation: null }
    expect(lines({ page: problemOf(trace as unknown as Trace, 'trace.jsonl') })[0]).toEqual(['d = 2'])
  })
  test('finals are median and quartiles of the seeds that finished', () => {
    const values = [1, 2, 3, 4, 1000].map((v, seed) => ({ seed, values: { gap: () => v } }))
    const lost = { seed: 9, status: 'diverged' as const, steps: 5, values: { gap: () => 1e300 } }
    const { runs } = page({ traces: fakeTraces([...values, lost]) })
    expect(runs.rows).toEqual([
      { label: 'adam', runs: 6, diverged: 1, failed: 0, finals: [{ median: 3, low: 2, high: 4 }] },
    ])
    expect(runs).toMatchObject({ total: 6, diverged: 1, mutants: 0 })
  })
  test('a large grid is cut with a word', () => {
    const values = linspace(0, 0.9, 30)
    const model = page({ traces: fakeTraces(grid(values, values, () => 1)) })
    expect(model.runs.rows.length + model.runs.hidden).toBe(900)
    expect(model.runs.hidden).toBeGreaterThan(0)
    expect(reportHtml(model)).toContain(`${model.runs.hidden} more rows`)
    expect(reportMarkdown(model)).toContain(`${model.runs.hidden} more rows`)
  })
})

describe('verdicts', () => {
  test.each<[VerdictStatus, VerdictStatus, string, string]>([
    ['holds', 'holds', 'good', 'holds'],
    ['violated', 'violated', 'good', 'violated (expected)'],
    ['violated', 'holds', 'bad', 'violated'],
    ['holds', 'violated', 'bad', 'holds (unexpected)'],
    ['inconclusive', 'holds', 'open', 'inconclusive'],
    ['not-measured', 'not-measured', 'good', 'not-measured (expected)'],
    ['hypotheses-not-met', 'hypotheses-not-met', 'good', 'hypotheses-not-met (expected)'],
    ['error', 'holds', 'open', 'error'],
  ])('%s where %s is expected is %s', (status, expected, tone, words) => {
    const model = page({ verdicts: [verdict({ status, expect: expected })] })
    expect(model.claims[0]?.rows[0]).toMatchObject({ tone, status: words })
    expect(model.overall.tone).toBe(tone)
    expect(reportHtml(model)).toContain(`class="status ${tone}"`)
    expect(reportMarkdown(model)).toContain(escapeMarkdown(words))
  })
  test('a claim that nobody judged, and a mutant that was missed, are not good', () => {
    expect(page({ verdicts: [] }).overall.tone).toBe('open')
    expect(reportHtml(page({ verdicts: [] }))).toContain('not-measured')
    const two = page({}, { claims: [limitClaim(), limitClaim({ id: 'other' })] })
    expect(two.overall).toMatchObject({ tone: 'open', sentence: '1 of 2 verdicts as expected; 1 not decided.' })
    const missed = page({ verdicts: [verdict({ mutants: { 'adopt@v_t': 'missed' } })] })
    expect(missed.overall).toMatchObject({ tone: 'bad', sentence: '0 of 1 verdict as expected; 1 misses a mutant.' })
    expect(reportHtml(missed)).toMatch(/missed<\/strong> <code>adopt@v_t<\/code>/)
    expect(reportMarkdown(missed)).toContain('Mutants missed: adopt@v')
  })
  test('of many verdicts none that needs a reader is hidden', () => {
    const verdicts = Array.from({ length: 500 }, (_, k) =>
      verdict({ at: { k }, status: k > 420 ? 'violated' : 'holds' }),
    )
    const [claim] = page({ verdicts }).claims
    expect(claim?.rows.filter((row) => row.tone === 'bad')).toHaveLength(79)
    expect((claim?.rows.length ?? 0) + (claim?.hidden ?? 0)).toBe(500)
    expect(claim?.hidden).toBeGreaterThan(0)
  })
})

describe('html', () => {
  test('asks for nothing: no address but those of names', async () => {
    const html = reportHtml(
      page({ figures: [await figure('a'), await figure('b')], katexCss: '.katex{color:inherit}' }),
    )
    const addresses = [...html.matchAll(/https?:[^\s"'<>)]*/g)].map((m) => m[0])
    expect(new Set(addresses)).toEqual(
      new Set(['http://www.w3.org/2000/svg', 'http://www.w3.org/1999/xlink', 'http://www.w3.org/1998/Math/MathML']),
    )
    expect(html).not.toMatch(/<(link|iframe|object|embed|base)\b|\ssrc=|@import/)
    expect(html).toContain('default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;')
  })
  test('figures inlined together share no id', async () => {
    const one = {
      ...(await figure('a')),
      svg: '<svg viewBox="0 0 1 1"><rect id="id0"/><g clip-path="url(#id0)"/></svg>',
    }
    const html = reportHtml(page({ figures: [one, { ...one, name: 'c' }, await figure('b')] }))
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map((m) => m[1])
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, reference] of html.matchAll(/url\(#([^)]*)\)/g)) expect(ids).toContain(reference)
  })
  test('is the same each time', () => {
    expect(reportHtml(page())).toBe(reportHtml(page()))
  })
  test("formulas are MathML alone without KaTeX's style, and laid out with it", () => {
    expect(reportHtml(page())).not.toContain('katex-html')
    expect(reportHtml(page({ katexCss: '.katex{}' }))).toContain('katex-html')
    expect(reportHtml(page())).not.toContain('katex-error')
  })
})

describe('hostile text stays text', () => {
  const hostile = () =>
    page(
      {
        verdicts: [
          verdict({
            claim: HOSTILE,
            optimizer: HOSTILE,
            reason: HOSTILE,
            at: { [HOSTILE]: HOSTILE },
            mutants: { [HOSTILE]: 'missed' },
          }),
        ],
        figures: [
          { name: '../../x" onload="y', title: HOSTILE, svg: '<svg viewBox="0 0 1 1"></svg>', notes: [HOSTILE] },
        ],
        replay: HOSTILE,
        digest: HOSTILE,
        versions: { [HOSTILE]: HOSTILE },
        traces: fakeTraces([{ optimizer: HOSTILE, hyper: { [HOSTILE]: HOSTILE }, values: { [HOSTILE]: () => 1 } }]),
        katexCss: 'a{}</style><script>alert(3)</script>',
      },
      {
        name: HOSTILE,
        title: HOSTILE,
        description: HOSTILE,
        claims: [limitClaim({ id: HOSTILE, title: HOSTILE, statement: HOSTILE, source: HOSTILE })],
        optimizers: [
          {
            ...adopt({ title: HOSTILE, notes: [HOSTILE], source: { paper: HOSTILE, where: HOSTILE, note: HOSTILE } }),
            label: HOSTILE,
          },
        ],
        problems: [{ ...quadratic({ title: HOSTILE }), label: HOSTILE }],
      },
    )
  test('in HTML', () => {
    const html = reportHtml(hostile())
    expect(html.match(/<script/g)).toHaveLength(1)
    expect(html.match(/<\/script/g)).toHaveLength(1)
    expect(html).not.toMatch(/<img|<a href="http/)
    expect(html.match(/<\/style/g)).toHaveLength(1)
    expect(html).toContain('{{x}} \u0024{x} a|b `c`')
    const data = /<script type="application\/json" id="adam-lab-report">(.*?)<\/script>/s.exec(html)?.[1] ?? ''
    expect(JSON.parse(data).title).toBe(HOSTILE)
    for (const [tag] of html.matchAll(/<[a-z][^<>]*>/g)) expect(tag.replace(/"[^"]*"/g, '')).not.toMatch(/\son\w+=/)
  })
  test('in Markdown', () => {
    const markdown = reportMarkdown(hostile())
    const outside = markdown
      .replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '')
      .replace(/^(<details><summary>[A-Z][a-z]+<\/summary>|<\/details>)$/gm, '')
    expect(outside).not.toMatch(/<\w|<\//)
    expect(outside.replace(/^!\[.*$/gm, '')).not.toMatch(/(?<!\\)\]\(/)
    expect(outside).not.toContain('a|b')
    for (const row of outside.split('\n').filter((line) => line.startsWith('| ✓') || line.startsWith('| ✗')))
      expect(row.match(/(?<!\\)\|/g)).toHaveLength(8)
    expect(outside).toContain('](plots/..%2F..%2Fx%22%20onload%3D%22y.svg)')
  })
  test('a fence is longer than what it holds', () => {
    expect(fenced('a\n````\nb').text).toBe('`````text\na\n````\nb\n`````')
    expect(escapeMarkdown('1. a\n# b')).toBe('1\\. a \\# b')
  })
})

test('Markdown has verdicts and figures first, and all parts that it folds are closed again', async () => {
  const markdown = reportMarkdown(page({ figures: [await figure('gap')] }))
  const order = ['adopt/limit | adopt, beta2=0.1', '![gap]', '<details><summary>Claims', '<details><summary>Rules']
  const places = order.map((text) => markdown.indexOf(text))
  expect(places).not.toContain(-1)
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(markdown.match(/^<details>/gm)).toHaveLength(markdown.match(/^<\/details>$/gm)?.length ?? 0)
  expect(markdown).toContain('Mutants caught: adopt@v\\_t.')
})

test('Markdown has the figure by file, the formulas between dollars, and the digest', async () => {
  const markdown = reportMarkdown(page({ figures: [await figure('gap')] }))
  expect(markdown).toContain('![gap](plots/gap.svg)')
  expect(markdown).toMatch(/- \$v \\leftarrow .*g\^\{2\}\$/)
  expect(markdown).toContain('ab'.repeat(32))
  expect(markdown).toContain('adam-lab run adopt-toy.yaml')
})
