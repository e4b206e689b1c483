import { describe, expect, test } from 'vitest';
import { countingSource, fileOf } from '../testing/files.ts';
import { implicitFile } from '../testing/implicit-vr.ts';
import { ctSample, dxSample, tdrSample } from '../testing/instances.ts';
import { bytesOf, filePart, indexOf, joined } from '../testing/parts.ts';
import { memorySource } from './byte-source.ts';
import { checkStructure } from './check-structure.ts';
import { readDicos } from './read-dicos.ts';
import { readFrame } from './read-frame.ts';
import { TAG } from './tag.ts';
import { TRANSFER_SYNTAX } from './transfer-syntaxes.ts';
import { writeDicosBytes } from './write-dicos.ts';

describe('reading is lazy', () => {
  test('of a file of 4 GB only the head is read, and the pixels are located', async () => {
    const bytes = writeDicosBytes(dxSample());
    const size = 4 * 2 ** 30;
    const pixelLength = size - (bytes.length - 480);
    new DataView(bytes.buffer).setUint32(bytes.length - 484, pixelLength, true);
    const source = countingSource(bytes.subarray(0, -480), size);
    const read = await readDicos(source);
    if (read.outcome !== 'dicom') throw new Error('not DICOM');
    expect(read.file.pixels).toMatchObject({ offset: bytes.length - 480, length: pixelLength, encapsulated: false });
    expect(source.bytesRead).toBeLessThan(70_000);
  });

  test('a head larger than the first window is read to its end', async () => {
    const bytes = writeDicosBytes(ctSample(3000));
    const source = countingSource(bytes);
    const read = await readDicos(source);
    if (read.outcome !== 'dicom') throw new Error('not DICOM');
    expect(read.file.pixels?.offset).toBeGreaterThan(64 * 1024);
    expect(read.file.dataset.items(TAG.frameGroups)).toHaveLength(3000);
    expect(source.bytesRead).toBeLessThan(bytes.length + 2048);
  });

  test('a head beyond the limit is a finding, and no more than the limit is read', async () => {
    const source = countingSource(writeDicosBytes(ctSample(3000)));
    const limits = { maxHeadBytes: 70_000, maxElements: 1e6, maxFragments: 10 };
    const read = await readDicos(source, limits);
    if (read.outcome !== 'dicom') throw new Error('not DICOM');
    expect(read.file.problems.map(({ code }) => code)).toContain('HEAD_TOO_LARGE');
    expect(source.bytesRead).toBeLessThan(72_000);
  });
});

describe('attributes', () => {
  test('are read by tag as text, numbers and items', async () => {
    const { dataset } = await fileOf(writeDicosBytes(tdrSample()));
    expect(dataset.text(TAG.ooiId)).toBe('MSKU1234565');
    expect(dataset.number(TAG.ooiMass)).toBe(18_250.5);
    expect(dataset.text(TAG.threatCategory)).toBeUndefined();
    const threat = dataset.items(TAG.threats)[0];
    expect(threat?.items(TAG.assessments)[0]?.text(TAG.threatCategory)).toBe('CONTRABAND');
    expect(threat?.items(TAG.ptoRepresentations)[0]?.numbers(TAG.polygon)).toEqual([3, 4, 0, 8, 7, 1]);
  });

  test('read the same in implicit VR, DICOS’s own binary numbers included', async () => {
    for (const instance of [dxSample(), ctSample(), tdrSample()]) {
      const explicit = await fileOf(writeDicosBytes(instance));
      const implicit = await fileOf(implicitFile(instance));
      expect(implicit.problems).toEqual([]);
      expect(implicit.image).toEqual(explicit.image);
      expect(implicit.dataset.tags).toEqual(explicit.dataset.tags);
      for (const tag of explicit.dataset.tags) {
        expect(implicit.dataset.texts(tag)).toEqual(explicit.dataset.texts(tag));
        expect(implicit.dataset.numbers(tag)).toEqual(explicit.dataset.numbers(tag));
      }
    }
  });

  test.each([
    ["v02's numerals", "'1000'", 'V02 ', 1000],
    ["v02's two numerals", "'20'", 'V02 ', 20],
    ["v02A's US", '14 00', 'V02A', 20],
    ["v03's US that looks like two numerals", "'20'", 'V03 ', 0x3032],
  ])('NumberOfFrames in implicit VR: %s', async (_, value, version, frames) => {
    const bytes = bytesOf(value);
    const dataset = joined(
      bytesOf(`28 00 08 00 ${bytes.length.toString(16).padStart(2, '0')} 00 00 00`),
      bytes,
      bytesOf(`10 40 3a 10 04 00 00 00 '${version}'`),
    );
    const { image } = await fileOf(filePart(TRANSFER_SYNTAX.implicitLittleEndian, dataset));
    expect(image.frames).toBe(frames);
  });

  test('a tag that someone re-wrote as UN is read by the dictionary', async () => {
    const dataset = bytesOf("00 61 24 00 'UN' 00 00 02 00 00 00 07 00");
    const file = await fileOf(filePart(TRANSFER_SYNTAX.explicitLittleEndian, dataset));
    expect(file.dataset.number(TAG.seriesView)).toBe(7);
  });

  test('UTF-8 and Latin-1 text reads as written', async () => {
    const utf8 = joined(bytesOf("08 00 80 00 'LO' 06 00 'M' c3 a9 'x.'"), bytesOf('20'));
    const latin = bytesOf("08 00 05 00 'CS' 0a 00 'ISO_IR 100' 08 00 80 00 'LO' 04 00 'M' e9 'x '");
    const { explicitLittleEndian } = TRANSFER_SYNTAX;
    expect((await fileOf(filePart(explicitLittleEndian, utf8))).dataset.text(TAG.institution)).toBe('Méx.');
    expect((await fileOf(filePart(explicitLittleEndian, latin))).dataset.text(TAG.institution)).toBe('Méx');
  });
});

