import { randomInt } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openBorder } from './border.fixture.ts';
import { expectNothingLost, killAtRandom } from './crash.fixture.ts';

const KILLS = 54;
const ROUNDS = 3;

describe('kill -9 of a server or a lane, at any moment', () => {
  test(`${KILLS} times: nothing acknowledged is lost, nothing is doubled, both folders stay sound`, {
    timeout: 600_000,
  }, async () => {
    const border = await openBorder('crash-soak', 24_480);
    try {
      const seed = Number(process.env.GARITA_SEED ?? randomInt(2 ** 31));
      for (let round = 0; round < ROUNDS; round++) {
        await killAtRandom(border, { kills: KILLS / ROUNDS, seed: seed + round });
        expect((await expectNothingLost(border)).scans).toBeGreaterThan(round);
      }
    } finally {
      await border.close();
    }
  });
});
