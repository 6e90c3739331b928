import { parse, View } from 'vega'
import { describe, expect, test } from 'vitest'
import { plotSpec } from '../../src/plots/plot.ts'
import { renderSvg } from '../../src/plots/render.ts'
import { packRows, unpackRows } from '../../src/report/browser/columns.ts'
import { csv } from '../../src/report/browser/data-table.ts'
import { type FigureProgram, members } from '../../src/report/browser/program.ts'
import { switchScale } from '../../src/report/browser/switch-scale.ts'
import { ALL, isAll, moved, selected, zoomed } from '../../src/report/browser/window.ts'
import { evidence } from '../../src/report/glance.ts'
import { reportHtml } from '../../src/report/html.ts'
import { hypothesisRows } from '../../src/report/hypotheses.ts'
import { instrument } from '../../src/report/instrument.ts'
import { reportModel } from '../../src/report/model.ts'
import { fakeTraces, seeds, trajectory } from '../plots/fixture.ts'
import { formula, limitClaim, reportInput } from './fixture.ts'

const runtime = { code: 'void 0', sha256: 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=' }

/** Vega's own drawing of a figure, as the page would draw it. */
async function draw(program: FigureProgram, signals: Record<string, unknown> = {}): Promise<View> {
  const spec = structuredClone(program.spec)
  for (const data of members(spec, 'data')) {
    const table = program.tables[String(data.name)]
    if (table) data.values = unpackRows(table)
  }
  const view = new View(parse(spec as never), { renderer: 'none' })
  for (const [name, value] of Object.entries(signals)) view.signal(name, value)
  return view.runAsync()
}

const chart = (changes = {}) => plotSpec(trajectory(changes), reportInput().experiment, reportInput().traces).spec

describe('tables by columns', () => {
  test('read back to their rows', () => {
    const rows = [
      { series: 'a', t: 1, low: null, mixed: 1 },
      { series: 'b', t: Number.POSITIVE_INFINITY, low: -1.5e-300, mixed: 'x' },
      { series: 'a', t: 0.123456789012, low: 0, mixed: null },
    ]
    const read = unpackRows(JSON.parse(JSON.stringify(packRows(rows))))
    expect(read).toEqual([rows[0], rows[1], { ...rows[2], t: 0.123456789 }])
  })
  test('are a third of their rows', () => {
    const rows = Array.from({ length: 500 }, (_, t) => ({
      series: `adam, beta2=${t % 3}`,
      t,
      median: 1 / (t + 1),
      low: 1,
    }))
    expect(JSON.stringify(packRows(rows)).length).toBeLessThan(JSON.stringify(rows).length / 3)
  })
  test('are saved as RFC 4180 has it', () => {
    expect(csv(['a"', 'b'], [{ 'a"': 'x,y', b: null }])).toBe('"a""",b\r\n"x,y",\r\n')
  })
})

describe('the part of an axis that is seen', () => {
  test('keeps the point under the wheel where it is', () => {
    const [from, to] = zoomed([0.2, 0.6], 0.25, 0.5)
    expect(to - from).toBeCloseTo(0.2, 12)
    expect(from + 0.25 * (to - from)).toBeCloseTo(0.3, 12)
  })
  test('never leaves the axis', () => {
    expect(zoomed([0.2, 0.6], 0.25, 100)).toEqual([0, 1])
    expect(moved([0.5, 0.9], 10)).toEqual([expect.closeTo(0.6, 12), 1])
    expect(moved(ALL, -3)).toEqual([0, 1])
    expect(selected([0, 0.5], 1.5, 0.5)).toEqual([0.25, 0.5])
    expect(isAll(zoomed(ALL, 0.5, 0.5))).toBe(false)
  })
})

describe('a figure that runs', () => {
  test('is drawn as its picture', async () => {
    const spec = chart({ y: 'log' })
    const own = (svg: string) => [...svg.matchAll(/<path[^>]* d="([^"]*)"/g)].map((m) => m[1])
    const view = await draw(instrument('gap', spec))
    expect(own(await view.toSVG())).toEqual(own(await renderSvg(spec)))
  })
  test('knows its axes, frames, series and bands', () => {
    const program = instrument('gap', chart({ y: 'log' }))
    expect(program.axes.map(({ along, title }) => [along, title])).toEqual([
      ['x', 't'],
      ['y', 'gap'],
    ])
    expect(program.frames).toEqual([{ group: null, x: 'x', y: 'y' }])
    expect(program.series[0]?.names).toContain('adopt, beta2=0.5')
    expect(program).toMatchObject({ band: true, switches: { x: 'log', y: 'log' } })
  })
  test('goes from logarithmic to linear and back', async () => {
    const program = instrument('gap', chart({ y: 'log' }))
    const linear = switchScale(program, 'y', 'linear')
    const back = linear && switchScale(linear, 'y', 'log')
    if (!linear || !back) throw new Error('there are positive values')
    const scale = async (p: FigureProgram) => (await draw(p)).scale('y') as { type: string; domain(): number[] }
    expect((await scale(linear)).type).toBe('linear')
    expect((await scale(back)).type).toBe('log')
    expect((await scale(back)).domain()).toEqual((await scale(program)).domain())
  })
  test('on a logarithmic axis shows what is positive, and does not offer it where nothing is', async () => {
    const traces = fakeTraces(seeds(3, {}, (t) => (t < 30 ? -1 : t)))
    const program = instrument('gap', plotSpec(trajectory({ y: 'linear' }), reportInput().experiment, traces).spec)
    const log = switchScale(program, 'y', 'log')
    if (!log) throw new Error('there are positive values')
    const [low = 0] = ((await draw(log)).scale('y') as { domain(): number[] }).domain()
    expect(low).toBeGreaterThanOrEqual(30)
    const negative = fakeTraces(seeds(3, {}, (t) => -t))
    const none = instrument('gap', plotSpec(trajectory({ y: 'linear' }), reportInput().experiment, negative).spec)
    expect(switchScale(none, 'y', 'log')).toBeNull()
  })
})

describe('the report with figures', () => {
  const build = async () => {
    const input = reportInput()
    const spec = chart()
    const figure = { name: 'gap', title: 'The gap', svg: await renderSvg(spec), notes: [], spec }
    return reportHtml(reportModel({ ...input, figures: [figure], runtime }))
  }
  test('has equal bytes on a second run', async () => {
    expect(await build()).toBe(await build())
  })
  test('lets one script run, by its hash, and no code that is made from text', async () => {
    const html = await build()
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? ''
    expect(policy).toContain(`script-src &#39;sha256-${runtime.sha256}&#39;;`)
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe/)
    expect(html).toContain(`<script>${runtime.code}</script>`)
  })
  test('has an anchor for each claim and figure, made of its name alone', async () => {
    const html = await build()
    expect(html).toContain('id="claim/adopt/limit"')
    expect(html).toContain('id="figure/gap"')
    expect(html).toContain('href="#claim/adopt/limit"')
  })
  test('leaves a figure a picture where its data would make the report too long', async () => {
    const spec = chart()
    const figure = { name: 'gap', title: 'The gap', svg: await renderSvg(spec), notes: [], spec }
    const html = reportHtml(
      reportModel({ ...reportInput(), figures: [figure], runtime: { ...runtime, code: ' '.repeat(2_699_000) } }),
    )
    expect(html.length).toBeLessThan(3e6)
    expect(html).toContain('A picture only')
    expect(html).not.toContain('<script>')
  })
})