describe('pixels in the forms DICOS has', () => {
  const shape = (rows: number, columns: number, bits: number) =>
    joined(
      bytesOf("28 00 10 00 'US' 02 00"),
      new Uint8Array(Uint16Array.of(rows).buffer),
      bytesOf("28 00 11 00 'US' 02 00"),
      new Uint8Array(Uint16Array.of(columns).buffer),
      bytesOf("28 00 00 01 'US' 02 00"),
      new Uint8Array(Uint16Array.of(bits).buffer),
    );

  test.each([
    ['the toolkit’s 8-byte length', 2, 4, "'OD' 40 00 00 00 00 00 00 00"],
    ['DICOM’s reserved bytes and 4-byte length', 2, 4, "'OD' 00 00 40 00 00 00"],
    ['the toolkit’s 8-byte length whose low half is zero', 64, 128, "'OD' 00 00 01 00 00 00 00 00"],
  ])('64-bit pixels with %s', async (_, rows, columns, header) => {
    const pixels = BigUint64Array.from({ length: rows * columns }, (_, index) => 2n ** 63n + BigInt(index));
    const dataset = joined(shape(rows, columns, 64), bytesOf(`e0 7f 12 00 ${header}`), new Uint8Array(pixels.buffer));
    const bytes = filePart(TRANSFER_SYNTAX.explicitLittleEndian, dataset);
    const file = await fileOf(bytes);
    expect(file.pixels).toMatchObject({ length: pixels.byteLength, end: bytes.length });
    expect((await readFrame(file, memorySource(bytes), 0)).samples).toEqual(pixels);
  });

  test('float pixels under OF', async () => {
    const pixels = Float32Array.of(0.5, -1, 2, 1e9);
    const dataset = joined(
      shape(2, 2, 32),
      bytesOf("e0 7f 13 00 'OF' 00 00 10 00 00 00"),
      new Uint8Array(pixels.buffer),
    );
    const bytes = filePart(TRANSFER_SYNTAX.explicitLittleEndian, dataset);
    expect((await readFrame(await fileOf(bytes), memorySource(bytes), 0)).samples).toEqual(pixels);
  });

  test('a frame in several fragments is put together, in RLE two fragments for one frame are refused', async () => {
    const rle = joined(bytesOf('01 00 00 00 40 00 00 00'), new Uint8Array(56), bytesOf('03 01 02 03 04 00'));
    const fragment = (bytes: Uint8Array) =>
      joined(bytesOf('fe ff 00 e0'), new Uint8Array(Uint32Array.of(bytes.length).buffer), bytes);
    const encapsulated = (...fragments: Uint8Array[]) =>
      filePart(
        TRANSFER_SYNTAX.rle,
        joined(
          shape(2, 2, 8),
          bytesOf("e0 7f 10 00 'OB' 00 00 ff ff ff ff fe ff 00 e0 00 00 00 00"),
          ...fragments.map(fragment),
          bytesOf('fe ff dd e0 00 00 00 00'),
        ),
      );
    const whole = encapsulated(rle);
    const file = await fileOf(whole);
    expect((await readFrame(file, memorySource(whole), 0)).samples).toEqual(Uint8Array.of(1, 2, 3, 4));

    const cut = encapsulated(rle.subarray(0, 64), rle.subarray(64));
    const codes = checkStructure(await fileOf(cut)).map(({ code }) => code);
    expect(codes).toContain('FRAME_COUNT_DISAGREES');
  });

  test('frames beyond the last, and frames too large to hold, are errors with a code', async () => {
    const bytes = writeDicosBytes(dxSample());
    const file = await fileOf(bytes);
    await expect(readFrame(file, memorySource(bytes), 1)).rejects.toMatchObject({ code: 'FRAME_OUT_OF_RANGE' });
    await expect(readFrame(file, memorySource(bytes), 0, 100)).rejects.toMatchObject({ code: 'FRAME_TOO_LARGE' });
  });
});

test('the pixel header that was written is where the reader finds it', async () => {
  const bytes = writeDicosBytes(dxSample());
  const at = indexOf(bytes, bytesOf("e0 7f 10 00 'OW'"));
  expect((await fileOf(bytes)).pixels?.offset).toBe(at + 12);
});
