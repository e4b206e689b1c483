import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from './border-parts.fixture.ts';
import { type Border, type House, type HouseOptions, makeBorder } from './two-agencies.fixture.ts';

const ASKS = `// Solo lo que ambas aceptan. Only what both accept.
@id("accepted-by-both") permit (principal, action, resource) when { resource.acceptedByPartner == "accepted" };`;
let folder: string;
let border: Border;
const opened: House[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garita-acceptance-'));
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

test('the partner’s word is its own signed list, where the agreement asks for it', async () => {
  border = await makeBorder(folder, { policy: ASKS });
  await open('us');
  const mx = await open('mx');
  const says = async (configuration: string) => (await mx.exchange.acceptance())(configuration);
  await until('the list', async () => (await says('portal-1')) === 'accepted');
  expect(await says('portal-9')).toBe('not-asked');
  expect(mx.accidents).toEqual([]);
});

test('nobody is asked where the agreement does not, a comment notwithstanding', async () => {
  const policy = '// acceptedByPartner\n@id("all") permit (principal, action, resource);';
  border = await makeBorder(folder, { policy });
  await open('us');
  const mx = await open('mx');
  const scan = await mx.admit(await border.mx.scan());
  await until('the receipt', async () => (await mx.shares()).find((row) => row.scan === scan)?.state === 'receipted');
  expect((await mx.exchange.acceptance())('portal-1')).toBe('not-asked');
});

test.each([
  ['accepted', 'shared'],
  ['refused', 'withheld'],
  ['not-asked', 'withheld'],
] as const)(
  'a configuration that the signed list says is %s is %s under such a policy',
  async (acceptedByPartner, state) => {
    border = await makeBorder(folder, { policy: ASKS });
    const standing = async () => ({ state: 'good', configurationStatus: 'approved', acceptedByPartner }) as const;
    await open('us');
    const mx = await open('mx', { change: { standing } });
    const scan = await mx.admit(await border.mx.scan());
    await until('a ruling', async () => (await mx.offers()).find((row) => row.scan === scan)?.state === state);
  },
);
