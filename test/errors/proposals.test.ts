import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, expect, it, vi } from 'vitest'
import { parse } from 'yaml'

/** What the one writer of YAML has written, with the line that asked for it. */
const written: { text: string | null; by: string }[] = []

const recorded = (text: string | null) => {
  const by = /src\/(\S+?\.ts):(\d+)/.exec(new Error().stack?.split('\n')[3] ?? '')
  written.push({ text, by: by ? `${by[1]}:${by[2]}` : '' })
  return text
}

// Modules are loaded once for all test files: those here are loaded anew, with a writer that is listened to.
vi.resetModules()
vi.doMock('../../src/text/yaml-entry.ts', async (original) => {
  const real = await original<typeof import('../../src/text/yaml-entry.ts')>()
  return {
    ...real,
    yamlValue: (value: unknown) => recorded(real.yamlValue(value)),
    yamlEntry: (key: string | null, value: unknown) => recorded(real.yamlEntry(key, value)),
  }
})
const { diagnosticsOf, page } = await import('./support.ts')
const { loadPage } = await import('../../src/config/page.ts')
const { fileCatalog } = await import('../../src/host/file-catalog.ts')

afterAll(() => {
  vi.doUnmock('../../src/text/yaml-entry.ts')
  vi.resetModules()
})

const bowl = (more: string) => `{name: bowl, objective: 0.5 * sum(x^2), facts: {minimum: 0}, ${more}}`
const claim = (more: string) => page({ steps: '100', claims: `[{id: c, measure: far, ${more}}]` })
const plot = (more: string) => page({ plots: `[{measure: far, ${more}}]` })
const limit = 'judge: limit, predict: 0, within: 1'
const rule = (more: string) => page({ optimizers: `{name: own, hyper: {lr: 0.1}, ${more}}` })

/** What else is to be changed, from what to what. */
type And = readonly [from: string, to: string]
type Row = readonly [what: string, text: string, instead: string, and?: And]

