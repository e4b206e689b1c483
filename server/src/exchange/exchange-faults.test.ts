import { randomBytes } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultPolicy } from '@garita/exchange';
import { toHex } from '@garita/trust';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type PartnerLink, PartnerLinkError } from '../ports/partner-link.ts';
import { makeTerms, until } from './border-parts.fixture.ts';
import { type Border, type House, type HouseOptions, makeBorder } from './two-agencies.fixture.ts';

let folder: string;
let border: Border;
const opened: House[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garita-faults-'));
  border = await makeBorder(folder);
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((house) => house.close()));
  await rm(folder, { recursive: true, force: true });
});

async function open_(agency: 'mx' | 'us', options: HouseOptions = {}): Promise<House> {
  const house = await border.open(agency, options);
  opened.push(house);
  return house;
}

async function close(house: House): Promise<void> {
  opened.splice(opened.indexOf(house), 1);
  await house.close();
}

const closed = (house: House, scan: string) =>
  until('an answer of the partner', async () =>
    (await house.shares()).find((row) => row.scan === scan && row.item === 'scan' && row.closed_at !== null),
  );

async function flipByte(house: House, sha256: string, offset: number): Promise<void> {
  const path = join(house.folder, 'archive', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  const file = await open(path, 'r+');
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, offset);
  byte[0] = (byte[0] as number) ^ 1;
  await file.write(byte, 0, 1, offset);
  await file.close();
}

/** A gate that pulls, or posts to a path, stop at until it is opened. */
function gate() {
  let open = () => {};
  let arrived = () => {};
  const opens = new Promise<void>((resolve) => {
    open = resolve;
  });
  const arrives = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  return {
    open,
    arrives,
    async pass() {
      arrived();
      await opens;
    },
  };
}

const withPull = (link: PartnerLink, before: () => Promise<void>): PartnerLink => ({
  ...link,
  pull: async (...given) => {
    await before();
    return link.pull(...given);
  },
});

describe('while the partner is away', () => {
  test('shares wait, and go out in the order of the log when it is back', async () => {
    const mx = await open_('mx');
    const hashes: string[] = [];
    for (let n = 0; n < 30; n++) hashes.push(await mx.admit(await border.mx.scan({ files: [randomBytes(400)] })));
    await until('a failed try', async () => (await mx.exchange.state()).reach === 'down');
    expect((await mx.shares()).every((row) => row.state === 'due')).toBe(true);
    expect(mx.log.state().cosigned).toBe(0);
    expect(mx.log.state().uncosignedSince).toBeGreaterThan(0);

    const us = await open_('us');
    await until('all receipts', async () => (await mx.shares()).every((row) => row.state === 'receipted'), 20_000);
    const arrivals = (await us.received()).map((row) => row.scan);
    expect(arrivals).toHaveLength(30);
    expect(new Set(arrivals)).toEqual(new Set(hashes));
    // Two dozen are under way at once, so nobody arrives further out of turn than that.
    for (const [place, scan] of arrivals.entries()) expect(Math.abs(place - hashes.indexOf(scan))).toBeLessThan(24);
    await until('all cosigned', async () => mx.log.state().uncosignedSince === undefined);
  });

  test('a receipt that the sender could not take is sent when it is back', async () => {
    const held = gate();
    const us = await open_('us', { wrapLink: (link) => withPull(link, held.pass) });
    let mx = await open_('mx');
    const hash = await mx.admit(await border.mx.scan());
    await held.arrives;
    await until('delivery', async () => (await mx.shares())[0]?.state === 'delivered');
    await close(mx);
    held.open();
    mx = await open_('mx');
    expect(await closed(mx, hash)).toMatchObject({ state: 'receipted' });
    expect(await us.received()).toHaveLength(1);
  });
});

