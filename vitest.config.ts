import { defineConfig } from 'vitest/config';

/** Tests of other people's software, whose own packages are installed first: EHRs and editors. */
const OTHERS = ['tests/beds/*/*.test.ts', 'tests/ehr/editors.test.ts', 'tests/sections.test.ts'];

/**
 * unit: beside the code, Node. e2e: the built extension in real Chromium, one at a time (two cores). ehr: the same in other
 * people's EHRs (`tests/beds`) and editors (`tests/ehr/editors`).
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tools/**/*.test.ts', 'demo/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'tools/models/.venv/**'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'tests/beds/**', ...OTHERS],
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'ehr',
          include: OTHERS,
          fileParallelism: false,
          testTimeout: 180_000,
          // Installing and building an EHR.
          hookTimeout: 1_500_000,
        },
      },
    ],
  },
});
