import { defineConfig } from 'vitest/config';

/** unit: beside the code, Node. e2e: the built extension in real Chromium, one at a time (two cores). */
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
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
