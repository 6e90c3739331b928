import fc from 'fast-check'
import { expect, it } from 'vitest'
import { stringify } from 'yaml'
import { formatDiagnostic } from '../../src/config/codeframe.ts'
import { good, load } from './support.ts'

/** The same pages every time: a test that fails by chance is no test. */
const seed = 20_261

/** Whatever the text: a page or diagnostics, never both or neither; every place lies in the text. */
function check(text: string, set: string[] = []): void {
  const { experiment, diagnostics } = load(text, { set })
  expect(experiment === null).toBe(diagnostics.length > 0)
  const lines = text.split('\n')
  for (const diagnostic of diagnostics) {
    expect(diagnostic.message).not.toMatch(/\.$|undefined|\[object/)
    expect(formatDiagnostic(diagnostic, text, { width: 60 }).join('\n')).toContain(diagnostic.file.slice(0, 5))
    if (diagnostic.file.startsWith('--')) continue
    const { line, column } = diagnostic.start
    expect(line).toBeGreaterThanOrEqual(1)
    expect(line).toBeLessThanOrEqual(lines.length)
    expect(column).toBeGreaterThanOrEqual(1)
    expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1)
  }
}

const words = [
  ...['name', 'problem', 'optimizers', 'use', 'adam', 'adopt@original', 'hyper', 'state', 'step', 'steps', 'horizons'],
  ...[
    'seeds',
    'measures',
    'claims',
    'plots',
    'judge',
    'limit',
    'kind',
    'region',
    'draw',
    'noise',
    'gaussian',
    'replay',
  ],
  ...['loss', 'objective', 'x[1]', '"', "'", '|', '>-', '\n', '\n  ', '\n    - ', ': ', ', ', '{', '}', '[', ']', '- '],
  ...[
    '&a ',
    '*a',
    '<<: ',
    '!!str ',
    '? ',
    '#',
    '%',
    '---',
    '1e5',
    '-0',
    '.inf',
    '0x1F',
    'null',
    'true',
    '~',
    '\t',
    '__proto__',
  ],
  ...[
    'constructor',
    'toString',
    'average',
    'file',
    'label',
    'from',
    'to',
    'count',
    'scale',
    'log1m',
    'd',
    'k',
    '\u{1F600}',
  ],
]

it('never throws on random text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => check(text)),
    { numRuns: 500, seed },
  )
})

it('never throws on words of pages in any order', () => {
  const soup = fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(soup, (text) => check(text)),
    { numRuns: 2000, seed },
  )
})

const value = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom(...words, null, true, 1, -1, 0.5, 1e5, 1e11, 'a + b', 'x = 1'),
    fc.double(),
    fc.string(),
  ),
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie('leaf'),
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...words.filter((word) => /^[a-z_]+$/i.test(word))), tie('node'), { maxKeys: 4 }),
  ),
}))

it('never throws on a good page with a part that is anything', () => {
  const keys = [
    'name',
    'problem',
    'optimizers',
    'steps',
    'horizons',
    'seeds',
    'record',
    'average',
    'measures',
    'claims',
    'plots',
  ]
  const page = fc.tuple(fc.constantFrom(...keys), value.node).map(([key, node]) => {
    const rest = good.split('\n').filter((line) => !line.startsWith(`${key}:`))
    return `${rest.join('\n')}${stringify({ [key]: node })}`
  })
  fc.assert(
    fc.property(page, (text) => check(text)),
    { numRuns: 2000, seed },
  )
})

it('never throws on a setting that is anything', () => {
  const setting = fc.tuple(
    fc.constantFrom(
      'lr',
      'problem.d',
      'optimizers.sgd.lr',
      'steps',
      'problem',
      'name.x',
      '__proto__.x',
      'problem.noise.x',
    ),
    fc.oneof(
      fc.string(),
      value.node.map((v) => JSON.stringify(v)),
    ),
  )
  fc.assert(
    fc.property(setting, ([key, text]) => check(good, [`${key}=${text}`])),
    { numRuns: 1000, seed },
  )
})
