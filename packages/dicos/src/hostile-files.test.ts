import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countingSource, toolkitFiles } from '../testing/files.ts';
import { implicitFile } from '../testing/implicit-vr.ts';
import { ctSample, dxSample, tdrSample } from '../testing/instances.ts';
import { bytesOf, filePart, joined } from '../testing/parts.ts';
import { type ByteSource, memorySource } from './byte-source.ts';
import { checkStructure } from './check-structure.ts';
import { DicosError } from './dicos-error.ts';
import { type Inspection, inspectFile } from './inspect-file.ts';
import { readDicos } from './read-dicos.ts';
import { readFrame } from './read-frame.ts';
import { TAG } from './tag.ts';
import { TRANSFER_SYNTAX } from './transfer-syntaxes.ts';
import { writeDicosBytes } from './write-dicos.ts';

/** Everything a program would do with a file; only a DicosError may come out, and only of reading a frame. */
async function handle(source: ByteSource): Promise<Inspection> {
  const read = await readDicos(source);
  if (read.outcome === 'dicom') {
    const { dataset, pixels } = read.file;
    for (const tag of dataset.tags) [dataset.texts(tag), dataset.numbers(tag), dataset.items(tag)];
    try {
      await readFrame(read.file, source, 0, 2 ** 20);
    } catch (error) {
      expect(error).toBeInstanceOf(DicosError);
    }
    expect(pixels ? pixels.offset + pixels.length : 0).toBeLessThanOrEqual(source.size);
  }
  return await inspectFile(source, '00');
}

async function codesOf(source: ByteSource): Promise<readonly string[]> {
  return (await handle(source)).findings.map(({ code }) => code);
}

const WRITTEN = [writeDicosBytes(dxSample()), writeDicosBytes(ctSample()), writeDicosBytes(tdrSample())];
const SEEDS = [...WRITTEN, implicitFile(dxSample()), implicitFile(ctSample()), implicitFile(tdrSample())];
const explicit = (dataset: Uint8Array) => memorySource(filePart(TRANSFER_SYNTAX.explicitLittleEndian, dataset));
const sequenceHeader = bytesOf("10 40 11 10 'SQ' 00 00 ff ff ff ff");

