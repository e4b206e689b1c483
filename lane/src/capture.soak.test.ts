import { beforeAll, expect, test } from 'vitest';
import { makeWorld, type World } from '../../testdata/world.ts';
import { captureAndKill, expectWholeLane } from './kill-capture.fixture.ts';
import { enrolledFolder } from './lane.fixture.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

test('fifty kills at random moments of capturing: the chain is whole after each', async () => {
  for (let lane = 0; lane < 5; lane++) {
    const folder = await enrolledFolder(world);
    const told = new Map<number, string>();
    for (let kill = 0; kill < 10; kill++) {
      for (const [seq, scan] of await captureAndKill(folder, world.at, Math.random() * 100)) told.set(seq, scan);
      await expectWholeLane(world, folder, told);
    }
    expect(told.size).toBeGreaterThan(10);
  }
});
