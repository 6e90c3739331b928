// A process that keeps vitest and what it has made of the sources, and runs the tests that it is told to, in their order and up to
// the first that fails.
import { join } from 'node:path'
import { BaseSequencer, createVitest, type TestSpecification } from 'vitest/node'
import type { Answer, Question } from './tests.ts'

/** Tests run in the order in which they are given. */
class AsGiven extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files
  }
}

const vitest = await createVitest('test', {
  watch: false,
  maxWorkers: 1,
  silent: true,
  // The option `bail` counts failures of runs before.
  reporters: [{ onTestCaseResult: (test) => void (test.result().state === 'failed' && end()) }],
  // What never ends is noticed too.
  testTimeout: 60_000,
  setupFiles: [join('scripts', 'mutation', 'steady.ts')],
  sequence: { sequencer: AsGiven },
})
await vitest.standalone()

function end(): void {
  vitest.cancelCurrentRun('test-failure')
}

process.on('message', async ({ changed, tests }: Question) => {
  for (const file of changed) vitest.invalidateFile(join(process.cwd(), file))
  const project = vitest.getRootProject()
  const chosen = tests.map((path) => project.createSpecification(join(process.cwd(), path)))
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(chosen)
  // It tells of modules of runs before, too.
  const asked = testModules.filter(({ relativeModuleId }) => tests.includes(relativeModuleId))
  const failed = asked.find((one) => !one.ok())
  const answer: Answer = {
    failed: failed?.relativeModuleId ?? (unhandledErrors.length > 0 ? 'an error outside of tests' : null),
    seconds: asked
      .filter((one) => one.state() === 'passed')
      .map((one) => [one.relativeModuleId, one.diagnostic().duration / 1000]),
  }
  process.send?.(answer)
})
process.send?.('ready')
