import type { Page } from '../config/pages.ts'
import { Diagnostics } from '../lang/source.ts'
import { blockTex, definitionTex, formulaTex, nameTex } from '../lang/tex.ts'
import { onlyOptimizers } from '../messages/asked.ts'
import { ruleDimension } from '../proof/dimension.ts'
import { factSentences, type RuleFacts, ruleFacts } from '../proof/rule-facts.ts'
import { quote } from '../text/clip.ts'
import { jsonText } from '../text/json.ts'
import { failure } from './failure.ts'
import { type FoundPage, find } from './find.ts'
import { hyperValues, wrongSetting } from './hyper-values.ts'
import { article } from './kinds.ts'
import type { ShowOptions } from './show-options.ts'
import { terminal } from './terminal.ts'

/** `adam-lab show name[@dialect]`: a page as it is written, and what follows from it; with a second rule, the two compared. */
export async function show(asked: string, other: string | undefined, options: ShowOptions): Promise<number> {
  if (other !== undefined) {
    if (options.wat) throw failure(onlyOptimizers('--wat prints the kernel of one optimizer, and two are named'))
    return (await import('./show-pair.ts')).showPair(asked, other, options)
  }
  const found = await find(asked)
  const { kind, page, text, dimension } = found
  if (options.set && page.kind !== 'optimizer')
    throw failure(
      onlyOptimizers(`--set is for the hyperparameters of an optimizer, and ${quote(asked)} is ${article(kind)}`),
    )
  const facts = factsOf(found, options.set)
  if (options.json) {
    terminal.print(...jsonText({ name: asked, kind, title: page.title, facts }, undefined, 2).split('\n'))
    return 0
  }
  if (options.wat) {
    if (page.kind !== 'optimizer')
      throw failure(onlyOptimizers(`--wat prints the kernel of an optimizer, and ${quote(asked)} is ${article(kind)}`))
    const { kernelText } = await import('./kernel-text.ts')
    terminal.print(...kernelText(page, dimension ?? undefined).split('\n'))
    return 0
  }
  const heading = (words: string) => terminal.print('', terminal.paint('bold', words))
  terminal.print(terminal.paint('bold', `${asked}: ${page.title}`), '', ...text.trimEnd().split('\n'))
  const hyper = Object.entries(page.hyper)
  if (hyper.length > 0) heading('Hyperparameters')
  terminal.print(...hyper.map(([name, formula]) => `  ${name} = ${formula.source.text.trim()}`))
  heading('TeX')
  terminal.print(...tex(page).map((line) => `  ${line}`))
  if (page.kind === 'optimizer') {
    heading('Facts')
    terminal.print(...factSentences(facts).map((fact) => `  ${fact}`))
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

/** What the graph of a rule says; null of what is no rule. */
function factsOf({ page, dimension }: FoundPage, set: readonly string[] = []): RuleFacts | null {
  if (page.kind !== 'optimizer') return null
  const given = hyperValues([page], set)
  const sink = new Diagnostics()
  const facts = ruleFacts(page, given, sink, ruleDimension([page], given, dimension))
  const [wrong] = sink.list
  if (!facts && wrong) throw wrongSetting(wrong, set)
  return facts
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
    case 'prediction':
      return definitionTex(page.definition)
    default:
      return [...blockTex(page.step.statements), formulaTex(page.value.expr)]
  }
}