/** A page, and what the YAML of its hint takes the place of; nothing if it is added to the top of the page. */
const PAGES: readonly Row[] = [
  ['a number in quotes', page({ steps: '"1,000"' }), 'steps: "1,000"'],
  ['thousands', page({ steps: '10k' }), 'steps: 10k'],
  ['a power', page({ steps: '10^3' }), 'steps: 10^3'],
  [
    'a share in per cent',
    claim('judge: region, x: lr, inside: "1", outcome: value < 1, agreement: 90%').replace('lr: 0.1', 'lr: [0.1, 0.2]'),
    'agreement: 90%',
  ],
  [
    'a share of 100',
    claim('judge: region, x: lr, inside: "1", outcome: value < 1, agreement: 90').replace('lr: 0.1', 'lr: [0.1, 0.2]'),
    'agreement: 90',
  ],
  ['quantiles of 100', plot('kind: trajectory, band: [25, 75]'), 'band: [25, 75]'],
  ['quantiles in per cent', plot('kind: trajectory, band: [25%, 0.75]'), '25%'],
  ['quantiles that descend', plot('kind: trajectory, band: [0.9, 0.1]'), 'band: [0.9, 0.1]'],
  [
    'a column with a dot',
    page({
      problem: '{use: ill-scaled-quadratic, d: 2, noise: {use: gaussian, sigma: [0.1, 0.3]}}',
      plots: '[{kind: vega-lite, spec: {mark: point, encoding: {x: {field: noise.sigma}}}}]',
    }),
    'noise.sigma',
  ],
  ['ends that descend', plot('kind: trajectory, y-domain: [2, 1]'), 'y-domain: [2, 1]'],
  ['an end without a logarithm', plot('kind: trajectory, x-domain: [0, 10]'), 'x-domain: [0, 10]'],
  ['one end', plot('kind: trajectory, y-domain: 5'), 'y-domain: 5'],
  ['a first step in per cent', claim('judge: bound, bound: 10, from: 5%'), 'from: 5%'],
  ['a window in per cent', claim(`${limit}, window: 10%`), 'window: 10%'],
  ['a transient in per cent', claim(`${limit}, burn-in: 10%`), 'burn-in: 10%'],
  ['a text', page({ title: '3' }), 'title: 3'],
  ['a list as a text', page({ title: '[a, "b: c"]' }), 'title: [a, "b: c"]'],
  ['a list of numbers', page({ problem: bowl('d: 2, start: [1, -2]') }), 'start: [1, -2]'],
  ['a matrix', page({ problem: bowl('d: 4, start: [[1, 0], [0, 1]]') }), 'start: [[1, 0], [0, 1]]'],
  ['a matrix of settings', page({ optimizers: '{use: sgd, lr: [[1, 2], [3, 4]]}' }), 'lr: [[1, 2], [3, 4]]'],
  [
    'a list without brackets',
    plot('kind: vega-lite').replace('measure: far', 'measures: far, spec: {mark: point}'),
    'measures: far',
  ],
  ['a text with a comma', claim(`${limit}, hypotheses: "min(lr, 1) > 0"`), 'hypotheses: "min(lr, 1) > 0"'],
  ['a text with a colon', claim(`${limit}, hypotheses: "lr > 0 ? 1 : 0"`), 'hypotheses: "lr > 0 ? 1 : 0"'],
  [
    'a mapping without brackets',
    page({ claims: `{id: c, measure: far, ${limit}}` }),
    `claims: {id: c, measure: far, ${limit}}`,
  ],
  ['one step length of several', page({ steps: '[100, 1_000]' }), 'steps: [100, 1_000]'],
  ['measures without names', page({ measures: '["min(norm(x), 1)"]' }), 'measures: ["min(norm(x), 1)"]'],
  ['states without values', rule('state: [m, v], step: "m = g\\nv = m\\nx = x - lr * v"'), 'state: [m, v]'],
  [
    'hyperparameters without values',
    page({ optimizers: '{name: own, hyper: [lr], step: x = x - lr * g}' }),
    'hyper: [lr]',
  ],
  ['draws without laws', rule('draw: [z], step: x = x - lr * (g + z)'), 'draw: [z]'],
  ['a draw without a law', rule('draw: {z: {per: step}}, step: x = x - lr * (g + z)'), 'z: {per: step}'],
  ['half a box', page({ problem: bowl('d: 2, domain: {box: 2}') }), 'box: 2'],
  ['half a box as a formula', page({ problem: bowl('d: 2, hyper: {a: 2}, domain: {box: a + 1}') }), 'box: a + 1'],
  ['a box without its name', page({ problem: bowl('d: 2, domain: [-2, 2]') }), 'domain: [-2, 2]'],
  ['a ball without its name', page({ problem: bowl('d: 2, domain: 2') }), 'domain: 2'],
  ['settings in one', page({ optimizers: '{use: adam, betas: [0.9, 0.99]}' }), 'betas: [0.9, 0.99]'],
  ['a measure by its name', page({ measures: '{gap: objective-gap, far: norm(x)}' }), 'objective-gap'],
  [
    'a setting that is needed',
    page({ measures: '{far: norm(x), top: {use: running-max}}' }),
    'top: {use: running-max}',
  ],
  ['an average', page({ average: '[model-ema]' }), 'average: [model-ema]'],
  [
    'a setting that one has not',
    claim(`${limit}, where: {beta1: 0.9}`).replace('{use: sgd, lr: 0.1}', '[sgd, adam, {use: adam, lr: 0.2}]'),
    `where: {beta1: 0.9}`,
  ],
  [
    'a rule against itself',
    page({
      optimizers: '[{use: sgd, lr: 0.1}, adam]',
      claims: '[{id: c, measure: far, judge: order, against: sgd, better: lower}]',
    }),
    'id: c',
    ['optimizer: adam', 'id: c, optimizer: adam'],
  ],
  [
    'a map without a grid',
    page({
      optimizers: '{use: adam, lr: 0.1, beta2: [0.9, 0.99]}',
      plots: '[{kind: region, measure: far, x: lr, y: beta2}]',
    }),
    'lr: 0.1',
  ],
  ['no steps', page().replace('steps: 10\n', ''), ''],
  ['no measures', page().replace(/measures: .*\n/, ''), ''],
  ['no tolerance', claim('judge: limit, predict: 0'), 'judge: limit'],
  ['no judge', claim('predict: 0, within: 1'), 'predict: 0'],
  ['no measure', page({ claims: `[{id: c, ${limit}}]` }), 'id: c'],
  ['no file', page({ problem: '{use: replay}' }), 'use: replay'],
  ['no objective', page({ problem: '{d: 2, facts: {minimum: 0}}' }), 'd: 2'],
  ['no formula', page({ predictions: '{half: {title: Half}}' }), 'title: Half'],
  [
    'an orbit of a rule with a grid',
    page({
      optimizers: '{name: own, hyper: {lr: 0.1, a: [0.1, 0.2]}, state: {m: 0}, step: "m = a * m + g\\nx = x - lr * m"}',
      predictions: `{mine: {title: Mine, parameters: {a: {meaning: decay, from: 0, to: 0.9}}, orbit: {rule: {use: own}, period: 3, gradient: "i == 1 ? 2 : -1"}, formula: sum(step)}}`,
    }),
    'rule: {use: own}',
  ],
  [
    'a threshold of no prediction',
    page({
      predictions: `{edge: {title: Edge, parameters: {P: {meaning: period, from: 2, to: 50, whole: true}, beta1: {meaning: decay, from: 0, to: 0.9}}, threshold: {of: 2 * P, in: beta2, end: high}}}`,
    }),
    'of: 2 * P',
  ],
  ['no view', page({ plots: '[{kind: vega-lite, spec: {repeat: [a, b]}}]' }), 'repeat: [a, b]'],
  ['a list of mappings as a page', '- 1\n', '- 1'],
  ['a number as a key', page({ 1: '2' }), '1'],
  ['a fact that is not stated', claim('judge: bound, bound: L'), 'facts: {minimum: 0, minimizer: 0}'],
  [
    'a vector in a claim',
    page({
      problem: bowl('d: 2, hyper: {a: i}'),
      claims: '[{id: c, judge: limit, measure: far, predict: sum(a), within: 1}]',
    }),
    'facts: {minimum: 0}',
    ['predict: sum(a)', 'predict: total'],
  ],
  ['another number of coordinates', page({ problem: bowl('d: 3, start: "[1, 2]"') }), 'd: 3'],
  ['a list of another length', page({ problem: bowl('d: 3, start: [1, 2]') }), 'start: [1, 2]'],
  [
    'random numbers in a formula',
    page({ optimizers: '{name: own, draw: {}, hyper: {lr: 0.1}, step: x = x - lr * randn()}' }),
    'draw: {}',
    ['randn()', 'z'],
  ],
  ['a plot with a long name', plot('kind: distribution').replaceAll('far', 'f'.repeat(95)), 'kind: distribution'],
  ['too many recorded values', page({ steps: '1e9', record: '100000', seeds: '100000' }), 'record: 100000'],
  ['an index in braces', page({ measures: '{far: norm(x), first: x[1]}' }), 'first: x[1]'],
  ['an index in a call', page({ measures: '{far: norm(x), first: max(2, x[1])}' }), 'first: max(2, x[1])'],
  ['an index in a list', page({ optimizers: '{use: sgd, lr: [x[1], 0.1]}' }), 'x[1]'],
  ['what comes after brackets', page({ problem: bowl('d: 2, start: [1,2]*3') }), 'start: [1,2]*3'],
  [
    'an index in a long formula',
    page({ measures: `{far: x[1]${' + x[1]'.repeat(20)}}` }),
    `far: x[1]${' + x[1]'.repeat(20)}`,
  ],
  ['a comma in braces', page({ optimizers: '{use: sgd, lr: min(0.1, 1/t)}' }), 'lr: min(0.1, 1/t)'],
  ['a comma in a list', page({ optimizers: '{use: sgd, lr: [min(0.1, 1/t), 0.2]}' }), 'min(0.1, 1/t)'],
  ['a colon', page({ title: 'Adam: a study' }), 'title: Adam: a study'],
  ['a colon in braces', page({ optimizers: '{use: sgd, label: a: b}' }), 'label: a: b'],
  ['a colon after words', page({ optimizers: '{use: sgd, label: a b: c}' }), 'label: a b: c'],
]

