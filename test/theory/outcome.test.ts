import { expect, it } from 'vitest'
import type { VerdictStatus } from '../../src/config/claim.ts'
import type { Verdict } from '../../src/run/verdict.ts'
import { exitCode } from '../../src/theory/outcome.ts'

const verdict = (
  status: VerdictStatus,
  expect: VerdictStatus = 'holds',
  mutants: Verdict['mutants'] = {},
): Verdict => ({
  claim: 'c',
  judge: 'limit',
  optimizer: 'a',
  problem: 'p',
  at: {},
  status,
  expect,
  predicted: null,
  measured: null,
  interval: null,
  slack: null,
  n: 1,
  reason: '',
  mutants,
})

it.each<[number, Verdict[]]>([
  [0, []],
  [0, [verdict('holds')]],
  [1, [verdict('violated')]],
  [0, [verdict('violated', 'violated')]],
  [1, [verdict('holds', 'violated')]],
  [1, [verdict('holds', 'inconclusive')]],
  [3, [verdict('inconclusive')]],
  [3, [verdict('not-measured')]],
  [3, [verdict('hypotheses-not-met')]],
  [3, [verdict('error')]],
  [3, [verdict('error', 'violated')]],
  [0, [verdict('hypotheses-not-met', 'hypotheses-not-met')]],
  [1, [verdict('inconclusive'), verdict('violated')]],
  [1, [verdict('holds', 'holds', { m: 'missed' })]],
  [0, [verdict('holds', 'holds', { m: 'caught' })]],
  [3, [verdict('inconclusive', 'holds', { m: 'missed' })]],
])('is %d', (code, verdicts) => {
  expect(exitCode(verdicts)).toBe(code)
})