describe('a byte flipped in the sender’s store between push and pull', () => {
  test('is refused and logged as refused, naming object and chunk, after a few tries', async () => {
    const held = gate();
    let pulls = 0;
    const us = await open_('us', {
      wrapLink: (link) =>
        withPull(link, async () => {
          pulls++;
          await held.pass();
        }),
    });
    const mx = await open_('mx');
    const scan = await border.mx.scan({ files: [randomBytes(10_000_000)] });
    const hash = await mx.admit(scan);
    await held.arrives;
    const sha256 = toHex(scan.objects[0]?.sha256 ?? new Uint8Array());
    await flipByte(mx, sha256, 9_000_000);
    held.open();

    expect(await closed(mx, hash)).toMatchObject({ state: 'refused' });
    const [row] = await us.received();
    expect(row?.state).toBe('refused');
    expect(row?.reasons).toContain('OBJECT_CHUNK_MISMATCH');
    expect(row?.reasons).toContain('object 0, chunk 1 ');
    expect(pulls).toBe(1 + 3);
    expect((await us.log.opening(row?.entry_leaf ?? ''))?.kind).toBe('received');
    expect(await us.blobs.size(sha256)).toBeUndefined();
    expect(us.notes.at(-1)).toMatchObject({ step: 'partner-refused', scan: hash });
    expect(mx.notes.at(-1)).toMatchObject({ step: 'partner-refused', reasons: [{ code: 'OBJECT_CHUNK_MISMATCH' }] });
  });

  test('a chunk list that does not give the signed root is refused', async () => {
    const [us, mx] = [await open_('us'), await open_('mx')];
    const scan = await border.mx.scan();
    const sha256 = toHex(scan.objects[0]?.sha256 ?? new Uint8Array());
    const held = mx.chunkLists.set.bind(mx.chunkLists);
    mx.chunkLists.set = (key, list) => held(key, key === sha256 ? randomBytes(32) : list);
    const hash = await mx.admit(scan);
    expect(await closed(mx, hash)).toMatchObject({ state: 'refused' });
    expect((await us.received())[0]?.reasons).toContain('OBJECT_CHUNK_ROOT_MISMATCH');
  });

  test('bytes that are in the archive already are read again, not fetched again', async () => {
    let pulls = 0;
    const us = await open_('us', {
      wrapLink: (link) =>
        withPull(link, async () => {
          pulls++;
        }),
    });
    const mx = await open_('mx');
    const file = randomBytes(5_000);
    await closed(mx, await mx.admit(await border.mx.scan({ files: [file] })));
    const scan = await border.mx.scan({ files: [file] });
    expect(await closed(mx, await mx.admit(scan))).toMatchObject({ state: 'receipted' });
    expect(pulls).toBe(1);
    // Spoiled on our own disk meanwhile: found, and mended from the partner.
    const sha256 = toHex(scan.objects[0]?.sha256 ?? new Uint8Array());
    await flipByte(us, sha256, 100);
    expect(await closed(mx, await mx.admit(await border.mx.scan({ files: [file] })))).toMatchObject({
      state: 'receipted',
    });
    expect(pulls).toBe(2);
    expect(Buffer.compare((await us.blobs.readBytes(sha256, 0, 5_000)) ?? Buffer.alloc(0), file)).toBe(0);
  });
});

describe('a receiver that dies', () => {
  const receivedEntries = async (house: House) => (await house.received()).filter((row) => row.entry_leaf !== null);

  test('in the middle of a pull takes it up again', async () => {
    const held = gate();
    let us = await open_('us', { wrapLink: (link) => withPull(link, held.pass) });
    const mx = await open_('mx');
    const hash = await mx.admit(await border.mx.scan({ files: [randomBytes(9_000_000)] }));
    await held.arrives;
    const dying = close(us);
    held.open();
    await dying;
    us = await open_('us');
    expect(await closed(mx, hash)).toMatchObject({ state: 'receipted' });
    expect(await receivedEntries(us)).toHaveLength(1);
  });

  test('between the last byte and the receipt sends it after the restart, of one received entry', async () => {
    const noReceipts = (link: PartnerLink): PartnerLink => ({
      ...link,
      call: async (call) => {
        if (call.path === '/exchange/v1/receipts') throw new PartnerLinkError('PARTNER_UNREACHABLE', 'the line is cut');
        return link.call(call);
      },
    });
    let us = await open_('us', { wrapLink: noReceipts });
    const mx = await open_('mx');
    const hash = await mx.admit(await border.mx.scan());
    await until('the received entry', async () => (await receivedEntries(us)).length === 1);
    const leaf = (await receivedEntries(us))[0]?.entry_leaf;
    await close(us);
    us = await open_('us');
    expect(await closed(mx, hash)).toMatchObject({ state: 'receipted' });
    expect((await receivedEntries(us)).map((row) => row.entry_leaf)).toEqual([leaf]);
  });
});

describe('the partner’s trust lists', () => {
  test('may not go back to one that was replaced, but a scan from before may come late', async () => {
    let ahead = 0;
    const clock = { now: () => Date.now() + ahead };
    const [us, mx] = [await open_('us', { clock }), await open_('mx', { clock })];
    const late = await border.mx.scan();
    const lateEntry = await mx.admitQuietly(late);
    // The order is the log's: a clock that was fast for a while proves nothing.
    ahead = 110_000;
    const fast = await border.mx.scan();
    const fastEntry = await mx.admitQuietly(fast);
    ahead = 0;
    const next = await mx.publishList({ version: 2, previous: border.mx.trustList.hash });
    expect(await closed(mx, await mx.admit(await border.mx.scan(), next))).toMatchObject({ state: 'receipted' });
    ahead = 120_000;

    const fromBefore = await mx.push(await mx.shareByHand(late, { admitted: lateEntry }));
    expect(fromBefore).toMatchObject({ status: 202, body: { state: 'pulling' } });
    const fromFastClock = await mx.push(await mx.shareByHand(fast, { admitted: fastEntry }));
    expect(fromFastClock).toMatchObject({ status: 202, body: { state: 'pulling' } });
    const rolledBack = await mx.push(await mx.shareByHand(await border.mx.scan()));
    expect(rolledBack).toMatchObject({
      status: 202,
      body: { state: 'refused', reasons: [{ code: 'TRUST_LIST_ROLLED_BACK' }] },
    });
    expect((await us.received()).map((row) => row.state).sort()).toContain('refused');
  });
});

