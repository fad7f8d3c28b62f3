import { defineConfig } from 'vitest/config';

// Journeys in a real browser against the real program: slow, one after the other, nothing mocked.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.journey.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
