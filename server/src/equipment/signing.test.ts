import { signingList } from '@garita/api';
import { trustCrypto } from '@garita/node-crypto';
import { encodeTrustList, publicEntry, verifyApprovalCredential } from '@garita/trust';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LogTables } from '../log/log-table.ts';
import { checkIssued } from './check-issued.ts';
import { AUTHORITY, DIRECTOR, EVALUATOR } from './equipment-house.fixture.ts';
import { type IssuingHouse, openIssuingHouse } from './issuing-house.fixture.ts';
import { readListGrounds } from './list-grounds.ts';
import type { SigningTables } from './signing-table.ts';
import { trustListToSign } from './trust-list-to-sign.ts';

const DAY_MS = 86_400_000;
const PORTAL = { kind: 'configuration', id: 'portal-1' } as const;
let house: IssuingHouse;
beforeEach(async () => {
  house = await openIssuingHouse();
});
afterEach(() => house.close());

const kinds = async () => (await house.signing()).map(({ kind, withheld }) => [kind, withheld]);
const gate = async () => (await house.lists.current())?.list.configurations.map(({ id, status }) => [id, status]);
const read = (path: string, headers = {}) => house.pages.inject({ url: path, headers });

describe('what follows from a listing', () => {
  test('is signed by two, the credential first, and is in force, logged and public', async () => {
    expect(await house.signing()).toEqual([]);
    await house.list();
    expect(await kinds()).toEqual([
      ['credential', null],
      ['trust-list', 'EQUIPMENT_CREDENTIAL_FIRST'],
    ]);
    expect(signingList.safeParse({ items: await house.signing() }).error).toBeUndefined();
    const before = house.log.state().size;
    const answers = await house.signAll();
    expect(answers.map(({ kind, state, signers }) => [kind, state, signers])).toEqual([
      ['credential', 'in-force', [AUTHORITY, DIRECTOR]],
      ['trust-list', 'in-force', [AUTHORITY, DIRECTOR]],
      ['status-list', 'in-force', [AUTHORITY, DIRECTOR]],
    ]);
    expect(house.log.state().size).toBe(before + 3);
    expect(await gate()).toEqual([['portal-1', 'approved']]);
    expect(await house.signing()).toEqual([]);
    const credential = await read('/trust/credentials/portal-1');
    const status = await read('/trust/status-list');
    expect([credential.statusCode, credential.headers['content-type']]).toEqual([200, 'application/vc+cose']);
    const { descriptor } = house;
    const bytes = new Uint8Array(credential.rawPayload);
    const list = new Uint8Array(status.rawPayload);
    const { verdict } = await verifyApprovalCredential(trustCrypto, bytes, descriptor, house.clock.at, list);
    expect(verdict.state).toBe('valid');
    const current = await house.lists.current();
    const answer = await read('/trust/trust-list');
    expect([answer.headers['content-type'], answer.rawPayload]).toEqual([
      'application/cose',
      Buffer.from(current?.bytes ?? []),
    ]);
    expect((await read('/trust/trust-list', { 'if-none-match': String(answer.headers.etag) })).statusCode).toBe(304);
  });

  test('is looked over with the folder: what was changed by hand, or was never logged, is told', async () => {
    await house.list();
    await house.signAll();
    const logged = async (kind: 'credential' | 'status-list', hash: Uint8Array, position: number) => {
      const rows = house.database.tables<LogTables>().selectFrom('log_entries').select('entry');
      const row = await rows.where('position', '=', position).executeTakeFirst();
      return Buffer.compare(row?.entry ?? new Uint8Array(), publicEntry(kind, hash)) === 0;
    };
    const problems: string[] = [];
    const report = { problem: ({ code }: { code: string }) => void problems.push(code), progress() {} };
    expect(await checkIssued({ database: house.database, isLogged: logged }, report)).toBe(2);
    expect(problems).toEqual([]);
    await house.database.transaction(async (tx) => {
      const tables = tx.tables<SigningTables>();
      const row = await tables.selectFrom('equipment_credentials').select('bytes').executeTakeFirstOrThrow();
      const bytes = Uint8Array.from(row.bytes, (byte, nth) => (nth === 200 ? byte ^ 1 : byte));
      await tables.updateTable('equipment_credentials').set({ bytes }).execute();
      await tables.updateTable('equipment_status_lists').set({ log_index: 0 }).execute();
    });
    await checkIssued({ database: house.database, isLogged: logged }, report);
    expect(problems).toEqual(['CREDENTIAL_ALTERED', 'STATUS_LIST_NOT_LOGGED']);
  });

  test('is not there for anybody before, but whose signatures will count is', async () => {
    expect((await read('/trust/descriptor')).rawPayload).toEqual(Buffer.from(house.descriptorBytes));
    for (const path of ['trust-list', 'status-list', 'credentials/portal-1', `decisions/${'0'.repeat(64)}`])
      expect((await read(`/trust/${path}`)).statusCode).toBe(404);
    expect((await read('/trust/credentials/..%2f..')).statusCode).toBe(404);
  });

  test('shows a decision in force as it was signed, and none that waits', async () => {
    await house.list();
    const [decision] = await house.room.decisions.inForce();
    const answer = await read(`/trust/decisions/${decision?.hash}`);
    expect(answer.rawPayload).toEqual(Buffer.from(decision?.cose ?? []));
    const waits = await house.take(PORTAL, 'removed', { signers: [AUTHORITY] });
    expect((await read(`/trust/decisions/${waits.json().id}`)).statusCode).toBe(404);
  });
});