describe('hypotheses and predictions', () => {
  const evaluator = {
    constants: ({ hyper }: { hyper: Record<string, unknown> }) => ({ beta2: Number(hyper.beta2), T: 1000 }),
    evaluate: ({ source }: { source: { text: string } }, names: Readonly<Record<string, number>>) =>
      source.text === 'beta2 < 0.6' ? Number((names.beta2 ?? 1) < 0.6) : Number(source.text),
  }
  test('each hypothesis has its values, and where it is not met', () => {
    const claim = limitClaim({ hypotheses: [formula('beta2 < 0.6'), formula('1')] })
    const { experiment, traces } = reportInput({ claims: [claim] })
    const rows = hypothesisRows(experiment, traces, evaluator as never).get(claim.id)
    expect(rows).toMatchObject([
      { met: false, status: 'not met at 1 of 3 points', values: 'beta2 = 0.999' },
      { met: true, status: 'met at all 3 points' },
    ])
    const model = reportModel({ ...reportInput({ claims: [claim] }), evaluator: evaluator as never })
    expect(evidence(model)).toContain('1 of 2 hypotheses not met')
    expect(reportHtml(model)).toContain('not met at 1 of 3 points')
  })
  test('a limit is drawn with its tolerance; on a logarithmic axis what is not positive is not drawn, and this is said', () => {
    const { experiment, traces } = reportInput()
    const drawn = (plot: ReturnType<typeof trajectory>) =>
      plotSpec(plot, experiment, traces, { evaluator: evaluator as never })
    const values = (spec: unknown) =>
      (spec as { layer: { data?: { values: { predicted: number }[] } }[] }).layer.flatMap(({ data }) =>
        (data?.values ?? []).map(({ predicted }) => predicted),
      )
    expect(new Set(values(drawn(trajectory({ y: 'linear' })).spec))).toEqual(new Set([0, -0.05, 0.05]))
    const log = drawn(trajectory({ y: 'log' }))
    expect(new Set(values(log.spec))).toEqual(new Set([0.05]))
    expect(log.notes).toContain('2 of 3 predicted lines have no place on the axes.')
  })
})
