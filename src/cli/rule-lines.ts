import type { OptimizerPage } from '../config/pages.ts'
import type { Formula } from '../lang/syntax.ts'

/** What a rule consists of: its states at the start, its draws, and its statements, those for the first gradient marked. */
export function ruleLines({ state, draws, init, step, hyper }: OptimizerPage): string[] {
  const lines = (text: string) =>
    text
      .split('\n')
      .map((line) => line.replace(/#.*$/, '').trimEnd())
      .filter((line) => line !== '')
  const text = ({ source }: Formula) => source.text.replaceAll(/\s+/g, ' ').trim()
  const formulas = Object.entries(hyper).filter(([, { expr }]) => expr.kind !== 'number')
  return [
    ...formulas.map(([name, formula]) => `hyper: ${name} = ${text(formula)}`),
    ...state.map(
      ({ name, stages, init: start }) => `state: ${name}${stages ? `[${text(stages)}]` : ''} = ${text(start)}`,
    ),
    ...draws.map(({ name, law, per }) => `draw: ${name} ${typeof law === 'string' ? law : law.page.name} per ${per}`),
    ...(init ? lines(init.source.text).map((line) => `init: ${line}`) : []),
    ...lines(step.source.text),
  ]
}