const show = ({ start, message }: ReturnType<typeof diagnosticsOf>[number]) => `${start.line} ${message}`

it.each(PAGES.map(([what, text, instead, and = ['', '']]) => ({ what, text, instead, and })))(
  'what the hint on $what proposes mends it',
  ({ text, instead, and }) => {
    const before = written.length
    const found = diagnosticsOf(text)
    const proposals = written.slice(before).flatMap(({ text: yaml }) => (yaml === null ? [] : [yaml]))
    const told = found.find(({ hint }) => proposals.some((yaml) => hint?.includes(yaml)))
    const shown = proposals.filter((yaml) => told?.hint?.includes(yaml))
    expect(shown).not.toEqual([])
    expect(text).toContain(instead)
    // Settings that are written one by one are one proposal.
    const yaml = shown.length > 1 && told?.hint?.endsWith(shown.join(', ')) ? shown.join(', ') : (shown.at(0) ?? '')
    expect(() => parse(`{${yaml}}`)).not.toThrow()
    const missing = /is missing|needs (a formula|an objective)/.test(told?.message ?? '')
    const mended =
      instead === ''
        ? `${yaml}\n${text}`
        : text.replace(instead, missing ? `${instead}, ${yaml}` : yaml).replace(and[0], and[1])
    const left = diagnosticsOf(mended).map(show)
    expect(left).not.toContain(told && show(told))
    expect(left.filter((one) => /needs quotes|is not closed|at node end|has a `: `/.test(one))).toEqual([])
  },
)

