import { describe, expect, test } from 'vitest';
import { c2sp } from '../testing/examples.ts';
import { hasher, signerFor, verifyEd25519 } from '../testing/node-crypto.ts';
import { cosign, type NoteSignature, openCheckpoint, parseNote, signCheckpoint } from './index.ts';

const log = signerFor('mx.example/log', 'ed25519');
const witness = signerFor('us.example/witness', 'cosignature-v1');
const head = { origin: 'mx.example/log', size: 7, root: hasher.sha256() };
const trust = { hasher, verify: verifyEd25519, log: log.key, witnesses: [witness.key] };

describe('a cosignature', () => {
  const { note: example, message } = c2sp['tlog-cosignature'];

  test('signs, for the example of the specification, its message byte for byte', async () => {
    const signed: string[] = [];
    const sign = (bytes: Uint8Array) => {
      signed.push(new TextDecoder().decode(bytes));
      return new Uint8Array(64);
    };
    await cosign(example, { ...witness, sign }, 1679315147);
    expect(signed).toEqual([message]);
  });

  test('is written as the line of the example: key id, time, signature', async () => {
    const line = example.split('\n').at(-2) as string;
    const w1 = parseNote(example).signatures[1] as NoteSignature;
    expect(w1).toMatchObject({ name: 'witness.example.com/w1', id: 0x8d66cf3f });
    const key = { ...witness.key, name: 'witness.example.com/w1', id: 0x8d66cf3f };
    const sign = () => w1.bytes.slice(8);
    expect(await cosign(example, { key, sign }, 1679315147)).toBe(`${line}\n`);
  });

  test('verifies with the time it was made', async () => {
    const note = await signCheckpoint({ ...head, extensions: ['also signed'] }, log);
    const cosigned = note + (await cosign(note, witness, 1_790_000_000));
    expect((await openCheckpoint(cosigned, trust)).cosignatures).toEqual([
      { witness: 'us.example/witness', time: 1_790_000_000 },
    ]);
  });

  test('does not verify at another time', async () => {
    const note = await signCheckpoint(head, log);
    const [early, late] = await Promise.all([cosign(note, witness, 100), cosign(note, witness, 101)]);
    const decoded = [early, late].map((line) => Buffer.from(line.trim().split(' ')[2] as string, 'base64'));
    const moved = Buffer.concat([(decoded[1] as Buffer).subarray(0, 12), (decoded[0] as Buffer).subarray(12)]);
    const line = `\u2014 us.example/witness ${moved.toString('base64')}\n`;
    await expect(openCheckpoint(note + line, trust)).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' });
  });

  test('of a wrong length, or of a time beyond counting, is invalid', async () => {
    const note = await signCheckpoint(head, log);
    const id = Buffer.alloc(4);
    id.writeUInt32BE(witness.key.id);
    for (const bytes of [Buffer.alloc(64), Buffer.alloc(71), Buffer.alloc(73), Buffer.alloc(72, 0xff)]) {
      const line = `\u2014 us.example/witness ${Buffer.concat([id, bytes]).toString('base64')}\n`;
      // Even of a verifier that would take anything.
      const gullible = { ...trust, verify: () => true };
      await expect(openCheckpoint(note + line, gullible)).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' });
    }
  });

  test.each([0, -1, 1.5, Number.NaN, 2 ** 53])('is not made for the time %s', async (time) => {
    const note = await signCheckpoint(head, log);
    await expect(cosign(note, witness, time)).rejects.toMatchObject({ code: 'TIME_INVALID' });
  });

  test('is not made of a note that is no checkpoint, nor with a key for something else', async () => {
    const poem = cosign(c2sp['signed-note'].poem, witness, 1);
    await expect(poem).rejects.toMatchObject({ code: 'CHECKPOINT_MALFORMED' });
    const byLog = cosign(await signCheckpoint(head, log), log, 1);
    await expect(byLog).rejects.toMatchObject({ code: 'KEY_MALFORMED' });
  });
});
