import { trustCrypto } from '@garita/node-crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { concat, type Member, makeSampleBundle, named, type SampleBundle, tarOf } from './bundle.fixture.ts';
import { MANIFEST, makeManifest } from './bundle-members.ts';
import { ENDING_NAME } from './collect-bundle.ts';
import { BLOCK, paddingOf } from './ustar.ts';

let bundle: Uint8Array;
let members: readonly Member[];
let verify: SampleBundle['verify'];
beforeAll(async () => {
  ({ bundle, members, verify } = await makeSampleBundle());
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
      { numRuns: 250 },
    );
  });

  test('when one bit of any document was changed', async () => {
    let at = 0;
    for (const { name, bytes } of members) {
      at += BLOCK;
      for (let offset = 0; offset < bytes.length; offset += Math.max(1, Math.floor(bytes.length / 16))) {
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
    expect(appended.problems).toMatchObject([{ member: 'notes.txt', code: 'BUNDLE_MEMBER_UNEXPECTED' }]);
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
      // The time of the share record: it decides when everything else is judged.
      { numRuns: 200, examples: [[7, 59, 0]] },
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
