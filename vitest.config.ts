import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{packages,node-crypto,lane,server,cli,web,demo,e2e}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/*.soak.test.ts', '**/*.peers.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