describe('a decision that waits', () => {
  test('is signed at the same place, by somebody else than its proposer', async () => {
    await house.list();
    await house.signAll();
    await house.take(PORTAL, 'removed', { signers: [AUTHORITY] });
    expect((await house.item('decision'))?.withheld).not.toBeNull();
    expect((await house.item('decision', EVALUATOR))?.withheld).toBe('ROLE_MISSING');
    const item = await house.item('decision', DIRECTOR);
    expect(item).toMatchObject({ withheld: null, needed: 2, title: { en: 'Configuration portal-1: removed' } });
    if (!item) return;
    expect((await house.sign(item, DIRECTOR)).json()).toMatchObject({ kind: 'decision', state: 'in-force' });
    expect(await gate()).toEqual([['portal-1', 'removed']]);
  });
});

describe('trust', () => {
  beforeEach(async () => {
    await house.list();
    await house.signAll();
  });
  const suspend = () => house.take(PORTAL, 'suspended', { reason: 'UNDER_INQUIRY' });

  test('is taken by one notice at once, and given back only by a list that answers it', async () => {
    expect((await suspend()).json().state).toBe('in-force');
    expect(await gate()).toEqual([['portal-1', 'suspended']]);
    expect((await house.lists.current())?.asSigned.configurations[0]?.status).toBe('approved');
    house.clock.at += 1000;
    await house.evaluate('portal-1');
    expect((await house.take(PORTAL, 'listed', { reason: 'SUSPENSION_UNFOUNDED' })).json().state).toBe('in-force');
    // Decided by two, and still not believed: the list has to say so.
    expect(await gate()).toEqual([['portal-1', 'suspended']]);
    const says = (await house.item('trust-list'))?.says.map(({ en }) => en).join(' ');
    expect(says).toContain('It lifts the suspension of portal-1');
    await house.signAll();
    expect(await gate()).toEqual([['portal-1', 'approved']]);
  });

  test('that was suspended shows in the status list, and the credential of a restored one is another', async () => {
    const before = (await read('/trust/credentials/portal-1')).rawPayload;
    await suspend();
    await house.signAll();
    const verdict = async (bytes: Buffer) => {
      const list = new Uint8Array((await read('/trust/status-list')).rawPayload);
      const given = [trustCrypto, new Uint8Array(bytes), house.descriptor, house.clock.at, list] as const;
      return (await verifyApprovalCredential(...given)).verdict.state;
    };
    expect(await verdict(before)).toBe('suspended');
    house.clock.at += 1000;
    await house.evaluate('portal-1');
    await house.take(PORTAL, 'listed', { reason: 'SUSPENSION_UNFOUNDED' });
    await house.signAll();
    expect(await verdict(before)).toBe('revoked');
    expect(await verdict((await read('/trust/credentials/portal-1')).rawPayload)).toBe('valid');
  });

  test('is asked for anew when half of its time is over, and nothing else has changed', async () => {
    expect(await kinds()).toEqual([]);
    house.clock.at += 16 * DAY_MS;
    expect(await kinds()).toEqual([
      ['trust-list', null],
      ['status-list', null],
    ]);
    await house.signAll();
    expect((await house.lists.current())?.list).toMatchObject({ version: 2, expiresAt: house.clock.at + 30 * DAY_MS });
  });

  test('is asked for anew when the descriptor no longer bears the list out', async () => {
    const { room, lists, clock } = house;
    const { credentials } = house.issuing;
    const acceptance = async () => () => 'not-asked' as const;
    const grounds = () => readListGrounds({ ...room, agency: 'mx', sample: true, credentials, lists, acceptance });
    const needs = { clock, validDays: 30, descriptorEnds: () => house.descriptor.expiresAt };
    const wanted = async (current: typeof lists.current) =>
      trustListToSign({ ...needs, lists: { ...lists, current }, credentialWaits: async () => false }).wanted(
        await grounds(),
      );
    expect(await wanted(lists.current)).toEqual([]);
    expect(await wanted(async () => undefined)).toHaveLength(1);
  });

  test('is asked for anew, the status list too, when an officer who signed has left', async () => {
    const officers = house.descriptor.officers.flatMap((officer) => {
      if (officer.id === AUTHORITY) return [];
      return officer.id === EVALUATOR ? { ...officer, role: 'equipment-authority' as const } : officer;
    });
    house.trusted.descriptor = { ...house.descriptor, officers, hash: new Uint8Array(32) };
    expect(await kinds()).toEqual([
      ['trust-list', 'ROLE_MISSING'],
      ['status-list', 'ROLE_MISSING'],
    ]);
  });

  test('follows the word of the partner where it is asked', async () => {
    house.partner.says = 'refused';
    expect((await house.item('trust-list'))?.says.map(({ en }) => en)).toContain(
      'The other agency does not accept portal-1.',
    );
  });
});

