import { createHash } from 'node:crypto';
import { keptRecord, type RecordKind } from '@garita/api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS, WORLD_TIME } from '../../../testdata/world.ts';
import type { LogTables } from '../log/log-table.ts';
import { AUTHORITY, DIRECTOR, type EquipmentHouse, EVALUATOR, openEquipmentHouse } from './equipment-house.fixture.ts';
import { samples } from './sample-records.fixture.ts';

let house: EquipmentHouse;
beforeEach(async () => {
  house = await openEquipmentHouse();
});
afterEach(() => house.close());

const words = { es: 'Se explica.', en: 'It is explained.' };
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('a record', () => {
  test('is kept in versions, each with a hash that the log names', async () => {
    const first = keptRecord.parse((await house.put('supplier', 'maker-a', samples.supplier)).json());
    const renamed = { ...samples.supplier, name: 'Fabricante B' };
    const second = (await house.put('supplier', 'maker-a', renamed, 1, AUTHORITY)).json();
    expect([first.version, second.version, second.by]).toEqual([1, 2, AUTHORITY]);
    expect((await house.get('/records/supplier/maker-a', 'official')).json()).toEqual(second);
    expect((await house.get('/records/supplier/maker-a?version=1')).json()).toEqual(first);
    expect((await house.get('/records/supplier/maker-a/versions')).json().records).toEqual([first, second]);
    const { rawPayload } = await house.get(`/versions/${second.hash}`);
    expect(sha256(rawPayload)).toBe(second.hash);
    const entry = await house.database
      .tables<LogTables>()
      .selectFrom('log_entries')
      .selectAll()
      .where('position', '=', second.logIndex)
      .executeTakeFirstOrThrow();
    expect(entry.kind).toBe('equipment-record');
    expect(Buffer.from(entry.entry).includes(Buffer.from(second.hash, 'hex'))).toBe(true);
  });

  test('of one configuration is found by it', async () => {
    await house.describe('cfg-1');
    await house.describe('cfg-2');
    const { records } = (await house.get('/records/evidence?configuration=cfg-2')).json();
    expect(records.map(({ id }: { id: string }) => id)).toEqual(['cfg-2-test']);
    expect((await house.get('/records/evidence')).json().records).toHaveLength(2);
  });

  test('that somebody else changed meanwhile is not overwritten, at the same moment neither', async () => {
    await house.put('supplier', 'maker-a', samples.supplier);
    expect((await house.put('supplier', 'maker-a', samples.supplier, 0)).json().error.code).toBe('RECORD_STALE');
    const both = await Promise.all([
      house.put('supplier', 'maker-a', samples.supplier, 1),
      house.put('supplier', 'maker-a', samples.supplier, 1, AUTHORITY),
    ]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  });

  test('is written by evaluators and equipment authorities alone, and read by whoever has signed in', async () => {
    for (const person of ['auditor', 'official', 'analyst', 'administrator'])
      expect((await house.put('supplier', 'maker-a', samples.supplier, 0, person)).statusCode).toBe(403);
    expect((await house.get('/records/supplier', 'analyst')).statusCode).toBe(200);
    expect((await house.get('/records/supplier/maker-a')).json().error.code).toBe('RECORD_UNKNOWN');
    expect((await house.get('/records/secret')).statusCode).toBe(400);
  });

  type Bad = readonly [string, RecordKind, object, string];
  const evidence = { ...samples.evidence, configuration: 'cfg-1' };
  const finding = { ...samples.finding, configuration: 'cfg-1', evidence: ['cfg-1-test'] };
  const assertion = {
    ...{ about: { kind: 'configuration', id: 'cfg-1' }, party: 'Auditor', partyKind: 'auditor', text: words },
    ...{ source: 'Informe', document: null, saidAt: WORLD_TIME, standing: 'not-verified', standingReasons: null },
    ...{ evidence: [], sample: true },
  };
  const [trials] = samples.evidence.results;
  const outage = { kind: 'outage', from: WORLD_TIME, until: WORLD_TIME - 1, reason: 'fault' };
  const [requirement] = samples.standard.requirements;
  const ghost = { sha256: 'ab'.repeat(32), size: 5, mediaType: 'application/pdf', name: 'x.pdf' };
  const bad: readonly Bad[] = [
    [
      'a trial with more hits than trials',
      'evidence',
      { ...evidence, results: [{ ...trials, hits: 60 }] },
      'TRIALS_IMPOSSIBLE',
    ],
    ['a model of a maker nobody recorded', 'model', { ...samples.model, maker: 'nobody' }, 'RECORD_REFERENCE_UNKNOWN'],
    [
      'a configuration of an unknown standard',
      'configuration',
      { ...samples.configuration, standard: 'std-9' },
      'RECORD_REFERENCE_UNKNOWN',
    ],
    [
      'a configuration for a use its standard lacks',
      'configuration',
      { ...samples.configuration, contexts: ['moon'] },
      'RECORD_REFERENCE_UNKNOWN',
    ],
    [
      'a child that does not say what changes',
      'configuration',
      { ...samples.configuration, parent: 'cfg-1' },
      'CONFIGURATION_CHANGE_UNEXPLAINED',
    ],
    [
      'a change without a parent',
      'configuration',
      { ...samples.configuration, change: words },
      'CONFIGURATION_CHANGE_UNEXPLAINED',
    ],
    [
      'a device at a lane nobody registered',
      'device',
      { ...samples.device, lane: 'gate-9' },
      'RECORD_REFERENCE_UNKNOWN',
    ],
    ['a device of another operator', 'device', { ...samples.device, operator: 'navy' }, 'RECORD_REFERENCE_UNKNOWN'],
    ['a standard that ends before it begins', 'standard', { ...samples.standard, endsAt: 1 }, 'STANDARD_INCONSISTENT'],
    [
      'a requirement that stands twice',
      'standard',
      { ...samples.standard, requirements: [requirement, requirement] },
      'STANDARD_INCONSISTENT',
    ],
    [
      'evidence for a configuration that is not there',
      'evidence',
      { ...evidence, configuration: 'cfg-9' },
      'RECORD_REFERENCE_UNKNOWN',
    ],
    ['evidence with a document that nobody brought', 'evidence', { ...evidence, document: ghost }, 'DOCUMENT_UNKNOWN'],
    [
      'evidence that counters another configuration’s',
      'evidence',
      { ...evidence, counters: ['cfg-2-test'] },
      'EVIDENCE_OTHER_CONFIGURATION',
    ],
    [
      'evidence from the future',
      'evidence',
      { ...evidence, issuedAt: WORLD_TIME + DAY_MS },
      'EVIDENCE_DATES_IMPOSSIBLE',
    ],
    [
      'an outage that ends before it begins',
      'evidence',
      { ...evidence, results: [outage] },
      'EVIDENCE_DATES_IMPOSSIBLE',
    ],
    ['a gate passed without evidence', 'finding', { ...finding, evidence: [] }, 'FINDING_WITHOUT_EVIDENCE'],
    [
      'a gate passed by a certificate for another configuration',
      'finding',
      { ...finding, evidence: ['cfg-2-test'] },
      'EVIDENCE_OTHER_CONFIGURATION',
    ],
    [
      'a finding without reasons in one language',
      'finding',
      { ...finding, reasons: { es: 'Sí.', en: ' ' } },
      'FINDING_UNREASONED',
    ],
    [
      'a pass under conditions that names none',
      'finding',
      { ...finding, outcome: 'conditional' },
      'FINDING_UNREASONED',
    ],
    [
      'an assertion called true without evidence',
      'assertion',
      { ...assertion, standing: 'supported' },
      'ASSERTION_UNSUPPORTED',
    ],
    [
      'an assertion about nobody',
      'assertion',
      { ...assertion, about: { kind: 'supplier', id: 'x' } },
      'RECORD_REFERENCE_UNKNOWN',
    ],
    ['what is no record at all', 'laboratory', { name: 5 }, 'BODY_MALFORMED'],
  ];

  test('that is wrong is refused by its own code, and every attempt is kept for those who answer for it', async () => {
    await house.describe('cfg-1');
    await house.describe('cfg-2');
    const before = house.log.state().size;
    for (const [name, kind, body, code] of bad)
      expect([name, (await house.put(kind, 'new-one', body)).json().error?.code]).toEqual([name, code]);
    expect(house.log.state().size).toBe(before);
    const { refusals } = (await house.get('/refusals?limit=500', 'auditor')).json();
    expect(refusals.map(({ code }: { code: string }) => code).reverse()).toEqual(bad.map(([, , , code]) => code));
    expect(refusals[0]).toMatchObject({ by: EVALUATOR, subject: 'laboratory new-one', at: house.clock.at });
    expect((await house.get('/refusals', EVALUATOR)).statusCode).toBe(403);
    expect((await house.get('/refusals?limit=1', DIRECTOR)).json().next).toBe(bad.length);
  });

  test('evidence never moves to another configuration', async () => {
    await house.describe('cfg-1');
    await house.describe('cfg-2');
    const moved = { ...evidence, configuration: 'cfg-2' };
    expect((await house.put('evidence', 'cfg-1-test', moved, 1)).json().error.code).toBe(
      'EVIDENCE_OTHER_CONFIGURATION',
    );
  });

  test('a configuration is written anew until it is submitted, and changed after that by a child alone', async () => {
    await house.describe('cfg-1');
    const edited = { ...samples.configuration, hardware: 'H2' };
    expect((await house.put('configuration', 'cfg-1', edited, 1)).statusCode).toBe(200);
    const subject = { kind: 'configuration', id: 'cfg-1' } as const;
    expect((await house.take(subject, 'submitted')).statusCode).toBe(201);
    expect((await house.put('configuration', 'cfg-1', edited, 2)).json().error.code).toBe('CONFIGURATION_FROZEN');
    await house.take(subject, 'returned');
    expect((await house.put('configuration', 'cfg-1', edited, 2)).statusCode).toBe(200);
    const child = { ...edited, parent: 'cfg-1', change: words };
    expect((await house.put('configuration', 'cfg-1b', child)).statusCode).toBe(200);
    expect((await house.get('/configurations/cfg-1')).json().children).toEqual(['cfg-1b']);
  });
});

describe('a document', () => {
  test('is kept by its hash and comes back as a download, whatever it holds', async () => {
    const bytes = Buffer.from('<script>alert(1)</script>');
    const answer = await house.upload(bytes, 'text/plain; charset=utf-8');
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toEqual({
      ...{ sha256: sha256(bytes), size: bytes.length, mediaType: 'text/plain', name: 'informe.pdf' },
    });
    expect((await house.upload(bytes)).json()).toEqual(answer.json());
    const { headers, rawPayload } = await house.get(`/documents/${sha256(bytes)}`, 'official');
    expect(rawPayload).toEqual(bytes);
    expect(headers['content-disposition']).toMatch(/^attachment; filename="[0-9a-f]{64}"/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'content-security-policy': 'sandbox' });
  });

  test.each([
    ['over its size limit', Buffer.alloc(32 * 2 ** 20 + 1), 'application/pdf', EVALUATOR, 413, 'DOCUMENT_TOO_LARGE'],
    ['that a browser would run', Buffer.from('<svg/>'), 'image/svg+xml', EVALUATOR, 415, 'MEDIA_TYPE_UNSUPPORTED'],
    ['without bytes', Buffer.alloc(0), 'application/pdf', EVALUATOR, 400, 'BODY_MALFORMED'],
    ['from whoever does not write records', Buffer.from('x'), 'application/pdf', 'analyst', 403, 'ROLE_MISSING'],
  ] as const)('%s is refused, and noted', async (_, bytes, type, person, status, code) => {
    const answer = await house.upload(bytes, type, person);
    expect([answer.statusCode, answer.json().error.code]).toEqual([status, code]);
    expect((await house.get('/refusals')).json().refusals[0]).toMatchObject({ by: person, code });
    expect((await house.get(`/documents/${sha256(bytes)}`)).json().error.code).toBe('DOCUMENT_UNKNOWN');
  });
});
