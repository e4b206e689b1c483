import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { equipmentFlag } from '@garita/api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { until } from './border-parts.fixture.ts';
import type { EquipmentNoticeTables } from './equipment-table.ts';
import { type Border, type House, makeBorder, signedEquipmentDecision } from './two-agencies.fixture.ts';

// What one agency decides about its own equipment, as the other hears of it: over real TLS.

let folder: string;
let border: Border;
const opened: House[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'garita-notices-'));
  border = await makeBorder(folder, { equipmentSignatures: 2 });
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((house) => house.close()));
  await rm(folder, { recursive: true, force: true });
});

async function open(agency: 'mx' | 'us'): Promise<House> {
  const house = await border.open(agency);
  opened.push(house);
  return house;
}
const flags = (house: House) => house.exchange.equipmentFlags();
const flagged = (house: House) => until('the flag', async () => (await flags(house))[0]);
const receivedAs = (house: House, scan: string, state: string) =>
  until(state, async () => (await house.received()).find((row) => row.scan === scan && row.state === state));
const RESTORED = { seq: 2, previous: new Uint8Array(32), from: 'suspended', to: 'listed' } as const;
const PORTAL = { kind: 'configuration', id: 'portal-1' } as const;

describe('a suspension of our equipment', () => {
  test('is known to the partner within seconds, logged there, and told to whoever watches', async () => {
    const [mx, us] = [await open('mx'), await open('us')];
    const size = us.log.state().size;
    const since = border.mx.at - 5000;
    const begun = Date.now();
    const { hash } = await mx.decideEquipment({ compromisedSince: since });
    const flag = await flagged(us);
    expect(Date.now() - begun).toBeLessThan(5000);
    expect(equipmentFlag.parse(flag)).toMatchObject({
      ...{ agency: 'mx', subject: PORTAL, state: 'suspended', reason: 'UNDER_INQUIRY', decision: hash },
      ...{ words: { en: 'It is being looked into.' }, compromisedSince: since, restoredAt: null },
    });
    expect(us.log.state().size).toBe(size + 1);
    expect(us.notes).toMatchObject([{ step: 'equipment-changed', scan: hash }]);
    expect(await flags(mx)).toEqual([]);
    expect([...mx.accidents, ...us.accidents]).toEqual([]);
  });

  test('is told after an outage and a restart, once', async () => {
    const mx = await open('mx');
    const { hash } = await mx.decideEquipment({});
    await until('the outage', async () => (await mx.exchange.state()).reach === 'down');
    opened.splice(opened.indexOf(mx), 1);
    await mx.close();
    const us = await open('us');
    const again = await open('mx');
    expect(await flagged(us)).toMatchObject({ decision: hash });
    await until('it is done', async () => {
      const rows = await again.database
        .tables<EquipmentNoticeTables>()
        .selectFrom('exchange_equipment')
        .selectAll()
        .execute();
      return rows.every(({ due }) => due === 0);
    });
    expect(us.notes).toHaveLength(1);
  });

  test('makes the partner refuse what is shared of it, until its officers restore it', async () => {
    const [mx, us] = [await open('mx'), await open('us')];
    const before = await mx.admit(await border.mx.scan());
    await receivedAs(us, before, 'verified');
    const { hash, decision } = await mx.decideEquipment({});
    await flagged(us);
    const during = await mx.admit(await border.mx.scan());
    const refused = await receivedAs(us, during, 'refused');
    expect(JSON.parse(refused.reasons)).toMatchObject([
      { code: 'CONFIGURATION_SUSPENDED', detail: expect.stringContaining(hash), notice: [{ code: 'UNDER_INQUIRY' }] },
    ]);
    // A list that answers the suspension was made by officers who knew of it.
    const list = await mx.publishList({
      version: 2,
      previous: border.mx.trustList.hash,
      answers: [decision.payloadHash],
    });
    const answered = await mx.admit(await border.mx.scan(), list);
    await receivedAs(us, answered, 'verified');
    await mx.decideEquipment(RESTORED, border.mx.authorities);
    await until('trust is back', async () => (await flags(us))[0]?.restoredAt ?? undefined);
    const after = await mx.admit(await border.mx.scan(), list);
    await receivedAs(us, after, 'verified');
  });

  test('of one device touches that device alone', async () => {
    const [mx, us] = [await open('mx'), await open('us')];
    await mx.decideEquipment(
      { subject: { kind: 'device', id: 'xr-2' }, from: 'active', to: 'removed' },
      border.mx.authorities,
    );
    expect(await flagged(us)).toMatchObject({ subject: { kind: 'device', id: 'xr-2' }, state: 'removed' });
    const [one, two] = [border.mx.devices['xr-1'], border.mx.devices['xr-2']];
    const good = await mx.admit(await border.mx.scan(one ? { device: one } : {}));
    const bad = await mx.admit(await border.mx.scan(two ? { device: two } : {}));
    await receivedAs(us, good, 'verified');
    expect(JSON.parse((await receivedAs(us, bad, 'refused')).reasons)).toMatchObject([{ code: 'DEVICE_REMOVED' }]);
  });
});