describe('hostile files get a finding, in bounded time and memory', () => {
  test('a hundred thousand nested sequences', async () => {
    const level = joined(sequenceHeader, bytesOf('fe ff 00 e0 ff ff ff ff'));
    const nested = new Uint8Array(level.length * 100_000);
    for (let at = 0; at < nested.length; at += level.length) nested.set(level, at);
    expect(await codesOf(explicit(nested))).toContain('NESTING_TOO_DEEP');
  });

  test.each([
    ['a text of 2^32-1 bytes', "10 00 20 00 'UT' 00 00 ff ff ff ff 'abcd'", 'DATASET_MALFORMED'],
    ['a text of 2^32-2 bytes', "10 00 20 00 'UT' 00 00 fe ff ff ff 'abcd'", 'DATASET_TRUNCATED'],
    ['a sequence of 2^32-2 bytes', "10 40 11 10 'SQ' 00 00 fe ff ff ff", 'DATASET_TRUNCATED'],
    ['an item of 2^32-2 bytes', "10 40 11 10 'SQ' 00 00 ff ff ff ff fe ff 00 e0 fe ff ff ff", 'DATASET_TRUNCATED'],
    ['a sequence that never ends', "10 40 11 10 'SQ' 00 00 ff ff ff ff", 'DATASET_TRUNCATED'],
    [
      'an item that outgrows its sequence',
      "10 40 11 10 'SQ' 00 00 08 00 00 00 fe ff 00 e0 10 00 00 00",
      'DATASET_TRUNCATED',
    ],
    ['no item in a sequence', "10 40 11 10 'SQ' 00 00 08 00 00 00 10 00 20 00 00 00 00 00", 'DATASET_MALFORMED'],
    ['a stray delimiter', 'fe ff dd e0 00 00 00 00', 'DATASET_MALFORMED'],
    ['half a header', '10 00 20 00', 'DATASET_TRUNCATED'],
    ['no VR', '10 00 20 00 00 00 00 00', 'DATASET_MALFORMED'],
    ['a VR of no standard', "10 00 20 00 'QQ' 02 00 'ab'", 'VR_UNKNOWN'],
    ['an odd length', "10 00 20 00 'LO' 01 00 'a'", 'LENGTH_ODD'],
    ['the same tag twice', "10 00 20 00 'LO' 00 00 10 00 20 00 'LO' 00 00", 'ELEMENT_REPEATED'],
    ['tags out of order', "10 00 21 00 'LO' 00 00 10 00 20 00 'LO' 00 00", 'ELEMENT_OUT_OF_ORDER'],
    ['64-bit pixels of 2^63 bytes', "e0 7f 12 00 'OD' ff ff ff ff ff ff ff 7f", 'PIXELS_TRUNCATED'],
    ['fragments that are none', "e0 7f 10 00 'OB' 00 00 ff ff ff ff 10 00 20 00 00 00 00 00", 'FRAGMENTS_MALFORMED'],
    ['a fragment of 2^32-2 bytes', "e0 7f 10 00 'OB' 00 00 ff ff ff ff fe ff 00 e0 fe ff ff ff", 'PIXELS_TRUNCATED'],
    ['fragments without end', "e0 7f 10 00 'OB' 00 00 ff ff ff ff fe ff 00 e0 00 00 00 00", 'PIXELS_TRUNCATED'],
  ])('%s', async (_, dataset, code) => {
    expect(await codesOf(explicit(bytesOf(dataset)))).toContain(code);
  });

  test('an icon of compressed pixels within an item is walked like any other', async () => {
    const icon = bytesOf("e0 7f 10 00 'OB' 00 00 ff ff ff ff fe ff 00 e0 02 00 00 00 ff ff fe ff dd e0 00 00 00 00");
    const item = joined(bytesOf('fe ff 00 e0 ff ff ff ff'), icon, bytesOf('fe ff 0d e0 00 00 00 00'));
    const dataset = joined(bytesOf("88 00 00 02 'SQ' 00 00 ff ff ff ff"), item, bytesOf('fe ff dd e0 00 00 00 00'));
    const read = await readDicos(explicit(dataset));
    expect(read).toMatchObject({ outcome: 'dicom', file: { problems: [] } });
  });

  test.each([
    ['deflated', TRANSFER_SYNTAX.deflated, 'TRANSFER_SYNTAX_UNSUPPORTED'],
    ['big endian', TRANSFER_SYNTAX.explicitBigEndian, 'TRANSFER_SYNTAX_UNSUPPORTED'],
    ['an unknown syntax', '1.2.3.4', 'TRANSFER_SYNTAX_UNKNOWN'],
    ['the toolkit’s own syntax', TRANSFER_SYNTAX.explicitLittleEndianExtended, 'TRANSFER_SYNTAX_NOT_DICOM'],
  ])('%s', async (_, syntax, code) => {
    expect(await codesOf(memorySource(filePart(syntax, new Uint8Array(64))))).toContain(code);
  });

  test('a million elements in items cost a walk, not memory, and more are refused', async () => {
    const item = bytesOf('fe ff 00 e0 00 00 00 00');
    const items = new Uint8Array(8 * 1_000_000);
    for (let at = 0; at < items.length; at += 8) items.set(item, at);
    const source = explicit(joined(sequenceHeader, items, bytesOf('fe ff dd e0 00 00 00 00')));
    expect((await readDicos(source)).outcome).toBe('dicom');
    const strict = await readDicos(source, { maxHeadBytes: 2 ** 26, maxElements: 10_000, maxFragments: 10 });
    if (strict.outcome !== 'dicom') throw new Error('not DICOM');
    expect(strict.file.problems.map(({ code }) => code)).toContain('ELEMENTS_TOO_MANY');
  });

  test('a hundred thousand elements of one level are refused', async () => {
    const elements = new Uint8Array(8 * 100_000);
    const view = new DataView(elements.buffer);
    for (let index = 0; index < 100_000; index += 1) {
      view.setUint32(index * 8, ((index & 0xffff) << 16) | (0x0011 + 2 * (index >> 16)), true);
      elements.set(bytesOf("'LO' 00 00"), index * 8 + 4);
    }
    expect(await codesOf(explicit(elements))).toContain('ELEMENTS_TOO_MANY');
  });

  test('more fragments than are allowed end the walk', async () => {
    const fragment = bytesOf('fe ff 00 e0 00 00 00 00');
    const fragments = new Uint8Array(8 * 150_000);
    for (let at = 0; at < fragments.length; at += 8) fragments.set(fragment, at);
    const dataset = joined(bytesOf("e0 7f 10 00 'OB' 00 00 ff ff ff ff"), fragments);
    expect(await codesOf(explicit(dataset))).toContain('FRAGMENTS_TOO_MANY');
  });

  test('a terabyte that begins like DICOM is not read through', async () => {
    const source = countingSource(filePart(TRANSFER_SYNTAX.explicitLittleEndian, sequenceHeader), 2 ** 40);
    expect(await codesOf(source)).toContain('DATASET_MALFORMED');
    const valueThere = bytesOf("10 00 20 00 'UT' 00 00 00 00 00 f0");
    const skipped = countingSource(filePart(TRANSFER_SYNTAX.explicitLittleEndian, valueThere), 2 ** 40);
    expect(await codesOf(skipped)).toContain('HEAD_TOO_LARGE');
    expect(source.bytesRead + skipped.bytesRead).toBeLessThan(2 ** 20);
  });

  test('two hundred thousand findings are told in a few', async () => {
    const element = bytesOf("10 00 20 00 'LO' 01 00 'a'");
    const dataset = new Uint8Array(element.length * 60_000);
    for (let at = 0; at < dataset.length; at += element.length) dataset.set(element, at);
    expect((await handle(explicit(dataset))).findings.length).toBeLessThan(200);
  });

  test('a source that has less than it said is an error with a code', async () => {
    const source = { ...countingSource(SEEDS[0] ?? new Uint8Array()), read: async () => new Uint8Array(3) };
    await expect(readDicos(source)).rejects.toMatchObject({ code: 'SOURCE_SHORT_READ' });
  });
});

