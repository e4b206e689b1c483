import { trustCrypto } from '@garita/node-crypto';
import {
  cosign,
  formatAddCheckpoint,
  hashLeaf,
  openCheckpoint,
  proveConsistency,
  rootOf,
  signCheckpoint,
} from '@garita/transparency-log';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeWorld, type World } from '../../../testdata/world.ts';
import type { CheckpointStore } from '../ports/checkpoint-store.ts';
import type { PartnerCall, PartnerLink } from '../ports/partner-link.ts';
import { PartnerLinkError } from '../ports/partner-link.ts';
import { witnessClient } from './ask-witness.ts';
import { addCheckpoint, type WitnessNeeds, witnessedName } from './witness.ts';

const { hasher, verifyEd25519: verify } = trustCrypto;
let mx: World;
let us: World;
beforeAll(async () => {
  [mx, us] = await Promise.all([makeWorld({ agency: 'mx' }), makeWorld({ agency: 'us' })]);
});

const leaves = Array.from({ length: 40 }, (_, nth) => hashLeaf(hasher, Buffer.from(`entry ${nth}`)));
const readHash = (level: number, index: number) =>
  rootOf(hasher, leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));
const noteOf = (size: number, root = rootOf(hasher, leaves.slice(0, size))) =>
  signCheckpoint({ origin: mx.log.origin, size, root }, mx.log.signer);
const proofOf = (oldSize: number, size: number) =>
  oldSize === 0 ? Promise.resolve([]) : proveConsistency(hasher, oldSize, size, readHash);

/** Memory with the port's promise: compare and swap, one at a time. */
function memoryStore(): CheckpointStore & { replaced: number } {
  const kept = new Map<string, string>();
  return {
    replaced: 0,
    fetch: async (name) => kept.get(name),
    async replace(name, expected, next) {
      if (kept.get(name) !== expected) return false;
      kept.set(name, next);
      this.replaced++;
      return true;
    },
  };
}

let store: ReturnType<typeof memoryStore>;
let needs: WitnessNeeds;
beforeEach(() => {
  store = memoryStore();
  needs = {
    hasher,
    verify,
    signer: us.witness.signer,
    checkpoints: store,
    clock: { now: () => mx.at },
    logKey: (origin) => (origin === mx.log.origin ? mx.log.signer.key : undefined),
  };
});
const submit = async (oldSize: number, size: number, change: { note?: string; proof?: readonly Uint8Array[] } = {}) =>
  addCheckpoint(
    formatAddCheckpoint({
      oldSize,
      proof: change.proof ?? (await proofOf(oldSize, size)),
      checkpoint: change.note ?? (await noteOf(size)),
    }),
    needs,
  );

