import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{packages,lane,server,cli,web,demo,e2e}/**/*.peers.test.ts'],
    exclude: ['**/node_modules/**'],
    testTimeout: 900_000,
    hookTimeout: 60_000,
  },
});
