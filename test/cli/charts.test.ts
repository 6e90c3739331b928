import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { adamLab, page, scratch, stored } from './adam-lab.ts'

const folder = scratch()
const head = (name: string) => `name: ${name}
problem: {use: ill-scaled-quadratic, d: 2}
optimizers: {use: sgd, lr: [0.001, 0.002]}
steps: 100
measures: {gap: {use: objective-gap}}
plots:
  - {kind: trajectory, measure: gap}
`
const own = (spec: string) => `  - kind: vega-lite\n    spec: ${spec}\n`
const a = 'a'.repeat(60)

/** Charts with a mistake that needs no data, and with `^` where it is. */
const MISTAKEN: readonly (readonly [spec: string, message: string])[] = [
  [
    '{mark: geoshape, projection: {type: ^nonsense}}',
    'the chart cannot be drawn: Unrecognized projection type: nonsense',
  ],
  ['{mark: point, transform: [{calculate: "1 + ^now()", as: y}]}', "a chart may not call 'now'"],
  ['{mark: point, params: [{name: p, expr: "^warn(1)"}]}', "a chart may not call 'warn'"],
  [
    `{mark: point, transform: [{calculate: "^pad('a', 1e9, 'b')", as: y}]}`,
    "'pad' would make 1,000,000,000 letters, more than 1,000",
  ],
  [
    '{mark: point, transform: [{calculate: "length(^sequence(0, 10 * 1e8))", as: y}]}',
    "'sequence' would make 1,000,000,000 numbers, more than 100,000",
  ],
  [
    `{mark: point, encoding: {x: {field: t, axis: {labelExpr: "test(^/^(a+)+$/, '${a}!')"}}}}`,
    'a repetition inside a repetition may take for ever',
  ],
  [
    `{mark: point, encoding: {color: {condition: {test: "test(^/^([a-z]*b?)*$/, '${a}!')", value: red}}}}`,
    'a repetition inside a repetition may take for ever',
  ],
  ['{mark: point, transform: [{filter: ^"datum.t >"}]}', 'the chart cannot be drawn: Unexpected end of input'],
  [
    '{mark: point, transform: [{calculate: ^"foo(3)", as: y}]}',
    'the chart cannot be drawn: Unrecognized function: foo',
  ],
]

test('what is wrong with a chart whatever the data are is a mistake with a place', async () => {
  // A mark in a pattern is a mark only where the table puts it, before all others.
  const plain = MISTAKEN.map(([spec]) => own(spec.replace('^', '')))
  const file = page(folder, 'mistaken.yaml', `${head('mistaken')}${plain.join('')}`)
  const { code, err } = await adamLab(['validate', file])
  for (const [k, [spec, message]] of MISTAKEN.entries())
    expect(err).toContain(`mistaken.yaml:${9 + 2 * k}:${11 + spec.indexOf('^')}: ${message}`)
  expect(err.match(/^\S*mistaken\.yaml:/gm)).toHaveLength(MISTAKEN.length)
  expect(code).toBe(2)
})

test('what only the data show is told in a sentence, is no figure, and no success', async () => {
  const spec = '{mark: point, transform: [{calculate: "datum.t == 7 ? datum.x.y.z : 1", as: y}]}'
  const file = page(folder, 'shown.yaml', `${head('shown')}${own(spec)}`)
  expect(await adamLab(['validate', file])).toMatchObject({ code: 0, err: '' })
  for (const again of [false, true]) {
    const { code, out, err } = await adamLab(['run', file, '--out', folder])
    expect({ again, code }).toEqual({ again, code: 3 })
    expect(err).toBe(
      `${file}: plot 'vega-lite' cannot be drawn: its parts do not fit together, or do not fit the data, and Vega does not say which\n`,
    )
    expect(out).not.toContain('plots/vega-lite')
  }
  const summary = JSON.parse(readFileSync(join(folder, 'shown/summary.json'), 'utf8'))
  expect(summary.plots).toEqual(['trajectory-gap'])
  expect(readdirSync(join(folder, 'shown/plots')).filter((name) => name.startsWith('vega'))).toEqual([])
  for (const report of ['report.html', 'report.md'])
    expect(readFileSync(join(folder, 'shown', report), 'utf8')).toMatch(
      /Plot ('|&#39;)vega-lite('|&#39;) cannot be drawn/,
    )
  const shown = await adamLab(['report', join(folder, 'shown')])
  expect(shown).toMatchObject({ code: 3, err: expect.stringContaining("plot 'vega-lite' cannot be drawn") })
  // Among several results too.
  const drawn = page(folder, 'drawn.yaml', head('drawn'))
  expect(await adamLab(['run', drawn, '--out', folder])).toMatchObject({ code: 0 })
  const out = join(folder, 'told')
  const several = [['shown', 'drawn'].map((name) => join(folder, name)), [folder]]
  for (const paths of several) {
    const told = await adamLab(['report', ...paths, '--out', out])
    expect([told.code, told.err]).toEqual([
      3,
      expect.stringMatching(/^\S*shown: plot 'vega-lite' cannot be drawn: .*\n$/),
    ])
  }
})

test('Ctrl-C ends drawing', async () => {
  const endless = `datum.t == 7 ? test(regexp('^(a|aa)' + '+$'), '${a}!') : 1`
  const file = page(
    folder,
    'endless.yaml',
    `${head('endless')}${own(`{mark: point, transform: [{calculate: "${endless}", as: y}]}`)}`,
  )
  const { code, err } = await adamLab(['run', file, '--out', folder], {
    during: async (kill) => {
      await stored(join(folder, 'endless/cache'))
      await setTimeout(500)
      kill('SIGINT')
    },
  })
  expect(code).toBe(130)
  expect(err).toContain('Interrupted')
  // It did not wait until the budget of the drawing was spent.
  expect(err).not.toContain('cannot be drawn')
  expect(existsSync(join(folder, 'endless/summary.json'))).toBe(false)
})

test('a comparison shows no figure that could do more than draw', async () => {
  const results = ['one', 'two'].map((name) => {
    const file = page(folder, `${name}.yaml`, head(name))
    return { file, result: join(folder, name) }
  })
  for (const { file } of results) expect(await adamLab(['run', file, '--out', folder])).toMatchObject({ code: 0 })
  const compare = () => adamLab(['report', ...results.map(({ result }) => result), '--out', join(folder, 'both')])
  expect(await compare()).toMatchObject({ code: 0, err: '' })
  const figure = join(folder, 'two/plots/trajectory-gap.svg')
  const svg = readFileSync(figure, 'utf8')
  writeFileSync(figure, svg.replace('fill="#ffffff"', 'fill="url(http://host/x#a)"'))
  expect(readFileSync(figure, 'utf8')).not.toBe(svg)
  const { code, err } = await compare()
  expect(err).toBe(
    `adam-lab: '${figure}' is no figure that 'adam-lab run' drew: a colour or a style in it names an address, or is none [AL8008]\n`,
  )
  expect(code).toBe(2)
})
