import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // As the process that draws has it.
    env: { TZ: 'UTC' },
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
})
