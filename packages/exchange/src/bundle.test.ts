import { ChunkHasher, trustCrypto } from '@garita/node-crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Border, makeBorder } from '../../../testdata/border.ts';
import { makeWorld, WORLD_TIME, type WorldScan } from '../../../testdata/world.ts';
import { HEAD_MEMBERS, MANIFEST } from './bundle-members.ts';
import type { BundleReport } from './bundle-report.ts';
import { ENDING_NAME } from './collect-bundle.ts';
import { readBundle } from './read-bundle.ts';
import { makeReceipt } from './share-receipt.ts';
import { BLOCK, headerOf, paddingOf } from './ustar.ts';
import { verifyBundle } from './verify-bundle.ts';
import { type BundleParts, bundleSize, writeBundle } from './write-bundle.ts';

const LATER = WORLD_TIME + 10 * 365 * 86_400_000;
const crypto = { ...trustCrypto, hashObject: () => new ChunkHasher() };

interface Member {
  readonly name: string;
  readonly bytes: Uint8Array;
}

let border: Border;
let scan: WorldScan;
let parts: BundleParts;
let bundle: Uint8Array;
let members: Member[];
let roots: Uint8Array[];

beforeAll(async () => {
  border = await makeBorder();
  scan = await border.sender.scan();
  parts = await border.bundle(scan, await border.sender.decide(scan.hash));
  bundle = await bytesOf(parts);
  members = await membersIn(bundle);
  roots = [border.recipient.root.certificate, border.sender.root.certificate];
});

async function* stream(...pieces: readonly Uint8Array[]) {
  yield* pieces;
}
const concat = (pieces: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(pieces));
async function bytesOf(given: BundleParts): Promise<Uint8Array> {
  const open = (index: number) => stream(scan.files[index] as Uint8Array);
  return concat(await Array.fromAsync(writeBundle(trustCrypto, given, open)));
}
async function membersIn(file: Uint8Array): Promise<Member[]> {
  const found: Member[] = [];
  for await (const { name, content } of readBundle(stream(file))) {
    found.push({ name, bytes: concat(await Array.fromAsync(content)) });
  }
  return found;
}
/** A bundle of any members at all, its headers and padding in order. */
function tarOf(given: readonly Member[]): Uint8Array {
  const files = given.flatMap(({ name, bytes }) => [
    headerOf(name, bytes.length),
    bytes,
    new Uint8Array(paddingOf(bytes.length)),
  ]);
  return concat([...files, new Uint8Array(2 * BLOCK)]);
}
const verify = (file: Uint8Array, given = roots, at = LATER): Promise<BundleReport> =>
  verifyBundle(crypto, readBundle(stream(file)), given, at);
const named = ({ problems }: BundleReport) => new Set(problems.map(({ member }) => member));