describe('a signature', () => {
  beforeEach(() => house.list());
  const credential = async (person = AUTHORITY) => {
    const item = await house.item('credential', person);
    if (!item) throw new Error('no credential waits');
    return item;
  };
  const codeOf = async (answer: Promise<{ statusCode: number; json(): { error: { code: string } } }>) => {
    const { statusCode, json } = await answer;
    return [statusCode, json().error?.code];
  };

  test('fixes the draft: a later look finds the same bytes, with that signature', async () => {
    const first = await credential();
    expect((await house.sign(first, AUTHORITY)).json()).toMatchObject({ state: 'waiting', signers: [AUTHORITY] });
    house.clock.at += 1000;
    const second = await credential(DIRECTOR);
    expect(second).toMatchObject({ id: first.id, payload: first.payload, signers: [{ officer: AUTHORITY }] });
    expect((await credential()).withheld).toBe('SELF_APPROVAL');
    // Sent again, it changes nothing.
    expect((await house.sign(first, AUTHORITY)).json()).toMatchObject({ state: 'waiting', signers: [AUTHORITY] });
  });

  test('of a draft that a newer decision overtook is refused', async () => {
    await house.signAll();
    await house.take(PORTAL, 'suspended', { reason: 'UNDER_INQUIRY' });
    const list = await house.item('trust-list');
    if (!list) throw new Error('no list waits');
    await house.sign(list, AUTHORITY);
    const signedOnce = await house.item('trust-list', DIRECTOR);
    house.clock.at += 1000;
    await house.evaluate('portal-1');
    await house.take(PORTAL, 'listed', { reason: 'SUSPENSION_UNFOUNDED' });
    if (!signedOnce) throw new Error('the list is gone');
    expect(await codeOf(house.sign(signedOnce, DIRECTOR))).toEqual([409, 'TRUST_LIST_DRAFT_STALE']);
    expect(await gate()).toEqual([['portal-1', 'suspended']]);
  });

  test('of another person, of another role, or under other words is refused', async () => {
    const item = await credential();
    expect(await codeOf(house.sign(item, AUTHORITY, DIRECTOR))).toEqual([403, 'EQUIPMENT_SIGNATURE_OF_ANOTHER']);
    expect(await codeOf(house.sign(item, EVALUATOR))).toEqual([422, 'CREDENTIAL_SIGNER_NOT_ENTITLED']);
    expect(await codeOf(house.sign(item, 'analyst'))).toEqual([403, 'ROLE_MISSING']);
    const other = { ...item, payload: Buffer.from('{}').toString('base64') };
    expect(await codeOf(house.sign(other, AUTHORITY))).toEqual([409, 'EQUIPMENT_DRAFT_STALE']);
    expect(await codeOf(house.sign({ ...item, id: '0'.repeat(64) }, AUTHORITY))).toEqual([
      404,
      'EQUIPMENT_DRAFT_UNKNOWN',
    ]);
    expect(await codeOf(house.sign({ ...item, typ: null }, AUTHORITY))).toEqual([422, 'COSE_MALFORMED']);
  });

  test('that would drop another’s is refused', async () => {
    const item = await credential();
    await house.sign(item, AUTHORITY);
    expect(await codeOf(house.sign(item, DIRECTOR))).toEqual([409, 'EQUIPMENT_SIGNATURE_LOST']);
  });

  test('of an officer who left is put aside: those who stay sign anew', async () => {
    await house.sign(await credential(), AUTHORITY);
    const officers = house.descriptor.officers.flatMap((officer) => {
      if (officer.id === AUTHORITY) return [];
      return officer.id === EVALUATOR ? { ...officer, role: 'equipment-authority' as const } : officer;
    });
    house.trusted.descriptor = { ...house.descriptor, officers, hash: new Uint8Array(32) };
    expect(await credential(DIRECTOR)).toMatchObject({ signed: null, signers: [], withheld: null });
    expect((await house.sign(await credential(), DIRECTOR)).json()).toMatchObject({ signers: [DIRECTOR] });
    expect((await house.sign(await credential(), EVALUATOR)).json()).toMatchObject({ state: 'in-force' });
  });

  test('under a list that was not compiled here puts nothing in force, whoever signed it', async () => {
    await house.signAll();
    await house.take(PORTAL, 'suspended', { reason: 'UNDER_INQUIRY' });
    const item = await house.item('trust-list');
    const listed = await house.lists.newest();
    if (!item || !listed) throw new Error('no list waits');
    const { hash, ...before } = listed;
    const forged = encodeTrustList({ ...before, version: 2, previous: hash, answers: [] });
    const other = { ...item, payload: Buffer.from(forged).toString('base64') };
    expect(await codeOf(house.sign(other, AUTHORITY))).toEqual([409, 'TRUST_LIST_DRAFT_STALE']);
    expect(await gate()).toEqual([['portal-1', 'suspended']]);
  });
});
