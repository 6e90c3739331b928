import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { figuresTex, texFileNames } from '../../src/report/latex/figures.ts'
import { texInterval, texNumber } from '../../src/report/latex/numbers.ts'
import { verdictsTex } from '../../src/report/latex/verdicts.ts'
import type { Summary } from '../../src/report/summary.ts'
import { escapeTex, texComment, texName } from '../../src/text/tex.ts'
import { verdict } from './fixture.ts'

const LATEX = 'pdflatex'
const MISSING = 'No pdflatex is installed (Debian: apt-get install texlive-latex-recommended), so nothing is compiled.'
const hasLatex = spawnSync(LATEX, ['--version']).status === 0

const folder = mkdtempSync(join(tmpdir(), 'adam-lab-latex-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Compiles the body in a plain article; gives TeX's log. */
function compile(body: string, packages = 'array,booktabs,longtable'): string {
  const document = `\\documentclass{article}\n\\usepackage{${packages}}\n\\begin{document}\n${body}\n\\end{document}\n`
  writeFileSync(join(folder, 'document.tex'), document)
  try {
    execFileSync(LATEX, ['-interaction=nonstopmode', '-halt-on-error', 'document.tex'], { cwd: folder, stdio: 'pipe' })
  } catch {
    throw new Error(readFileSync(join(folder, 'document.log'), 'latin1').slice(-3000))
  }
  return readFileSync(join(folder, 'document.log'), 'latin1')
}

const summary = (changes: Partial<Summary> = {}): Summary => ({
  experiment: 'adopt-toy',
  title: 'ADOPT reaches the optimum',
  digest: 'ab'.repeat(32),
  plots: null,
  claims: [{ id: 'adopt/limit', title: null, source: 'Taniguchi et al. 2024', statement: null }],
  verdicts: [verdict()],
  runs: [],
  ...changes,
})

const HOSTILE =
  '\\input{/etc/passwd} \\end{document} %x $y$ & # _ ^ ~ {[*]} <a|b> "q" \'p\' `c` -- ^^41 é ø ß Ł β≤∞ 日本 \u0007\n\nnext'

describe('text in LaTeX', () => {
  test.each([
    ['50 % of $5 & #1_a', '50 \\% of \\$5 \\& \\#1\\_a'],
    ['\\input{x}', '\\textbackslash{}input\\{x\\}'],
    ['a -- b', 'a -{}-{} b'],
    ['é Ö ç ñ ő', '\\\'{e} \\"{O} \\c{c} \\~{n} \\H{o}'],
    ['ï', '\\"{\\i}'],
    ['β₂', '$\\beta\u0024{[}U+2082{]}'],
    ['a ≤ "1"', 'a $\\le$ \\char34{}1\\char34{}'],
    ['日', '{[}U+65E5{]}'],
    [' two\n\nlines ', 'two lines'],
  ])('%j is %s', (text, tex) => expect(escapeTex(text)).toBe(tex))
  test('leaves nothing that TeX reads, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const rest = escapeTex(text)
          .replaceAll(/\$(?:\\[A-Za-z]+(?:\{-\})?|[<>|]|\^\{(?:\d|\\circ)\})\$/g, '')
          .replaceAll(/\\(?:text[a-z]+|[A-Za-z]+|[`'^~=."{}$&#%_])(?:\d+\{\})?/g, '')
        expect(rest).not.toMatch(/[\\$&#%_~\n]|[^ -~]/)
      }),
    )
  })
  test('a comment ends with its line', () => {
    expect(texComment('a\n\\input{x}\r\u2028b\u0085c')).toBe('% a \\input{x} b c')
  })
  test('a name may be broken', () => {
    expect(texName('adopt/limit@v_t')).toBe('\\texttt{adopt/\\allowbreak{}limit@\\allowbreak{}v\\_t}')
  })
})

test.each([
  [0.123456, '$0.1235$'],
  [-1.5e-15, '$-1.5 \\times 10^{-15}$'],
  [1e-9, '$10^{-9}$'],
  [-1e-9, '$-10^{-9}$'],
  [Number.POSITIVE_INFINITY, '$\\infty$'],
  [Number.NaN, '$\\mathrm{NaN}$'],
  [null, ''],
])('%d is %s', (value, tex) => expect(texNumber(value)).toBe(tex))

test('what is not as it was published is told in the captions', () => {
  const doubt = 'a_b: summary.json is not as published.'
  const figures = (told?: string) => figuresTex('T', [{ file: 'a.pdf', title: 'A' }], told)
  expect(verdictsTex(summary(), doubt)).toContain(
    'the number of seeds. \\textbf{a\\_b: summary.json is not as published.}}',
  )
  expect(figures(doubt)).toContain('\\caption{A. \\textbf{a\\_b: summary.json is not as published.}}')
  for (const tex of [verdictsTex(summary()), figures()]) expect(tex).not.toContain('textbf')
})

test('an interval that is a point is none', () => {
  expect(texInterval([1, 1])).toBe('')
  expect(texInterval([-1, 1])).toBe('$[-1$, $1]$')
})

describe('the table of verdicts', () => {
  test('has each claim with its verdicts, what is not as stated in bold', () => {
    const tex = verdictsTex(summary({ verdicts: [verdict(), verdict({ at: { beta2: 0.5 }, status: 'violated' })] }))
    expect(tex).toContain('\\texttt{adopt/\\allowbreak{}limit} (Taniguchi et al. 2024)')
    expect(tex).toContain('adopt, beta2=0.1 & holds & $0$ & $0.01235$\\newline $[0.01$, $0.015]$ & $4.05$ & $8$ \\\\')
    expect(tex).toContain('& \\textbf{violated} &')
  })
  test('never has a line that its text began', () => {
    const tex = verdictsTex(
      summary({
        title: HOSTILE,
        experiment: HOSTILE,
        claims: [{ id: HOSTILE, title: null, source: HOSTILE, statement: null }],
        verdicts: [verdict({ claim: HOSTILE, optimizer: HOSTILE, at: { [HOSTILE]: HOSTILE } })],
      }),
    )
    expect(tex.split('\n').filter((line) => line.startsWith('%'))).toHaveLength(2)
    expect(tex.replaceAll(/^%.*$/gm, '')).not.toMatch(/\\input|\\end\{document\}/)
  })
  test('compiles in a plain article, also with hostile text, many rows and none, and fits the page', ({ skip }) => {
    skip(!hasLatex, MISSING)
    const many = Array.from({ length: 150 }, (_, k) => verdict({ at: { beta2: k / 150 } }))
    const hostile = verdict({
      claim: HOSTILE,
      optimizer: HOSTILE,
      at: { [HOSTILE]: HOSTILE },
      predicted: Number.NaN,
      measured: -1.2345e-200,
      interval: [Number.NEGATIVE_INFINITY, -1.234567e-15],
      slack: Number.POSITIVE_INFINITY,
    })
    expect(compile(verdictsTex(summary()))).not.toMatch(/^Overfull/m)
    const long = compile(verdictsTex(summary({ verdicts: many })))
    expect(long).not.toMatch(/^Overfull/m)
    expect(long).toMatch(/Output written on document.pdf \([3-9] pages/)
    compile(verdictsTex(summary({ title: HOSTILE, experiment: HOSTILE, verdicts: [hostile] })))
    compile(verdictsTex(summary({ verdicts: [] })))
  }, 60_000)
  test('any text compiles', ({ skip }) => {
    skip(!hasLatex, MISSING)
    const texts = fc.sample(fc.string({ unit: 'binary', maxLength: 30 }), { numRuns: 300, seed: 1 })
    const latin = Array.from({ length: 0x250 - 0xa0 }, (_, k) => String.fromCodePoint(0xa0 + k))
    const greek = Array.from({ length: 0x70 }, (_, k) => String.fromCodePoint(0x370 + k))
    compile(
      [...texts, ...latin, ...greek].map((text) => `\\texttt{${escapeTex(text)}} ${escapeTex(text)}`).join('\n\n'),
    )
  }, 60_000)
})

describe('figures', () => {
  test('have names that TeX reads as they are, each another', () => {
    expect(texFileNames(['a_b', 'a b', 'a.b', 'rate-x1', '../../x'])).toEqual([
      'a-b',
      'a-b-2',
      'a-b-3',
      'rate-x1',
      '-x',
    ])
  })
  test('are floats with their title', () => {
    const tex = figuresTex('All', [{ file: 'rate-x1.pdf', title: 'x_1 & T' }])
    expect(tex).toContain('\\includegraphics[width=\\linewidth]{rate-x1.pdf}')
    expect(tex).toContain('\\caption{x\\_1 \\& T}\\label{fig:rate-x1}')
  })
})
