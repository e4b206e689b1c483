import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { type Border, openBorder } from './border.fixture.ts';
import { expectNothingLost, killAtRandom } from './crash.fixture.ts';

let border: Border;
beforeAll(async () => {
  border = await openBorder('crash', 23_480);
});
afterAll(() => border.close());

describe('kill -9 of a server or a lane, at any moment', () => {
  test('loses nothing that was acknowledged, doubles nothing, and leaves both folders sound', {
    timeout: 120_000,
  }, async () => {
    await killAtRandom(border, { kills: 3, seed: Number(process.env.GARITA_SEED ?? randomInt(2 ** 31)) });
    await expectNothingLost(border);
  });
});
