import { loadPage } from '../../src/config/page.ts'
import type { OptimizerPage } from '../../src/config/pages.ts'
import { fileCatalog } from '../../src/host/file-catalog.ts'
import { type RuleFacts, ruleFacts } from '../../src/proof/rule-facts.ts'

const catalog = fileCatalog()

/** An optimizer of the catalog, `adopt` or `adopt@v_t`. */
export function builtIn(label: string): OptimizerPage {
  const [name = '', dialect] = label.split('@')
  return catalog.page('optimizer', name, dialect)
}

/** An optimizer with some statements and hyperparameters; states start at 0. */
export function rule(step: string, hyper: Record<string, number | string> = {}, more = ''): OptimizerPage {
  const states = [...new Set([...step.matchAll(/^\s*([a-z]\w*) = /gm)].map(([, name]) => name))].filter(
    (name) => name !== 'x',
  )
  const text = `name: written
hyper: ${JSON.stringify({ lr: 1e-3, ...hyper })}
state: ${JSON.stringify(Object.fromEntries(states.map((name) => [name, 0])))}
${more}
step: |
${step.replace(/^\s*/gm, '  ')}
`
  const { page, diagnostics } = loadPage('optimizer', text, { file: 'written.yaml', catalog })
  if (!page) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return page
}

/** The facts of a rule that has to be in order. */
export function factsOf(page: OptimizerPage, given: Record<string, number> = {}): RuleFacts {
  const facts = ruleFacts(page, given)
  if (!facts) throw new Error(`'${page.name}' is in error`)
  return facts
}
