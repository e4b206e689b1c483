import { trustCrypto } from '@garita/node-crypto';
import { expect, test } from 'vitest';
import { makeWorld } from '../../../testdata/world.ts';
import { verifyScan } from './index.ts';

test('a good scan of a listed device is admitted', async () => {
  const world = await makeWorld();
  const scan = await world.scan();
  const { at, descriptor, trustList } = world;
  const verdict = await verifyScan(
    trustCrypto,
    { statement: scan.bytes, objects: scan.objects, sender: 'xr-1' },
    { at, descriptor, trustList, chain: null },
  );
  expect(verdict).toMatchObject({ outcome: 'admitted' });
});