test('a partner cannot fill our disk: its objects wait while there is little room', async () => {
  let room = false;
  const us = await open_('us', { change: { hasRoom: () => room } });
  const mx = await open_('mx');
  const scan = await mx.admit(await border.mx.scan());
  await until('the share', async () => (await us.received()).length === 1);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await us.received()).toMatchObject([{ state: 'pulling', attempts: 0 }]);
  expect(await Array.fromAsync(us.blobs.list())).toEqual([]);
  room = true;
  expect(await closed(mx, scan)).toMatchObject({ state: 'receipted' });
});

test('a receipt under a descriptor that has run out waits for the next descriptor', async () => {
  const mx = await open_('mx');
  const { current } = mx.partner;
  const { bytes, descriptor } = current();
  const old = { bytes, descriptor: { ...descriptor, expiresAt: Date.now() - 1 } };
  Object.assign(mx.partner, { current: () => old });
  const us = await open_('us');
  const scan = await mx.admit(await border.mx.scan());
  await until('a try', async () => (await us.received()).find((row) => row.receipt_attempts > 0));
  expect((await mx.shares())[0]).toMatchObject({ state: 'delivered', receipt: null });
  expect((await us.received())[0]).toMatchObject({ receipt_state: 'due' });
  Object.assign(mx.partner, { current });
  us.exchange.wake();
  expect(await closed(mx, scan)).toMatchObject({ state: 'receipted' });
});

describe('our own agency', () => {
  test('refuses what it has itself taken off its list, with the reasons the list gives', async () => {
    const notice = [{ code: 'BATTERY_FIRE', es: 'Se incendió la batería.', en: 'The battery caught fire.' }];
    const us = await open_('us', {
      change: {
        partnerRefusals: async ({ configuration }) => [
          { code: 'CONFIGURATION_REFUSED', detail: `${configuration} is refused here`, notice },
        ],
      },
    });
    const mx = await open_('mx');
    const share = await closed(mx, await mx.admit(await border.mx.scan()));
    expect(share).toMatchObject({ state: 'refused' });
    expect(share.reasons).toContain('CONFIGURATION_REFUSED');
    expect((await us.received())[0]?.reasons).toContain('The battery caught fire.');
    const [listed] = (await us.people.inject('/api/v1/received')).json().received;
    expect(listed).toMatchObject({ state: 'refused', reasons: [{ code: 'CONFIGURATION_REFUSED', notice }] });
  });

  test('judges a late share by the agreement of its time, and a new one by the agreement of today', async () => {
    const next = (from: number) => makeTerms(border.mx, border.us, defaultPolicy(['mx', 'us']), 2, from);
    let current = await next(Date.now() + 60_000);
    const us = await open_('us', {
      change: {
        agreement: async () => current,
        agreementByHash: async (hash) => [border.agreement, current].find((one) => toHex(one.signed.hash) === hash),
      },
    });
    const mx = await open_('mx');
    expect(await closed(mx, await mx.admit(await border.mx.scan()))).toMatchObject({ state: 'receipted' });
    current = await next(Date.now() - 60_000);
    const late = await closed(mx, await mx.admit(await border.mx.scan()));
    expect(late).toMatchObject({ state: 'refused', reasons: expect.stringContaining('AGREEMENT_MISMATCH') });
    expect((await us.received()).map((row) => row.state)).toEqual(['verified', 'refused']);
  });

  test('takes and gives nothing without an agreement', async () => {
    const us = await open_('us', { change: { agreement: async () => undefined } });
    const mx = await open_('mx');
    await mx.admit(await border.mx.scan());
    const share = await until('a try', async () => (await mx.shares()).find((row) => row.attempts > 0));
    expect(share).toMatchObject({ state: 'due' });
    expect(share.last_error).toContain('no agreement is in force here');
    const hash = await us.admit(await border.us.scan());
    await until('the ruling', async () => (await us.offers())[0]?.state === 'withheld');
    expect((await us.offers())[0]).toMatchObject({ scan: hash, ruling: expect.stringContaining('no agreement') });
  });
});
