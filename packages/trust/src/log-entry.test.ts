import { hasher, trustCrypto } from '@garita/node-crypto';
import { formatProof, hashLeaf, signCheckpoint } from '@garita/transparency-log';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeWorld } from '../../../testdata/world.ts';
import {
  commit,
  encodeAcknowledgement,
  encodeCbor,
  encodeRecord,
  type LogRecord,
  type Opening,
  openEntry,
  PRIVATE_KINDS,
  PUBLIC_KINDS,
  publicEntry,
  readAcknowledgement,
  readEntry,
  readRecord,
  type TrustErrorCode,
  verifyAcknowledgement,
} from './index.ts';

const hash = (fill: number) => new Uint8Array(32).fill(fill);
const at = 1_795_435_200_000;
const records: LogRecord[] = [
  { v: 1, kind: 'scan-admitted', at, statement: hash(1), device: 'xr-1', deviceSeq: 4, trustList: hash(2) },
  { v: 1, kind: 'scan-quarantined', at, statement: hash(1), sender: 'xr-1', reasons: ['SEQUENCE_GAP'] },
  { v: 1, kind: 'decision', at, decision: hash(3), scan: hash(1) },
  {
    v: 1,
    kind: 'share',
    at,
    item: 'scan',
    subject: hash(1),
    scan: hash(1),
    leaf: hash(4),
    agreement: hash(5),
    recipient: 'us',
  },
  {
    v: 1,
    kind: 'received',
    at,
    sender: 'mx',
    share: hash(6),
    item: 'scan',
    subject: hash(1),
    objects: [hash(7)],
    result: 'verified',
    reasons: [],
  },
  { v: 1, kind: 'receipted', at, share: hash(6), receipt: hash(8), result: 'verified' },
  { v: 1, kind: 'outcome', at, outcome: hash(10), scan: hash(1) },
  { v: 1, kind: 'question', at, question: hash(8), scan: hash(1), from: 'us' },
  { v: 1, kind: 'answer', at, question: hash(8), answer: hash(9) },
];
const [admitted, quarantined] = records as [LogRecord, LogRecord];
const openingOf = (event: LogRecord): Opening => ({ salt: hash(9), record: encodeRecord(event) });
const refusal = (code: TrustErrorCode) => expect.objectContaining({ code });

describe('a private log entry', () => {
  test('exists for every kind', () => {
    expect(records.map(({ kind }) => kind)).toEqual(PRIVATE_KINDS);
  });

  test.each(records)('of kind $kind opens to its record', (event) => {
    const entry = commit(hasher, event.kind, openingOf(event));
    expect(readEntry(entry)).toMatchObject({ kind: event.kind });
    expect(openEntry(hasher, entry, openingOf(event))).toEqual(event);
  });

  test('says nothing of its record: its length is the same for every record of a kind', () => {
    const other = { ...admitted, device: 'a-much-longer-device-name' } as LogRecord;
    const [one, two] = [admitted, other].map((event) => commit(hasher, 'scan-admitted', openingOf(event)));
    expect(one).toHaveLength(two?.length ?? 0);
  });

  test('is another one with another salt', () => {
    const { record } = openingOf(admitted);
    expect(commit(hasher, 'scan-admitted', { salt: hash(0), record })).not.toEqual(
      commit(hasher, 'scan-admitted', { salt: hash(1), record }),
    );
  });

  test('does not open with any other salt, record or kind', () => {
    const opening = openingOf(admitted);
    const entry = commit(hasher, 'scan-admitted', opening);
    const changed = fc.tuple(fc.nat(opening.salt.length + opening.record.length - 1), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(changed, ([place, mask]) => {
        const joined = new Uint8Array([...opening.salt, ...opening.record]);
        joined[place] = (joined[place] as number) ^ mask;
        const other = { salt: joined.subarray(0, 32), record: joined.subarray(32) };
        expect(() => openEntry(hasher, entry, other)).toThrow(refusal('LOG_ENTRY_OPENING_MISMATCH'));
      }),
    );
    const mislabelled = commit(hasher, 'decision', opening);
    expect(() => openEntry(hasher, mislabelled, opening)).toThrow(refusal('LOG_ENTRY_OPENING_MISMATCH'));
  });

  test.each<[string, () => unknown]>([
    ['a short salt', () => commit(hasher, 'decision', { salt: hash(0).subarray(1), record: hash(0) })],
    ['an unknown kind', () => readEntry(encodeCbor({ v: 1, kind: 'gossip', commitment: hash(0) }))],
    ['a public kind as private', () => readEntry(encodeCbor({ v: 1, kind: 'trust-list', commitment: hash(0) }))],
    ['a private kind as public', () => readEntry(encodeCbor({ v: 1, kind: 'decision', digest: hash(0) }))],
    ['both', () => readEntry(encodeCbor({ v: 1, kind: 'decision', digest: hash(0), commitment: hash(0) }))],
    ['a digest of 31 bytes', () => publicEntry('agreement', hash(0).subarray(1))],
    ['an entry of 257 bytes', () => readEntry(new Uint8Array(257))],
    ['a record of no kind', () => readRecord(encodeCbor([]))],
    ['a record with a stranger’s field', () => encodeRecord({ ...admitted, plate: 'A1' } as unknown as LogRecord)],
    ['a record without a field', () => readRecord(encodeCbor({ v: 1, kind: 'decision', at, scan: hash(0) }))],
    ['a reason that is no code', () => encodeRecord({ ...quarantined, reasons: ['because'] } as LogRecord)],
  ])('%s is refused', (_name, attempt) => {
    expect(attempt).toThrow(refusal('LOG_ENTRY_MALFORMED'));
  });
});

