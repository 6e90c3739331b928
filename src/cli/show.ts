import { fileCatalog } from '../catalog/catalog.ts'
import { factSentences, ruleFacts } from '../compose/rule.ts'
import type { Kind } from '../config/library.ts'
import type { Page } from '../config/pages.ts'
import { suggest } from '../lang/suggest.ts'
import { blockTex, formulaTex, nameTex } from '../lang/tex.ts'
import { Failure } from './failure.ts'
import { KINDS } from './kinds.ts'
import { terminal } from './terminal.ts'

/** `adam-lab show name[@dialect]`: a page as it is written, and what follows from it. */
export async function show(asked: string, options: { readonly wat?: boolean | undefined }): Promise<number> {
  const { kind, page, text } = find(asked)
  if (options.wat) {
    if (page.kind !== 'optimizer')
      throw new Failure(`--wat prints the kernel of an optimizer, and '${asked}' is ${article(kind)}`)
    const { kernelText } = await import('./kernel-text.ts')
    terminal.print(kernelText(page))
    return 0
  }
  const heading = (words: string) => terminal.print('', terminal.paint('bold', words))
  terminal.print(terminal.paint('bold', `${asked}: ${page.title}`), '', text.trimEnd())
  const hyper = Object.entries(page.hyper)
  if (hyper.length > 0) heading('Hyperparameters')
  terminal.print(...hyper.map(([name, formula]) => `  ${name} = ${formula.source.text.trim()}`))
  heading('TeX')
  terminal.print(...tex(page).map((line) => `  ${line}`))
  if (page.kind === 'optimizer') {
    heading('Facts')
    terminal.print(...factSentences(ruleFacts(page)).map((fact) => `  ${fact}`))
    const dialects = Object.entries(page.dialects)
    for (const wrong of [false, true]) {
      const listed = dialects.filter(([, { breaks }]) => (breaks !== null) === wrong)
      if (listed.length > 0) heading(wrong ? 'Mutants: wrong versions, and the claims that they break' : 'Dialects')
      terminal.print(
        ...listed.map(
          ([name, { note, breaks }]) => `  ${page.name}@${name}: ${note}${breaks ? ` (${breaks.join(', ')})` : ''}`,
        ),
      )
    }
  }
  return 0
}

function tex(page: Page): string[] {
  const named = (name: string, formula: Parameters<typeof formulaTex>[0] | undefined) =>
    formula ? [`${nameTex(name)} = ${formulaTex(formula)}`] : []
  switch (page.kind) {
    case 'optimizer':
      return [
        ...(page.init ? [...blockTex(page.init.statements), '\\text{then:}'] : []),
        ...blockTex(page.step.statements),
      ]
    case 'problem':
      return [
        ...named('objective', page.objective?.expr),
        ...named('loss', page.loss?.expr),
        ...Object.entries(page.facts).flatMap(([name, fact]) => named(name, fact.expr)),
      ]
    case 'noise':
      return [formulaTex(page.value.expr)]
    default:
      return [...blockTex(page.step.statements), formulaTex(page.value.expr)]
  }
}

const article = (kind: Kind) => (kind === 'average' ? `an ${kind}` : `a ${kind}`)

function find(asked: string): { kind: Kind; page: Page; text: string } {
  const [name = '', dialect] = asked.split('@', 2)
  const catalog = fileCatalog()
  for (const kind of KINDS) {
    if (!catalog.names(kind).includes(name)) continue
    const base = catalog.page(kind, name)
    const text = catalog.text(kind, name)
    if (dialect === undefined) return { kind, page: base, text }
    const dialects = base.kind === 'optimizer' ? Object.keys(base.dialects) : []
    if (dialects.includes(dialect)) return { kind, page: catalog.page(kind, name, dialect), text }
    const known = dialects.length > 0 ? `its dialects are ${dialects.join(', ')}` : 'it has no dialects'
    throw new Failure(`'${name}' has no dialect '${dialect}'; ${known}`)
  }
  const hint = suggest(
    name,
    KINDS.flatMap((kind) => catalog.names(kind)),
  )
  throw new Failure(`no built-in page is named '${name}'; ${hint ?? "'adam-lab list' names them all"}`)
}
