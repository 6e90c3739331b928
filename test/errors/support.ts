import { formatDiagnostic } from '../../src/config/codeframe.ts'
import { preparePage } from '../../src/host/laboratory.ts'
import type { Diagnostic } from '../../src/lang/source.ts'

/** Everything that `validate` finds in a page. */
export const diagnosticsOf = (text: string, set: readonly string[] = []): readonly Diagnostic[] =>
  preparePage({ file: 'page.yaml', text }, { set }).diagnostics

/** `file:line:column message [hint]`, without the name of the page itself. */
export const found = (text: string, set: readonly string[] = []): string[] =>
  diagnosticsOf(text, set).map(({ file, start, message, hint }) => {
    const where = `${file === 'page.yaml' ? '' : `${file}:`}${start.line}:${start.column}`
    return `${where} ${message}${hint === undefined ? '' : ` [${hint}]`}`
  })

/** The same as a terminal shows it. */
export const frames = (text: string): string =>
  diagnosticsOf(text)
    .flatMap((diagnostic) => formatDiagnostic(diagnostic, text))
    .join('\n')

/** A page without a mistake, one key a line. */
export const page = (change: Readonly<Record<string, string>> = {}): string =>
  Object.entries({
    name: 'page',
    problem: '{name: bowl, d: 2, objective: 0.5 * sum(x^2), start: 1, facts: {minimum: 0, minimizer: 0}}',
    optimizers: '{use: sgd, lr: 0.1}',
    steps: '10',
    measures: '{gap: {use: objective-gap}, far: norm(x)}',
    ...change,
  })
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('')
