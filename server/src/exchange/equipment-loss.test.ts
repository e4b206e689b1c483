import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toHex } from '@garita/trust';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from './border-parts.fixture.ts';
import type { EquipmentStanding } from './exchange-needs.ts';
import { type Border, type House, type HouseOptions, makeBorder } from './two-agencies.fixture.ts';

// The house rule: equipment that loses approval can no longer feed the exchange. A scan may have been admitted, and even
// have its share entry, hours before it can go.

let folder: string;
let border: Border;
let standing: EquipmentStanding;
const opened: House[] = [];

const good: EquipmentStanding = { state: 'good', configurationStatus: 'approved' };
const lost: EquipmentStanding = {
  state: 'lost',
  reasons: [{ code: 'CONFIGURATION_SUSPENDED', detail: 'configuration portal-1 is suspended' }],
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garita-loss-'));
  border = await makeBorder(folder);
  standing = good;
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((house) => house.close()));
  await rm(folder, { recursive: true, force: true });
});

async function open(agency: 'mx' | 'us', options: HouseOptions = {}): Promise<House> {
  const house = await border.open(agency, options);
  opened.push(house);
  return house;
}
const openSender = () => open('mx', { change: { standing: async () => standing } });
const isDown = (house: House) => until('the outage', async () => (await house.exchange.state()).reach === 'down');
const offerOf = (house: House, scan: string) =>
  until('a ruling', async () => (await house.offers()).find((row) => row.scan === scan && row.state !== 'waiting'));
const shareOf = async (house: House, scan: string) => (await house.shares()).find((row) => row.scan === scan);

test('a scan that an outage held up stays here when its configuration was suspended meanwhile', async () => {
  const mx = await openSender();
  const first = await mx.admit(await border.mx.scan());
  await isDown(mx);
  const second = await mx.admit(await border.mx.scan());
  expect(await shareOf(mx, first)).toMatchObject({ state: 'due' });
  standing = lost;

  const us = await open('us');
  for (const scan of [second, first]) {
    await until('a ruling', async () => (await mx.offers()).find((row) => row.scan === scan)?.state === 'withheld');
    expect(await offerOf(mx, scan)).toMatchObject({
      ruling: expect.stringContaining('CONFIGURATION_SUSPENDED: configuration portal-1 is suspended'),
    });
  }
  // The first had its share entry before: it is taken back, and nothing of it is served.
  expect(await shareOf(mx, first)).toMatchObject({ state: 'withheld', reasons: expect.stringContaining('SUSPENDED') });
  expect(await shareOf(mx, second)).toBeUndefined();
  expect((await mx.people.inject('/api/v1/withheld')).json().withheld).toHaveLength(2);
  expect((await mx.people.inject('/api/v1/shares')).json().shares).toMatchObject([{ state: 'withheld' }]);
  standing = good;
  const third = await mx.admit(await border.mx.scan());
  await until('the receipt', async () => (await shareOf(mx, third))?.state === 'receipted');
  expect((await us.received()).map((row) => row.scan)).toEqual([third]);
  expect(mx.accidents).toEqual([]);
});

test('nothing of a share that was taken back is served, though its leaf stands in the public log', async () => {
  const mx = await openSender();
  const scan = await border.mx.scan();
  const name = await mx.admit(scan);
  await isDown(mx);
  standing = lost;
  const us = await open('us');
  await until('it is taken back', async () => (await shareOf(mx, name))?.state === 'withheld');
  const leaf = (await shareOf(mx, name))?.leaf ?? '';
  const hash = toHex(scan.statement.objects[0]?.sha256 ?? new Uint8Array());
  const answer = await us.link.call({
    method: 'GET',
    path: `/exchange/v1/objects/${hash}?share=${leaf}`,
    lane: 'small',
    maxAnswerBytes: 65_536,
  });
  expect(answer.status).toBe(404);
});

test('a decision about a scan that was taken back stays here too', async () => {
  const mx = await openSender();
  const scan = await border.mx.scan();
  const name = await mx.admit(scan, undefined, await border.mx.decide(scan.hash));
  await until('both are due', async () => (await mx.shares()).length === 2);
  await isDown(mx);
  standing = lost;
  const us = await open('us');
  await until('both are taken back', async () => (await mx.shares()).every((row) => row.state === 'withheld'));
  const later = await mx.decide(scan.hash);
  await until('the ruling', async () => (await mx.offers()).find((row) => row.subject === later)?.state === 'withheld');
  expect((await mx.offers()).every((row) => row.scan === name && row.state === 'withheld')).toBe(true);
  expect(await us.received()).toEqual([]);
});

test('while no trust list is in force scans wait, and go out under the next one', async () => {
  const us = await open('us');
  standing = { state: 'unknown' };
  const mx = await openSender();
  const name = await mx.admit(await border.mx.scan());
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await mx.offers()).toMatchObject([{ scan: name, state: 'waiting' }]);
  standing = good;
  mx.exchange.wake();
  await until('the receipt', async () => (await shareOf(mx, name))?.state === 'receipted');
  expect(await us.received()).toHaveLength(1);
});

test('the policy sees the configuration as the list of today has it', async () => {
  await rm(folder, { recursive: true, force: true });
  const policy = `@id("approved-alone") permit (principal, action, resource)
    when { resource.configurationStatus == "approved" };`;
  border = await makeBorder(folder, { policy });
  const mx = await openSender();
  await mx.admit(await border.mx.scan());
  await isDown(mx);
  const name = await mx.admit(await border.mx.scan());
  standing = { state: 'good', configurationStatus: 'conditional' };
  await open('us');
  expect(await offerOf(mx, name)).toMatchObject({ state: 'withheld' });
});
