import type { Claim } from '../../src/config/claim.ts'
import type { OptimizerEntry, ProblemEntry } from '../../src/config/entry.ts'
import type { Experiment } from '../../src/config/experiment.ts'
import type { OptimizerPage, PageHead, ProblemPage } from '../../src/config/pages.ts'
import { parseBlock, parseFormula } from '../../src/lang/parse.ts'
import { Diagnostics, plainSource } from '../../src/lang/source.ts'
import type { Block, Formula } from '../../src/lang/syntax.ts'
import type { ReportInput } from '../../src/report/model.ts'
import type { Verdict } from '../../src/run/verdict.ts'
import { fakeExperiment, fakeTraces, seeds, wobble } from '../plots/fixture.ts'

export function formula(text: string): Formula {
  const sink = new Diagnostics()
  const parsed = parseFormula(plainSource(text), sink)
  if (!parsed) throw new Error(`${text}: ${sink.list.map((d) => d.message).join('; ')}`)
  return parsed
}

export function block(text: string): Block {
  const sink = new Diagnostics()
  const parsed = parseBlock(plainSource(text), sink)
  if (!parsed) throw new Error(`${text}: ${sink.list.map((d) => d.message).join('; ')}`)
  return parsed
}

const formulas = (texts: Record<string, string>): Record<string, Formula> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, formula(text)]))

const head = (changes: Partial<PageHead>): PageHead => ({
  name: 'page',
  title: 'A page',
  source: null,
  notes: [],
  hyper: {},
  text: null,
  ...changes,
})

export const ADOPT_STEP = `m = beta1 * m + (1 - beta1) * clamp(g / max(sqrt(v), eps), -t^0.25, t^0.25)
x = x - lr * m
v = beta2 * v + (1 - beta2) * g^2`

export function adopt(changes: Partial<OptimizerPage> = {}): OptimizerEntry {
  const page: OptimizerPage = {
    ...head({
      name: 'adopt',
      title: 'ADOPT',
      source: { paper: 'taniguchi2024', where: 'Algorithm 2', note: '' },
      notes: ['The first gradient only fills v.'],
      hyper: formulas({ lr: '1e-3', beta1: '0.9', beta2: '0.9999', eps: '1e-6' }),
    }),
    kind: 'optimizer',
    dialect: null,
    dialects: {},
    conforms: [],
    state: [
      { name: 'm', stages: null, init: formula('0') },
      { name: 'v', stages: null, init: formula('0') },
    ],
    draws: [],
    init: block('v = g^2'),
    step: block(ADOPT_STEP),
    ...changes,
  }
  const settings = { lr: [formula('0.01/sqrt(1 + 0.01*t)')], beta2: [0.1, 0.5, 0.999] }
  return { page, label: 'adopt', settings, mutantOf: null }
}

export function quadratic(changes: Partial<ProblemPage> = {}): ProblemEntry {
  const page: ProblemPage = {
    ...head({ name: 'quadratic', title: 'A noisy quadratic', hyper: formulas({ d: '2' }) }),
    kind: 'problem',
    d: formula('d'),
    objective: formula('sum(x^2) / 2'),
    loss: null,
    draws: [],
    data: [],
    noise: null,
    replay: null,
    start: formula('1'),
    domain: { kind: 'box', low: formula('-1'), high: formula('1') },
    facts: formulas({ L: '1', minimum: '0' }),
    ...changes,
  }
  return { page, label: 'quadratic', settings: { d: [2] }, mutantOf: null }
}

export const limitClaim = (changes: Partial<Claim> = {}): Claim =>
  ({
    id: 'adopt/limit',
    title: 'ADOPT reaches the optimum',
    source: 'taniguchi2024, section 5',
    statement: 'ADOPT converges for every beta2.',
    optimizers: ['adopt'],
    where: {},
    hypotheses: [],
    during: [],
    expect: 'holds',
    mutants: [],
    at: { line: 1, column: 1 },
    judge: 'limit',
    measure: 'gap',
    predict: formula('0'),
    within: formula('0.05'),
    ...changes,
  }) as Claim

export const verdict = (changes: Partial<Verdict> = {}): Verdict => ({
  claim: 'adopt/limit',
  judge: 'limit',
  optimizer: 'adopt',
  problem: 'quadratic',
  at: { beta2: 0.1 },
  status: 'holds',
  expect: 'holds',
  predicted: 0,
  measured: 0.0123456789,
  interval: [0.01, 0.015],
  slack: 4.05,
  n: 8,
  reason: 'The final value lies within 0.05 of 0.',
  mutants: { 'adopt@v_t': 'caught' },
  ...changes,
})

export function reportInput(changes: Partial<Experiment> = {}): ReportInput {
  const runs = ['adam', 'adopt'].flatMap((optimizer) =>
    [0.1, 0.5, 0.999].flatMap((beta2, point) =>
      seeds(8, { optimizer, point, hyper: { beta2 } }, (t, s) => t ** -0.5 * (1 + point) * wobble(s, t)),
    ),
  )
  const experiment: Experiment = {
    ...fakeExperiment(),
    name: 'adopt-toy',
    title: 'ADOPT reaches the optimum for every beta2',
    description: 'A toy problem on which Adam fails.',
    problems: [quadratic()],
    optimizers: [adopt()],
    claims: [limitClaim()],
    ...changes,
  }
  return {
    experiment,
    traces: fakeTraces(runs),
    verdicts: [verdict()],
    figures: [],
    digest: 'ab'.repeat(32),
    replay: 'adam-lab run adopt-toy.yaml',
    versions: { 'adam-lab': '0.1.0' },
  }
}
