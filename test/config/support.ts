import { existsSync, readFileSync } from 'node:fs'
import { type LoadOptions, loadExperiment } from '../../src/config/load.ts'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import type { Diagnostic } from '../../src/lang/source.ts'

/** A page without a mistake, for tests to put one in. */
export const good = `name: good
problem: {use: ill-scaled-quadratic, d: 2}
optimizers: {use: sgd, lr: 0.001}
steps: 100
measures: {gap: {use: objective-gap}}
`

export const load = (text: string, overrides: LoadOptions['overrides'] = {}) =>
  loadExperiment(text, {
    file: 'page.yaml',
    catalog: fileCatalog(),
    readFile: (path) => {
      const url = new URL(`./fixtures/${path}`, import.meta.url)
      if (!existsSync(url)) throw new Error('no such file')
      return readFileSync(url, 'utf8')
    },
    overrides,
  })

/** `line:column message [hint]`. */
export const shown = ({ start, message, hint }: Diagnostic): string =>
  `${start.line}:${start.column} ${message}${hint === undefined ? '' : ` [${hint}]`}`

export const mistakes = (text: string): string[] => load(text).diagnostics.map(shown)

/** The experiment of a page that has to be in order. */
export function loaded(text: string, overrides?: LoadOptions['overrides']) {
  const { experiment, diagnostics } = load(text, overrides)
  if (!experiment) throw new Error(diagnostics.map(shown).join('\n'))
  return experiment
}