describe('whatever happens to a file on its way', () => {
  const seeds = fc.constantFrom(...SEEDS);

  test('flipped bytes make findings or other values, never an exception', async () => {
    const flips = fc.array(fc.tuple(fc.nat(1 << 20), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(seeds, flips, async (seed, changes) => {
        const bent = seed.slice();
        for (const [at, change] of changes) bent[at % bent.length] = (bent[at % bent.length] ?? 0) ^ change;
        await handle(memorySource(bent));
      }),
      { numRuns: 1500 },
    );
  });

  test('lengths set to anything make findings, never an exception', async () => {
    const lengths = fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff);
    await fc.assert(
      fc.asyncProperty(seeds, fc.nat(1 << 20), lengths, async (seed, at, length) => {
        const bent = seed.slice();
        new DataView(bent.buffer).setUint32(132 + (at % (bent.length - 136)), length, true);
        await handle(memorySource(bent));
      }),
      { numRuns: 1500 },
    );
  });

  test('an image cut anywhere is an error, or no DICOM any more', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...WRITTEN.slice(0, 2)), fc.nat(1 << 20), async (seed, at) => {
        const { readable, findings } = await handle(memorySource(seed.subarray(0, at % seed.length)));
        expect(!readable || findings.some(({ severity }) => severity === 'error')).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('a report cut anywhere is an error, or lacks what it must have', async () => {
    const report = WRITTEN[2] ?? new Uint8Array();
    for (let length = 0; length < report.length; length += 1) {
      const { readable, findings } = await inspectFile(memorySource(report.subarray(0, length)), '00');
      expect(!readable || findings.some(({ severity }) => severity !== 'note')).toBe(true);
    }
  });

  test('random bytes after a DICOM prefix are read without an exception', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (noise, withMeta) => {
        const prefix = bytesOf(`${'00 '.repeat(128)} 'DICM'`);
        await handle(withMeta ? explicit(noise) : memorySource(joined(prefix, noise)));
      }),
      { numRuns: 1000 },
    );
  });
});

const files = toolkitFiles();

describe.skipIf(files.length === 0)('files of the reference toolkit, damaged', () => {
  test.each(files)('$name', async ({ path }) => {
    const whole = readFileSync(path);
    const flip = fc.tuple(fc.nat(12_000), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(flip, async ([at, change]) => {
        const bent = Uint8Array.from(whole);
        bent[at % bent.length] = (bent[at % bent.length] ?? 0) ^ change;
        await handle(memorySource(bent));
      }),
      { numRuns: 40 },
    );
    const half = await readDicos(memorySource(whole.subarray(0, whole.length - 3)));
    if (half.outcome !== 'dicom') throw new Error('not DICOM');
    expect(checkStructure(half.file)[0]?.severity).toBe('error');
    expect(half.file.dataset.text(TAG.ooiType)).toBe('BAGGAGE');
  });
});
