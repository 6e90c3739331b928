import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // As the process that draws has it.
    env: { TZ: 'UTC' },
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What is waited for comes in milliseconds, on a busy machine later.
    expect: { poll: { timeout: 30_000 } },
    // A process for each core, and the modules once in each: loading them anew for each file costs more than most files.
    // So a test puts back what it changes for a whole process: variables, timers, spies.
    pool: 'forks',
    isolate: false,
    restoreMocks: true,
    unstubEnvs: true,
    maxWorkers: 2,
  },
})
