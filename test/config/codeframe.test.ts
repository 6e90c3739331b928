import { expect, it } from 'vitest'
import { formatDiagnostic } from '../../src/config/codeframe.ts'
import type { Diagnostic } from '../../src/lang/source.ts'
import { unknownFunction } from '../../src/messages/calls.ts'
import { good, load } from './support.ts'

const frame = (text: string, width = 80) => {
  const [diagnostic] = load(text).diagnostics
  return diagnostic ? `\n${formatDiagnostic(diagnostic, text, { width }).join('\n')}\n` : 'no mistake'
}

it('shows the line, what is wrong in it and what was probably meant', () => {
  expect(frame(good.replace('lr:', 'lrr:'))).toMatchInlineSnapshot(`
    "
    page.yaml:3:24: optimizer 'sgd' has no 'lrr' [AL4003]
      2 | problem: {use: ill-scaled-quadratic, d: 2}
    > 3 | optimizers: {use: sgd, lrr: 0.001}
        |                        ^^^
      4 | steps: 100
      hint: did you mean 'lr'?
    "
  `)
})

it('shows the first and the last line without lines beyond the page', () => {
  expect(frame(good.replace('good', '../good'))).toMatchInlineSnapshot(`
    "
    page.yaml:1:7: a name is letters, digits, \`.\`, \`_\` and \`-\`, and starts with a letter or digit [AL2202]
    > 1 | name: ../good
        |       ^^^^^^^
      2 | problem: {use: ill-scaled-quadratic, d: 2}
    "
  `)
  expect(frame(`${good}seeds: 0`)).toMatchInlineSnapshot(`
    "
    page.yaml:6:8: the number of seeds: a whole number from 1 to 1000000 is expected [AL2222]
      5 | measures: {gap: {use: objective-gap}}
    > 6 | seeds: 0
        |        ^
    "
  `)
})

it('cuts long lines around the caret in a narrow terminal', () => {
  const text = good.replace('{use: sgd, lr: 0.001}', '{use: adam, lr: 0.001, beta1: 0.9, beta2: 0.999, epz: 0}')
  const narrow = frame(text, 40)
  expect(narrow).toMatchInlineSnapshot(`
    "
    page.yaml:3:62: optimizer 'adam' has no 'epz' [AL4003]
      2 |
    > 3 | 9, beta2: 0.999, epz: 0}
        |                  ^^^
      4 |
      hint: did you mean 'eps'?
    "
  `)
  const lines = narrow.split('\n').slice(2, 6)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40)
})

it('lets no page steer the terminal', () => {
  const diagnostic: Diagnostic = {
    ...unknownFunction('\u001b]0;x\u0007\u202e'),
    file: 'a\u001b[31m.yaml',
    start: { line: 1, column: 4 },
    end: { line: 1, column: 6 },
    hint: 'a\nb',
  }
  const shown = formatDiagnostic(diagnostic, 'a:\t\u009b2J\u200f', { width: 60 }).join('\n')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
  expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200f\u202e]/)
  expect(shown).toMatchInlineSnapshot(`
    "a·[31m.yaml:1:4: unknown function '·]0;x··' [AL3401]
    > 1 | a:→·2J·
        |    ^^
      hint: a·b"
  `)
})

it('shows no line of the page for a mistake on the command line', () => {
  const [diagnostic] = load(good, { set: ['beta9=1'] }).diagnostics
  expect(diagnostic && formatDiagnostic(diagnostic, good).join('\n')).toMatchInlineSnapshot(`
    "--set beta9=1:1:1: no optimizer or problem of the page has 'beta9' [AL4305]
      hint: --set optimizers.adam.lr=0.1"
  `)
})
