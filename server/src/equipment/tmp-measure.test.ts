import { test } from 'vitest';
import { openEquipmentHouse } from './equipment-house.fixture.ts';
test('m', async () => {
  const house = await openEquipmentHouse();
  for (let n = 0; n < 200; n++) { await house.describe(`cfg-${n}`); await house.evaluate(`cfg-${n}`); await house.take({ kind: 'configuration', id: `cfg-${n}` }, 'submitted'); }
  for (const url of ['', '/configurations/cfg-7', '/next-decision?kind=configuration&id=cfg-7']) {
    const t = performance.now(); for (let i = 0; i < 5; i++) await house.get(url); console.log(url, ((performance.now() - t) / 5).toFixed(1), 'ms');
  }
  const t = performance.now(); await house.take({ kind: 'configuration', id: 'cfg-7' }, 'returned'); console.log('take', (performance.now() - t).toFixed(1));
  await house.close();
}, 120000);