describe('the witness, by C2SP tlog-witness', () => {
  test('cosigns the first checkpoint and every consistent one after it', async () => {
    for (const [oldSize, size] of [
      [0, 3],
      [3, 20],
      [20, 40],
      [40, 40],
    ] as const) {
      const reply = await submit(oldSize, size);
      expect(reply.status).toBe(200);
      const note = (await noteOf(size)) + reply.body;
      const trust = { hasher, verify, log: mx.log.signer.key, witnesses: [us.witness.signer.key] };
      const { cosignatures } = await openCheckpoint(note, trust);
      expect(cosignatures).toEqual([{ witness: us.witness.signer.key.name, time: Math.floor(mx.at / 1000) }]);
    }
    expect(store.replaced).toBe(4);
    const kept = (await store.fetch(witnessedName(mx.log.origin))) ?? '';
    expect(kept).toContain('\n40\n');
    expect(kept.match(/^— /gm)).toHaveLength(2);
  });

  test('answers 404 for a log it does not watch', async () => {
    const note = await signCheckpoint({ origin: us.log.origin, size: 1, root: leaves[0] as Uint8Array }, us.log.signer);
    expect(await submit(0, 1, { note })).toMatchObject({ status: 404 });
  });

  test('answers 403 for a checkpoint the log’s key has not signed, or signed wrongly', async () => {
    const impostor = { key: mx.log.signer.key, sign: us.log.signer.sign };
    const note = await signCheckpoint(
      { origin: mx.log.origin, size: 3, root: rootOf(hasher, leaves.slice(0, 3)) },
      impostor,
    );
    expect(await submit(0, 3, { note })).toMatchObject({ status: 403 });
    const stranger = (await noteOf(3)).replace(`— ${mx.log.origin} `, '— somebody.example/log ');
    expect(await submit(0, 3, { note: stranger })).toMatchObject({ status: 403 });
  });

  test('answers 400 for what it cannot read, and for an old size above the checkpoint’s', async () => {
    for (const body of ['', 'old x\n\n', `old 00\n\n${await noteOf(3)}`, `old 0\n${await noteOf(3)}`])
      expect(await addCheckpoint(body, needs)).toMatchObject({ status: 400 });
    const rest = `\n${await noteOf(3)}`;
    expect(await addCheckpoint(`old 5\n${rest}`, needs)).toMatchObject({ status: 400 });
  });

  test('answers 409 with the size it stands at, as text/x.tlog.size', async () => {
    await submit(0, 20);
    const conflict = { status: 409, type: 'text/x.tlog.size', body: '20\n' };
    expect(await submit(0, 30)).toEqual(conflict);
    expect(await submit(3, 30)).toEqual(conflict);
    expect(await submit(3, 10)).toEqual(conflict);
  });

  test('answers 422 for another history, whatever the proof', async () => {
    await submit(0, 20);
    const other = rootOf(hasher, [hashLeaf(hasher, Buffer.from('rewritten')), ...leaves.slice(1, 30)]);
    expect(await submit(20, 30, { note: await noteOf(30, other) })).toMatchObject({ status: 422 });
    expect(await submit(20, 30, { proof: [] })).toMatchObject({ status: 422 });
    expect(await submit(20, 20, { note: await noteOf(20, other), proof: [] })).toMatchObject({ status: 422 });
    expect(await submit(20, 20, { proof: [other] })).toMatchObject({ status: 422 });
    expect(store.replaced).toBe(1);
  });

  test('wants an empty proof from nothing, and the empty root for an empty log', async () => {
    expect(await submit(0, 3, { proof: [leaves[0] as Uint8Array] })).toMatchObject({ status: 422 });
    const wrong = await noteOf(0, leaves[0] as Uint8Array);
    expect(await submit(0, 0, { note: wrong })).toMatchObject({ status: 422 });
    expect(await submit(0, 0)).toMatchObject({ status: 200 });
  });

  test('keeps before it answers, and of two side by side lets one through', async () => {
    await submit(0, 3);
    const replies = await Promise.all([submit(3, 20), submit(3, 10)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    const failing: CheckpointStore = { ...store, replace: () => Promise.reject(new Error('disk')) };
    needs = { ...needs, checkpoints: failing };
    const size = Number((await store.fetch(witnessedName(mx.log.origin)))?.split('\n')[1]);
    await expect(submit(size, 30)).rejects.toThrow('disk');
  });

  test('signs the specification’s own time format (C2SP tlog-cosignature)', async () => {
    const { body } = await submit(0, 3);
    const raw = Buffer.from(body.trim().split(' ')[2] ?? '', 'base64');
    expect(raw.readBigUInt64BE(4)).toBe(BigInt(Math.floor(mx.at / 1000)));
  });
});

describe('asking the witness', () => {
  const calls: PartnerCall[] = [];
  /** A link straight to the witness above. */
  const link = (answer?: (call: PartnerCall) => { status: number; body: string } | undefined): PartnerLink => ({
    async call(call) {
      calls.push(call);
      const given = answer?.(call);
      if (given) return { contentType: '', status: given.status, body: Buffer.from(given.body) };
      if (call.method === 'GET') {
        const note = await store.fetch(witnessedName(mx.log.origin));
        return { contentType: '', status: note === undefined ? 404 : 200, body: Buffer.from(note ?? '') };
      }
      const { status, type, body } = await addCheckpoint(Buffer.from(call.body?.bytes ?? []).toString(), needs);
      return { status, contentType: type, body: Buffer.from(body) };
    },
    pull: () => Promise.reject(new Error('nothing to pull')),
    watch() {},
    close: async () => {},
  });
  const client = (answer?: Parameters<typeof link>[0], now = mx.at) => {
    calls.length = 0;
    return witnessClient({
      link: link(answer),
      hasher,
      verify,
      clock: { now: () => now },
      log: mx.log.signer.key,
      witness: () => us.witness.signer.key,
    });
  };
  const ask = async (asking: ReturnType<typeof client>, size: number) =>
    asking.ask(await noteOf(size), size, (oldSize) => proofOf(oldSize, size));

  test('brings the cosignature, and the next time starts where the last one ended', async () => {
    const asking = client();
    expect(await ask(asking, 3)).toMatchObject({ kind: 'cosigned', lines: expect.stringMatching(/^— .*\n$/) });
    expect(await ask(asking, 20)).toMatchObject({ kind: 'cosigned' });
    expect(calls).toHaveLength(2);
  });

  test('catches up with one proof after a restart', async () => {
    await submit(0, 20);
    const asking = client();
    expect(await ask(asking, 40)).toMatchObject({ kind: 'cosigned' });
    expect(
      calls.map(
        (call) =>
          Buffer.from(call.body?.bytes ?? [])
            .toString()
            .split('\n')[0],
      ),
    ).toEqual(['old 0', 'old 20']);
  });

  test('learns that our log was restored from an old copy, only from our own signature', async () => {
    await submit(0, 40);
    expect(await ask(client(), 20)).toEqual({ kind: 'ahead', size: 40 });
    const liar = client((call) =>
      call.method === 'POST' ? { status: 409, body: '900\n' } : { status: 404, body: '' },
    );
    expect(await ask(liar, 20)).toMatchObject({ kind: 'refused' });
    const note = await signCheckpoint(
      { origin: mx.log.origin, size: 900, root: leaves[0] as Uint8Array },
      us.log.signer,
    );
    const forger = client((call) =>
      call.method === 'POST' ? { status: 409, body: '900\n' } : { status: 200, body: note },
    );
    expect(await ask(forger, 20)).toMatchObject({ kind: 'refused' });
  });

  test.each([30, 20])(
    'learns that our log has two histories, of %i entries now and 20 cosigned, only from our own signature',
    async (size) => {
      const other = [hashLeaf(hasher, Buffer.from('before the restore')), ...leaves.slice(1)];
      const before = rootOf(hasher, other.slice(0, 20));
      await submit(0, 20, { note: await noteOf(20, before), proof: [] });
      expect(await ask(client(), size)).toEqual({ kind: 'forked', size: 20 });
      // A witness that shows a head we can prove, or none, or somebody else's, is only refusing.
      const shown = async (note: string) =>
        ask(
          client((call) => (call.method === 'POST' ? { status: 422, body: 'no' } : { status: 200, body: note })),
          size,
        );
      const cosigned = async (note: string) => note + (await cosign(note, us.witness.signer, mx.at / 1000));
      expect(await shown(await cosigned(await noteOf(10)))).toMatchObject({ kind: 'refused' });
      expect(await shown('')).toMatchObject({ kind: 'refused' });
      const forged = await signCheckpoint({ origin: mx.log.origin, size: 20, root: before }, us.log.signer);
      expect(await shown(await cosigned(forged))).toMatchObject({ kind: 'refused' });
    },
  );

  test('takes no cosignature by another key, of another checkpoint, or of another time', async () => {
    const right = await submit(0, 3);
    const other = await submit(3, 4);
    const forged = right.body.replace(us.witness.signer.key.name, 'us.example/other');
    for (const body of [forged, other.body, 'nonsense\n', '', `${'— x y\n'.repeat(100)}${right.body}`])
      expect(
        await ask(
          client(() => ({ status: 200, body })),
          3,
        ),
      ).toMatchObject({ kind: 'refused' });
    for (const shift of [-3_600_000, 3_600_000])
      expect(
        await ask(
          client(() => ({ status: 200, body: right.body }), mx.at + shift),
          3,
        ),
      ).toMatchObject({ kind: 'refused' });
    const noisy = `— stranger.example AAAAAAAA\n${right.body}`;
    expect(
      await ask(
        client(() => ({ status: 200, body: noisy })),
        3,
      ),
    ).toEqual({ kind: 'cosigned', lines: right.body });
  });

  test.each([
    [401, 'unreachable'],
    [503, 'unreachable'],
    [404, 'refused'],
    [403, 'refused'],
    [422, 'refused'],
  ])('hears %i as %s', async (status, kind) => {
    expect(
      await ask(
        client(() => ({ status, body: 'why' })),
        3,
      ),
    ).toMatchObject({ kind, detail: `${status} why` });
  });

  test('gives up on a witness that keeps naming other sizes, or none', async () => {
    let size = 0;
    expect(
      await ask(
        client(() => ({ status: 409, body: `${++size}\n` })),
        40,
      ),
    ).toMatchObject({ kind: 'refused' });
    expect(calls).toHaveLength(3);
    for (const body of ['x\n', '5', '007\n', `${'9'.repeat(30)}\n`])
      expect(
        await ask(
          client(() => ({ status: 409, body })),
          40,
        ),
      ).toMatchObject({ kind: 'refused' });
  });

  test('says that the partner cannot be reached', async () => {
    const asking = client(() => {
      throw new PartnerLinkError('PARTNER_SILENT', 'no byte');
    });
    expect(await ask(asking, 3)).toEqual({ kind: 'unreachable', detail: 'PARTNER_SILENT: no byte' });
  });
});
