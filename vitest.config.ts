import { defineConfig } from 'vitest/config';

/**
 * unit: beside the code, Node. e2e: the built extension in real Chromium, one at a time (two cores). ehr: the same in other
 * people's EHRs (`tests/beds`), which their own packages are installed and built for.
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
          exclude: ['**/node_modules/**', 'tests/beds/**'],
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'ehr',
          include: ['tests/beds/*/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          // Installing and building an EHR.
          hookTimeout: 1_500_000,
        },
      },
    ],
  },
});
