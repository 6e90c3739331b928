import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { predicted } from '../theory/oracles/predictions.ts'
import { adamLab } from './adam-lab.ts'

const page = 'configs/custom-drift.yaml'

test('a prediction on the rule of a page is judged in a run, and printed', async () => {
  const out = mkdtempSync(join(tmpdir(), 'adam-lab-'))
  expect(await adamLab(['run', page, '--out', out])).toMatchObject({ code: 0, err: '' })
  const printed = await adamLab(['oracle', `${page}@drift_mine`, 'P=10', 'beta2=0.9'])
  expect(printed.code).toBe(0)
  // The rule is ADOPT without its momentum.
  expect(Number(printed.out)).toBe(predicted('drift_adopt', 10, 10, 0.9))
})

test('predictions of a page are listed, and one that it does not have is told', async () => {
  expect((await adamLab(['oracle', page])).out).toMatch(/drift_mine +Drift per period/)
  const missing = await adamLab(['oracle', `${page}@drift_mne`])
  expect(missing).toMatchObject({
    code: 2,
    err: expect.stringContaining("has no prediction 'drift_mne'; did you mean 'drift_mine'?"),
  })
  expect(await adamLab(['oracle', 'configs/quickstart.yaml@drift'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('it has no predictions'),
  })
})
