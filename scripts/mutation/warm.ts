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

/** The first file of tests that failed in a run. */
let failed: string | null = null

const vitest = await createVitest('test', {
  watch: false,
  maxWorkers: 1,
  silent: true,
  // The option `bail` counts failures of runs before, and what is ended after a failure is not told as failed.
  reporters: [
    {
      onTestCaseResult: (test) => end(test.result().state === 'failed', test.module),
      onTestModuleEnd: (module) => end(!module.ok(), module),
    },
  ],
  // What never ends is noticed too.
  testTimeout: 60_000,
  setupFiles: [join('scripts', 'mutation', 'steady.ts')],
  sequence: { sequencer: AsGiven },
})
await vitest.standalone()

function end(isFailure: boolean, { relativeModuleId }: { readonly relativeModuleId: string }): void {
  if (!isFailure || failed !== null) return
  failed = relativeModuleId
  vitest.cancelCurrentRun('test-failure')
}

process.on('message', async ({ changed, tests }: Question) => {
  failed = null
  for (const file of changed) vitest.invalidateFile(join(process.cwd(), file))
  const project = vitest.getRootProject()
  const chosen = tests.map((path) => project.createSpecification(join(process.cwd(), path)))
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(chosen)
  if (unhandledErrors.length > 0) failed ??= 'an error outside of tests'
  const answer: Answer = {
    failed,
    seconds: testModules
      .filter((one) => one.state() === 'passed')
      .map((one) => [one.relativeModuleId, one.diagnostic().duration / 1000]),
  }
  process.send?.(answer)
})
process.send?.('ready')
