import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const shared = { root, resolve: { alias: [{ find: /^@\//, replacement: root }] } }

/** Suites on real parts get a clean database a file; a first answer of a cold node or pool may take its time. */
const onRealParts = { testTimeout: 120_000, hookTimeout: 120_000 }

export default defineConfig({
  ...shared,
  test: {
    // Runs once for all projects; starts nothing when only unit tests are asked for.
    globalSetup: './tests/support/globalSetup.ts',
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          include: ['{lib,db,components,server,scripts,contracts,sdk}/**/*.test.{ts,tsx}'],
        },
      },
      {
        ...shared,
        test: { name: 'integration', include: ['tests/integration/**/*.test.ts'], ...onRealParts },
      },
      { ...shared, test: { name: 'api', include: ['tests/api/**/*.test.ts'], ...onRealParts } },
      {
        ...shared,
        // One seam under one product for all files of a worker: its modules keep nothing of a run, and loading them takes seconds.
        test: {
          name: 'simulation',
          include: ['tests/simulation/**/*.test.ts'],
          setupFiles: './tests/simulation/setup.ts',
          isolate: false,
          ...onRealParts,
        },
      },
      // Several processes of the server each: what needs nginx or Redis is skipped by name where they are missing.
      { ...shared, test: { name: 'machines', include: ['tests/machines/**/*.test.ts'], ...onRealParts } },
      { ...shared, test: { name: 'contracts', include: ['tests/contracts/**/*.test.ts'], ...onRealParts } },
    ],
  },
})