test('what an officer whose clock is ahead took away is gone from the moment the partner hears of it', async () => {
  const [mx, us] = [await open('mx'), await open('us')];
  await mx.decideEquipment({ at: Date.now() + 300_000 });
  expect((await flagged(us))?.since).toBeLessThanOrEqual(Date.now());
});

test('what the partner never heard was taken is not told when it is given', async () => {
  const [mx, us] = [await open('mx'), await open('us')];
  await mx.decideEquipment({ from: 'operational-test', to: 'listed' }, border.mx.authorities);
  await mx.decideEquipment({ subject: { kind: 'device', id: 'xr-1' }, from: 'active', to: 'suspended' });
  await flagged(us);
  const rows = await us.database.tables<EquipmentNoticeTables>().selectFrom('exchange_equipment').selectAll().execute();
  expect(rows.map(({ subject }) => subject)).toEqual(['xr-1']);
});

describe('the partner refuses a decision', () => {
  const told = async (change: Parameters<typeof signedEquipmentDecision>[1], signers = border.mx.authorities) => {
    const [mx, us] = [await open('mx'), await open('us')];
    const { cose } = await signedEquipmentDecision(border.mx, change, signers);
    const { status, body } = await mx.tellEquipment(cose);
    expect(await flags(us)).toEqual([]);
    return [status, body.error?.code];
  };

  test('that gives trust back with one signature of two', async () => {
    expect(await told(RESTORED, border.mx.authorities.slice(0, 1))).toEqual([
      422,
      'EQUIPMENT_DECISION_SIGNER_NOT_ENTITLED',
    ]);
  });

  test('that an evaluator signed, that is no matter of the partner’s, or that is from the future', async () => {
    expect(await told({ by: 'evaluator' }, [border.mx.officers.evaluator])).toEqual([
      422,
      'EQUIPMENT_DECISION_SIGNER_NOT_ENTITLED',
    ]);
    await Promise.all(opened.splice(0).map((house) => house.close()));
    expect(await told({ from: 'submitted', to: 'returned' })).toEqual([422, 'EQUIPMENT_DECISION_NOT_SHARED']);
    await Promise.all(opened.splice(0).map((house) => house.close()));
    expect(await told({ at: Date.now() + 3_600_000 })).toEqual([422, 'EQUIPMENT_DECISION_TIME_IMPLAUSIBLE']);
  });

  test('about equipment of its own, and noise', async () => {
    const [mx, us] = [await open('mx'), await open('us')];
    const { cose } = await signedEquipmentDecision(border.us, {}, border.us.authorities);
    expect((await mx.tellEquipment(cose)).body.error.code).toBe('EQUIPMENT_DECISION_SIGNER_NOT_ENTITLED');
    expect((await mx.tellEquipment(new Uint8Array([1, 2, 3]))).body.error.code).toBe('EQUIPMENT_DECISION_MALFORMED');
    expect(await flags(us)).toEqual([]);
  });
});

test('a decision that comes again changes nothing', async () => {
  const [mx, us] = [await open('mx'), await open('us')];
  const { cose, hash } = await signedEquipmentDecision(border.mx, {}, border.mx.authorities);
  const size = us.log.state().size;
  const answers = await Promise.all([mx.tellEquipment(cose), mx.tellEquipment(cose)]);
  answers.push(await mx.tellEquipment(cose));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(us.log.state().size).toBe(size + 1);
  expect((await flags(us)).map(({ decision }) => decision)).toEqual([hash]);
});
