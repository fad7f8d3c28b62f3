import { defineConfig } from 'vitest/config';

// Journeys in a real browser against the real program, nothing mocked. Each has a program of its own and waits much of
// its time: two go side by side.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.journey.ts'],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