describe('a bundle', () => {
  test('of a shared scan is verified years later, and says what is proven in both languages', async () => {
    const report = await verify(bundle);
    expect(report.problems).toEqual([]);
    expect(report.verified).toBe(true);
    expect(report.facts.map(({ code }) => code)).toEqual([
      'CAPTURED',
      'BYTES_UNALTERED',
      'EQUIPMENT_TRUSTED',
      'ADMITTED_AND_LOGGED',
      'DECIDED',
      'SHARED_UNDER_AGREEMENT',
      'RECEIVED_AND_VERIFIED',
      'SAMPLE',
    ]);
    for (const { es, en } of [...report.facts, ...report.notProven]) {
      expect(`${es} ${en}`).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  test('says what it does not prove, whatever the verdict', async () => {
    const codes = ['SCANNER_HONESTY', 'CLOCKS', 'CONTENTS', 'THIRD_WITNESS', 'PERMISSION', 'LATER_EVENTS'];
    expect((await verify(bundle)).notProven.map(({ code }) => code)).toEqual([...codes, 'KEY_IN_SOFTWARE']);
    expect((await verify(new Uint8Array(1024))).notProven.map(({ code }) => code)).toEqual(codes);
  });

  test('of a scan without a decision is verified', async () => {
    const { decision: _, ...rest } = parts;
    const report = await verify(await bytesOf(rest));
    expect(report).toMatchObject({ verified: true, problems: [] });
    expect(report.facts.map(({ code }) => code)).not.toContain('DECIDED');
  });

  test('of a scan that the recipient refused says so', async () => {
    const shared = await border.share(scan);
    const refusal = await border.receive(shared, { result: 'refused', reasons: ['OBJECT_MISSING'], objects: [] });
    const { push } = shared;
    const sender = { ...parts.sender, ...push, root: parts.sender.root, trustList: parts.sender.trustList };
    const { decision: _, ...rest } = parts;
    const report = await verify(
      await bytesOf({
        ...rest,
        sender: { ...sender, descriptor: parts.sender.descriptor },
        recipient: { ...parts.recipient, receipt: makeReceipt(refusal) },
      }),
    );
    expect(report).toMatchObject({ verified: true });
    expect(report.facts.find(({ code }) => code === 'REFUSED_BY_RECIPIENT')?.en).toContain('OBJECT_MISSING');
  });

  test('has the size that was announced, and the same bytes every time', async () => {
    expect(bundle.length).toBe(bundleSize(trustCrypto, parts));
    expect(await bytesOf(parts)).toEqual(bundle);
  });

  test('is read alike whole, in pieces and byte by byte', async () => {
    const whole = await membersIn(bundle);
    for (const size of [1, 7, 511, 512, 513]) {
      const found: Member[] = [];
      const pieces = Array.from({ length: Math.ceil(bundle.length / size) }, (_, at) =>
        bundle.subarray(at * size, (at + 1) * size),
      );
      for await (const { name, content } of readBundle(stream(...pieces))) {
        found.push({ name, bytes: concat(await Array.fromAsync(content)) });
      }
      expect(found).toEqual(whole);
    }
  });

  test('is not written when an object is longer or shorter than signed', async () => {
    for (const wrong of [new Uint8Array(999), new Uint8Array(1001)]) {
      const writing = Array.fromAsync(writeBundle(trustCrypto, parts, () => stream(wrong)));
      await expect(writing).rejects.toMatchObject({ code: 'BUNDLE_PARTS_MISMATCH' });
    }
  });
});

describe('the verifier trusts the given roots alone', () => {
  test('and refuses a bundle of agencies it was given no root of', async () => {
    const stranger = (await makeWorld({ agency: 'mx' })).root.certificate;
    const report = await verify(bundle, [stranger, border.recipient.root.certificate]);
    expect(report.verified).toBe(false);
    expect(report.problems).toContainEqual(
      expect.objectContaining({ member: 'sender/root.der', code: 'BUNDLE_ROOT_UNKNOWN' }),
    );
  });

  test('and asks for two different ones', async () => {
    const [one] = roots as [Uint8Array];
    for (const given of [[], [one], [one, one]]) {
      await expect(verify(bundle, given)).rejects.toMatchObject({ code: 'ROOTS_INVALID' });
    }
  });

  test('and may be given more than two', async () => {
    const stranger = (await makeWorld({ agency: 'xx' })).root.certificate;
    expect((await verify(bundle, [stranger, ...roots])).verified).toBe(true);
  });

  test('and believes nothing from the future', async () => {
    const report = await verify(bundle, roots, WORLD_TIME - 86_400_000);
    expect(report.problems).toContainEqual(
      expect.objectContaining({ member: 'sender/share.cbor', code: 'TIME_IMPLAUSIBLE' }),
    );
  });
});

/** Name of the member whose header, content or padding holds this byte of the file. */
function ownerOf(place: number): string {
  let at = 0;
  for (const { name, bytes } of members) {
    at += BLOCK + bytes.length + paddingOf(bytes.length);
    if (place < at) return name;
  }
  return ENDING_NAME;
}

describe('an altered bundle is not verified, and the report names the member and the reason', () => {
  test('when any byte of the file was changed: contents, headers, padding, ending', async () => {
    const place = fc.integer({ min: 0, max: bundle.length - 1 });
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const altered = bundle.slice();
        altered[at] = (altered[at] as number) ^ change;
        const report = await verify(altered);
        expect(report.verified).toBe(false);
        expect(named(report)).toContain(ownerOf(at));
        expect(report.problems.every(({ code, detail }) => /^[A-Z_]+$/.test(code) && detail.length > 0)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('when one bit of any document was changed', async () => {
    let at = 0;
    for (const { name, bytes } of members) {
      at += BLOCK;
      for (let offset = 0; offset < bytes.length; offset += Math.max(1, Math.floor(bytes.length / 24))) {
        const altered = bundle.slice();
        altered[at + offset] = (altered[at + offset] as number) ^ (1 << (offset % 8));
        const report = await verify(altered);
        expect(report.verified, `${name} byte ${offset}`).toBe(false);
        expect(named(report), `${name} byte ${offset}`).toContain(name);
      }
      at += bytes.length + paddingOf(bytes.length);
    }
  });

  const index = () => fc.integer({ min: 0, max: 17 });

  test('when a member was removed', async () => {
    for (const [place, { name }] of members.entries()) {
      const report = await verify(tarOf(members.toSpliced(place, 1)));
      expect(report.verified, name).toBe(false);
      expect(named(report)).toContain(name);
    }
  });

  test('when a member is there twice', async () => {
    await fc.assert(
      fc.asyncProperty(index(), index(), async (which, where) => {
        const twice = members[which] as Member;
        const report = await verify(tarOf(members.toSpliced(where, 0, twice)));
        expect(report.verified).toBe(false);
        expect(report.problems).toContainEqual(expect.objectContaining({ member: twice.name }));
      }),
      { numRuns: 40 },
    );
  });

  test('when two members changed places, or their contents', async () => {
    await fc.assert(
      fc.asyncProperty(index(), index(), fc.boolean(), async (one, two, contentsOnly) => {
        fc.pre(one !== two);
        const [left, right] = [members[one] as Member, members[two] as Member];
        const name = (member: Member, as: Member) => (contentsOnly ? { name: as.name, bytes: member.bytes } : member);
        const swapped = members.with(one, name(right, left)).with(two, name(left, right));
        const report = await verify(tarOf(swapped));
        expect(report.verified).toBe(false);
        const found = named(report);
        expect(found.has(left.name) || found.has(right.name)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('when a member was renamed or appended', async () => {
    for (const [place, member] of members.entries()) {
      const renamed = await verify(tarOf(members.with(place, { ...member, name: 'notes.txt' })));
      expect(named(renamed)).toContain(member.name);
    }
    const appended = await verify(tarOf([...members, { name: 'notes.txt', bytes: new Uint8Array(3) }]));
    expect(appended.problems).toEqual([
      { member: 'notes.txt', code: 'BUNDLE_MEMBER_UNEXPECTED', detail: 'a bundle has no member of this name' },
    ]);
  });

  test('when bytes were appended, or the file was cut anywhere', async () => {
    const longer = await verify(concat([bundle, new Uint8Array(512)]));
    expect(longer.problems).toMatchObject([{ member: ENDING_NAME, code: 'BUNDLE_ENDING_ALTERED' }]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bundle.length - 1 }), async (length) => {
        const report = await verify(bundle.slice(0, length));
        expect(report.verified).toBe(false);
        expect(report.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a careful forger, who mends headers and manifest too, is found out', () => {
  const forge = async (which: number, alter: (bytes: Uint8Array) => Uint8Array) => {
    const { sha256 } = trustCrypto.hasher;
    const forged = members.with(which, {
      ...(members[which] as Member),
      bytes: alter((members[which] as Member).bytes),
    });
    const { makeManifest } = await import('./bundle-members.ts');
    const listed = forged.slice(1).map(({ name, bytes }) => ({ name, size: bytes.length, sha256: sha256(bytes) }));
    const statement = sha256(forged.find(({ name }) => name === 'statement.cose')?.bytes ?? new Uint8Array());
    const manifest = makeManifest({ v: 1, statement, members: listed });
    return verify(tarOf(forged.with(0, { name: MANIFEST, bytes: manifest })));
  };

  test('whatever byte of whatever member was changed', async () => {
    const byte = fc.integer({ min: 0, max: 100_000 });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 17 }),
        byte,
        fc.integer({ min: 0, max: 7 }),
        async (which, at, bit) => {
          const report = await forge(which, (bytes) => {
            const place = at % bytes.length;
            return bytes.with(place, (bytes[place] as number) ^ (1 << bit));
          });
          expect(report.verified).toBe(false);
          const name = (members[which] as Member).name;
          expect([...named(report)]).toContain(name);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('when a proof carries a signature that nobody vouches for', async () => {
    const stranger = `\u2014 stranger.example ${Buffer.alloc(68, 7).toString('base64')}\n`;
    for (const name of ['sender/admitted.tlog-proof', 'sender/share.tlog-proof', 'sender/decision.tlog-proof']) {
      const which = members.findIndex((member) => member.name === name);
      const report = await forge(which, (bytes) => concat([bytes, Buffer.from(stranger)]));
      expect(report.problems).toContainEqual(
        expect.objectContaining({ member: name, detail: expect.stringContaining('SIGNATURE_UNKNOWN') }),
      );
    }
  });

  test('when the manifest alone was changed, it is the one that is named', async () => {
    const report = await verify(tarOf(members.with(0, { name: MANIFEST, bytes: await otherManifest() })));
    expect(report.problems).toMatchObject([{ member: MANIFEST, code: 'BUNDLE_MANIFEST_MISMATCH' }]);
  });

  const otherManifest = async () => {
    const manifest = (members[0] as Member).bytes.slice();
    manifest[manifest.length - 1] = (manifest.at(-1) as number) ^ 1;
    return manifest;
  };
});

describe('a stranger’s file costs little', () => {
  test('with a document that says to be huge: it is not held', async () => {
    const huge = headerOf('manifest.cbor', 2 ** 31);
    async function* endless() {
      yield huge;
      for (let count = 0; count < 64; count += 1) yield new Uint8Array(1024 * 1024);
    }
    const report = await verifyBundle(crypto, readBundle(endless()), roots, LATER);
    expect(report.problems[0]).toMatchObject({ member: MANIFEST, code: 'BUNDLE_MEMBER_TOO_LARGE' });
  });

  test('with members without end', async () => {
    async function* endless() {
      for (;;) yield headerOf('a', 0);
    }
    const report = await verifyBundle(crypto, readBundle(endless()), roots, LATER);
    expect(report.problems.some(({ code }) => code === 'BUNDLE_ENDING_ALTERED')).toBe(true);
  });

  test('that is no bundle at all', async () => {
    for (const file of [new Uint8Array(), new Uint8Array(1024), Buffer.from('hello'), new Uint8Array(5000).fill(7)]) {
      const report = await verify(file);
      expect(report.verified).toBe(false);
      expect(named(report)).toContain(MANIFEST);
    }
  });

  test('with a name that points out of the folder: such a header does not exist', () => {
    for (const name of ['../x', 'a/../../x', '/etc/passwd', 'A', 'a b', '', 'x'.repeat(101)]) {
      expect(() => headerOf(name, 0)).toThrow(RangeError);
    }
  });
});

test('the members are the ones of the protocol, in its order', () => {
  expect(members.map(({ name }) => name)).toEqual([
    ...HEAD_MEMBERS,
    'objects/0-image',
    'objects/1-spectrum',
    'decision.cose',
    'sender/decision.cbor',
    'sender/decision.tlog-proof',
  ]);
});