it.each([
  ['lr=0.01,0.1', 'lr=[0.01, 0.1]'],
  ['lr=0.01 0.1', 'lr=[0.01, 0.1]'],
  ['lr=min(0.1, 1/t), 0.1', 'lr=["min(0.1, 1/t)", 0.1]'],
])('the option that a hint on --set %s proposes is in order', (option, proposed) => {
  const [{ message, hint } = { message: '' }, ...more] = diagnosticsOf(page(), [option])
  expect([message, hint, more.length]).toEqual(['a list is in brackets', `a grid: --set '${proposed}'`, 0])
  expect(diagnosticsOf(page(), [proposed])).toEqual([])
})

it('what the hint on a prediction without a formula proposes mends it', () => {
  const load = (text: string) => loadPage('prediction', text, { file: 'half.yaml', catalog: fileCatalog() })
  const text = 'name: half\nparameters: {beta1: {}, beta2: {}}\n'
  const [{ hint = '' } = {}] = load(text).diagnostics
  expect(hint).toMatch(/^formula: /)
  expect(load(`${text}${hint}\n`).diagnostics).toEqual([])
})

it('tries every hint of the program that shows YAML', () => {
  const root = new URL('../../src/', import.meta.url)
  const asked = readdirSync(root, { recursive: true, encoding: 'utf8' })
    // What verdicts propose is tried where they are judged: test/theory/every-step.
    .filter((file) => file.endsWith('.ts') && !file.endsWith('yaml-entry.ts') && !file.startsWith('theory/'))
    .flatMap((file) =>
      readFileSync(new URL(file, root), 'utf8')
        .split('\n')
        .flatMap((line, k) => (/\byaml(Entry|Value)\(/.test(line) ? [`${file}:${k + 1}`] : [])),
    )
  const tried = new Set(written.map(({ by }) => by))
  expect(asked.filter((one) => !tried.has(one))).toEqual([])
})

it('has one writer of YAML', () => {
  const root = new URL('../../src/', import.meta.url)
  const literal = /['`](?:[^'`]*[:;] )?[a-z][a-z-]*: (?:[[{"\d]|\.\.\.|\$\{)[^'`]*['`](?:,|\)|$)/
  const own = ['config', 'compose', 'lang', 'messages'].flatMap((floor) =>
    readdirSync(new URL(`${floor}/`, root), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) =>
        readFileSync(new URL(`${floor}/${file}`, root), 'utf8')
          .split('\n')
          .filter(
            (line) =>
              literal.test(line) &&
              // What the messages have beside their hints are examples.
              (floor !== 'messages' || /\bhint\b/.test(line)) &&
              !/^\s*(?:\/\*\*|\*|\/\/)|enumerated|message|file:|d\.hint|throw new/.test(line),
          )
          .map((line) => `${floor}/${file}: ${line.trim()}`),
      ),
  )
  expect(own).toEqual([])
})
