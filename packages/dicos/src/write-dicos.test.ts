import dicomParser from 'dicom-parser';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileOf } from '../testing/files.ts';
import { ctSample, dxParameters, dxSample, operatorTdrSample, tdrParameters, tdrSample } from '../testing/instances.ts';
import { attribute } from './attribute.ts';
import { memorySource } from './byte-source.ts';
import { DicosError } from './dicos-error.ts';
import { dxInstance } from './dx-instance.ts';
import { formatDecimal } from './format-value.ts';
import { readFrame } from './read-frame.ts';
import { TAG } from './tag.ts';
import { tdrInstance } from './tdr-instance.ts';
import { uidFromBytes } from './uid-from-bytes.ts';
import { writeDicos, writeDicosBytes } from './write-dicos.ts';

describe('what is written is read back', () => {
  test('a radiograph: object, energy, view and every pixel', async () => {
    const bytes = writeDicosBytes(dxSample());
    const file = await fileOf(bytes);
    expect(file.sopClass?.kind).toBe('DX');
    expect(file.versions).toEqual({ meta: 'V03', dataset: 'V03' });
    expect(file.dataset.texts(TAG.imageType)).toEqual(['ORIGINAL', 'HIGH ENERGY']);
    expect(file.dataset.number(TAG.seriesEnergy)).toBe(1);
    expect(file.dataset.number(TAG.energiesInScan)).toBe(2);
    expect(file.dataset.text(TAG.viewDescription)).toBe('SIDE');
    expect(file.dataset.numbers(TAG.pixelSpacing)).toEqual([5, 5]);
    expect(file.dataset.items(TAG.otherOoiIds)[0]?.text(TAG.ooiId)).toBe('23-AB-7C');
    const frame = await readFrame(file, memorySource(bytes), 0);
    expect(frame.samples).toEqual(dxParameters().image.pixels);
  });

  test('a volume: its frames in order, each at its place', async () => {
    const bytes = writeDicosBytes(ctSample(4));
    const file = await fileOf(bytes);
    expect(file.image).toMatchObject({ frames: 4, rows: 6, columns: 8, bitsAllocated: 16 });
    expect(file.dataset.place(TAG.frames)?.vr).toBe('US');
    const last = await readFrame(file, memorySource(bytes), 3);
    expect(last.samples[0]).toBe(144);
    const positions = file.dataset.items(TAG.frameGroups).map((item) => item.items(TAG.planePosition)[0]);
    expect(positions.map((position) => position?.numbers(TAG.imagePosition))).toEqual([
      [0, 0, 0],
      [0, 0, 2],
      [0, 0, 4],
      [0, 0, 6],
    ]);
  });

  test('a machine’s and an operator’s verdict: two instances with their own sources', async () => {
    const machine = (await fileOf(writeDicosBytes(tdrSample()))).dataset;
    const operator = (await fileOf(writeDicosBytes(operatorTdrSample()))).dataset;
    expect([machine.text(TAG.tdrType), machine.text(TAG.decision)]).toEqual(['MACHINE', 'ALARM']);
    expect([operator.text(TAG.tdrType), operator.text(TAG.decision)]).toEqual(['OPERATOR', 'CLEAR']);
    expect(machine.text(TAG.sopInstance)).not.toBe(operator.text(TAG.sopInstance));
    expect(machine.items(TAG.referencedScans)).toHaveLength(2);
    const person = operator.items(TAG.operatorIdentification)[0]?.items(TAG.personCode)[0];
    expect(person?.text(TAG.codeValue)).toBe('an-7');
  });

  test('text beyond ASCII, with the character set named', async () => {
    const parameters = dxParameters();
    const equipment = { ...parameters.equipment, institution: 'Recinto de Dos Bocas, Paraíso' };
    const { dataset } = await fileOf(writeDicosBytes(dxInstance({ ...parameters, equipment })));
    expect(dataset.text(TAG.characterSet)).toBe('ISO_IR 192');
    expect(dataset.text(TAG.institution)).toBe('Recinto de Dos Bocas, Paraíso');
  });

  test('any pixels', async () => {
    const anyImage = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }));
    await fc.assert(
      fc.asyncProperty(anyImage, fc.infiniteStream(fc.nat(65_535)), async ([rows, columns], stream) => {
        const pixels = Uint16Array.from(stream.take(rows * columns));
        const bytes = writeDicosBytes(dxInstance({ ...dxParameters(), image: { rows, columns, pixels } }));
        const frame = await readFrame(await fileOf(bytes), memorySource(bytes), 0);
        expect(frame.samples).toEqual(pixels);
      }),
    );
  });
});

test('the same instance always gives the same bytes, and the pixels are not copied', () => {
  const instance = dxSample();
  expect(writeDicosBytes(instance)).toEqual(writeDicosBytes(dxSample()));
  const { parts, sizeBytes } = writeDicos(instance);
  expect(parts[1]?.buffer).toBe(instance.pixels?.buffer);
  expect(sizeBytes).toBe(writeDicosBytes(instance).length);
});

test('an independent parser finds the same attributes', () => {
  for (const instance of [dxSample(), ctSample(), tdrSample()]) {
    const parsed = dicomParser.parseDicom(Buffer.from(writeDicosBytes(instance)));
    expect(parsed.warnings).toEqual([]);
    expect(parsed.string('x00100020')).toBe('MSKU1234565');
    const tags = Object.keys(parsed.elements).filter((key) => !key.startsWith('x0002') && key !== 'x7fe00010');
    const written = instance.attributes.map(({ tag }) => `x${tag.toString(16).padStart(8, '0')}`);
    expect(tags.toSorted()).toEqual(written.toSorted());
  }
});

describe('what does not fit is refused', () => {
  test.each([
    ['a container number of 65 characters', () => attribute(TAG.ooiId, 'x'.repeat(65))],
    ['a backslash, which would make two values', () => attribute(TAG.ooiId, 'a\\b')],
    ['a UID with a leading zero', () => attribute(TAG.sopInstance, '2.25.01')],
    ['a code string in lower case', () => attribute(TAG.ooiType, 'cargo')],
    ['70,000 rows', () => attribute(TAG.rows, 70_000)],
    ['half a row', () => attribute(TAG.rows, 0.5)],
    ['an infinite mass', () => attribute(TAG.ooiMass, Number.POSITIVE_INFINITY)],
    ['a day that does not exist', () => attribute(TAG.scanDate, new Date(Number.NaN))],
    ['a tag no dictionary has', () => attribute(0x00110011, 'x')],
    [
      'too few pixels',
      () => dxInstance({ ...dxParameters(), image: { rows: 2, columns: 2, pixels: new Uint16Array(3) } }),
    ],
    ['a report number out of range', () => tdrInstance({ ...tdrParameters(), instanceNumber: 2 ** 31 })],
  ])('%s', (_, write) => {
    expect(write).toThrow(DicosError);
  });
});

test('decimal strings never exceed 16 characters and keep 9 digits', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), (value) => {
      const text = formatDecimal(value);
      expect(text.length).toBeLessThanOrEqual(16);
      expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(Math.abs(value) * 5.01e-9);
    }),
  );
});

test('a UID made of bytes is a UUID of version 8 under 2.25', () => {
  const uid = uidFromBytes(new Uint8Array(32).fill(0xff));
  expect(uid).toMatch(/^2\.25\.\d{1,39}$/);
  expect(BigInt(uid.slice(5)).toString(16)).toBe('ffffffffffff8fffbfffffffffffffff');
  expect(() => uidFromBytes(new Uint8Array(15))).toThrow(DicosError);
});
