import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{packages,node-crypto,lane,server,cli,web,demo,e2e}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/*.soak.test.ts', '**/*.peers.test.ts'],
    globalSetup: ['e2e/demo-template.fixture.ts'],
    // The end-to-end tests mostly wait, for servers and for a browser: one file at a time would leave the machine idle.
    maxWorkers: 3,
    // Nothing here keeps state in a module or replaces one: files share what they import, which saves a third of the time.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
