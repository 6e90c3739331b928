import type { OptimizerPage } from '../config/pages.ts'

/** A mutant as the page of a hand-written one has it: what of the rule it changes. */
export function mutantText(rule: OptimizerPage, mutant: OptimizerPage): string {
  const name = mutant.dialect ?? ''
  const states = mutant.state.filter(({ init }, k) => init !== rule.state[k]?.init)
  const block = (key: string, text: string) => [
    `    ${key}: |`,
    ...text
      .trimEnd()
      .split('\n')
      .map((line) => `      ${line}`),
  ]
  const state = mutant.state.map(({ name: of, stages, init }) => {
    const key = stages ? `"${of}[${stages.source.text}]"` : of
    return `${key}: ${init.source.text.trim()}`
  })
  return [
    `name: ${rule.name}`,
    'mutants:',
    `  ${name.slice(name.indexOf('/') + 1)}:`,
    ...(rule.dialect === null ? [] : [`    of: ${rule.dialect}`]),
    `    note: ${mutant.dialects[name]?.note ?? ''}`,
    ...(states.length > 0 ? [`    state: {${state.join(', ')}}`] : []),
    ...(mutant.init && mutant.init !== rule.init ? block('init', mutant.init.source.text) : []),
    ...(mutant.step === rule.step ? [] : block('step', mutant.step.source.text)),
    '',
  ].join('\n')
}