test.each(PUBLIC_KINDS)('a public entry of kind %s holds the digest and has no opening', (kind) => {
  const entry = publicEntry(kind, hash(3));
  expect(readEntry(entry)).toMatchObject({ kind, digest: hash(3) });
  expect(() => openEntry(hasher, entry, openingOf(admitted))).toThrow(refusal('LOG_ENTRY_OPENING_MISMATCH'));
});

const { log } = await makeWorld();
const foreign = await makeWorld();

describe('an acknowledgement', () => {
  const acknowledge = async (event: LogRecord, signer = log.signer): Promise<Uint8Array> => {
    const opening = openingOf(event);
    const root = hashLeaf(hasher, commit(hasher, event.kind, opening));
    const checkpoint = await signCheckpoint({ origin: log.origin, size: 1, root }, signer);
    return encodeAcknowledgement({ opening, proof: formatProof({ index: 0, hashes: [], checkpoint }) });
  };
  const expected = { statement: hash(1), vkey: log.vkey };
  const verify = (bytes: Uint8Array) => verifyAcknowledgement(trustCrypto, bytes, expected);

  test('proves what the log holds about a statement, admitted or quarantined', async () => {
    expect(await verify(await acknowledge(admitted))).toEqual(admitted);
    expect(await verify(await acknowledge(quarantined))).toEqual(quarantined);
  });

  test.each<[string, TrustErrorCode, () => Uint8Array | Promise<Uint8Array>]>([
    [
      'about another statement',
      'ACKNOWLEDGEMENT_OTHER_SCAN',
      () => acknowledge({ ...admitted, statement: hash(2) } as LogRecord),
    ],
    ['about a decision', 'ACKNOWLEDGEMENT_MALFORMED', () => acknowledge(records[2] as LogRecord)],
    ['by another log', 'ACKNOWLEDGEMENT_PROOF_INVALID', () => acknowledge(admitted, foreign.log.signer)],
    [
      'with another record’s proof',
      'ACKNOWLEDGEMENT_PROOF_INVALID',
      async () =>
        encodeAcknowledgement({
          opening: openingOf(admitted),
          proof: readAcknowledgement(await acknowledge(quarantined)).proof,
        }),
    ],
    ['that is rubbish', 'ACKNOWLEDGEMENT_MALFORMED', () => new Uint8Array(5)],
    [
      'of a record that is rubbish',
      'ACKNOWLEDGEMENT_MALFORMED',
      () => encodeAcknowledgement({ opening: { salt: hash(0), record: hash(0) }, proof: '' }),
    ],
  ])('%s proves nothing', async (_name, code, made) => {
    await expect(verify(await made())).rejects.toEqual(refusal(code));
  });
});
