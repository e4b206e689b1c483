import { checkStructure, memorySource, type ReadResult, readDicos, readFrame, TAG } from '@garita/dicos';
import { SCENE_KINDS } from '@garita/xray';
import { describe, expect, test } from 'vitest';
import { syntheticScan } from './synthetic-scan.ts';

const capture = { capturedAt: Date.UTC(2026, 2, 4, 15, 30), device: 'xr-nld-01', serial: 'SAMPLE-0001' };

async function fileOf(bytes: Uint8Array) {
  const read: ReadResult = await readDicos(memorySource(bytes));
  if (read.outcome !== 'dicom') throw new Error(`read as ${read.type}`);
  return read.file;
}

describe.each(SCENE_KINDS.map((kind) => [kind] as const))('a simulated scan of kind %s', (kind) => {
  const scan = syntheticScan(kind, 1, capture);
  const dicos = scan.objects.filter(({ mediaType }) => mediaType === 'application/dicos');

  test('is read back with no error and no warning, and says that it is synthetic', async () => {
    expect(dicos.length).toBeGreaterThan(0);
    for (const { bytes, role } of dicos) {
      const file = await fileOf(bytes);
      // Notes say that it is synthetic and where DICOS departs from DICOM.
      expect(checkStructure(file).filter(({ severity }) => severity !== 'note')).toEqual([]);
      if (role === 'image') expect(file.dataset.text(TAG.imageOrigin)).toBe('SYNTHETIC');
      expect(file.dataset.text(TAG.serial)).toBe('SAMPLE-0001');
      expect(file.dataset.text(TAG.ooiId)).toBe(scan.ids[0]?.value);
    }
  });

  test('keeps its ground truth beside it', () => {
    const truth = scan.objects.find(({ role }) => role === 'ground-truth');
    expect(truth?.mediaType).toBe('application/json');
    expect(JSON.parse(new TextDecoder().decode(truth?.bytes))).toEqual(scan.truth);
  });

  test('has the same bytes again for the same seed and moment, and others for another seed', () => {
    const again = syntheticScan(kind, 1, capture);
    const same = (one: typeof scan, other: typeof scan) =>
      one.objects.every(({ bytes }, i) => Buffer.compare(bytes, other.objects[i]?.bytes ?? Buffer.of()) === 0);
    expect(same(scan, again)).toBe(true);
    expect(same(scan, syntheticScan(kind, 2, capture))).toBe(false);
  });

  test('names each file and each instance once, within what a statement holds', async () => {
    const names = scan.objects.map(({ fileName }) => fileName);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeLessThanOrEqual(24);
    const uids = await Promise.all(dicos.map(async ({ bytes }) => (await fileOf(bytes)).dataset.text(TAG.sopInstance)));
    expect(new Set(uids).size).toBe(uids.length);
  });
});

test('a truck is two energies of one view, its pixels those of the scanner', async () => {
  const { objects } = syntheticScan('truck', 4, capture);
  expect(objects.map(({ fileName }) => fileName)).toEqual([
    'side-high-energy.dcs',
    'side-low-energy.dcs',
    'ground-truth.json',
  ]);
  const bytes = objects[0]?.bytes ?? new Uint8Array();
  const file = await fileOf(bytes);
  expect(file.dataset.number(TAG.kvp)).toBe(9000);
  expect(file.dataset.number(TAG.energiesInScan)).toBe(2);
  const { samples } = await readFrame(file, memorySource(bytes), 0);
  // The upper left corner is air.
  expect(samples[0]).toBeGreaterThan(58_000);
});

describe('the machine at the airport', () => {
  const decisionOf = async (seed: number, hiding: boolean) => {
    const { objects, truth } = syntheticScan('baggage', seed, { ...capture, hiding });
    const report = await fileOf(objects.find(({ role }) => role === 'threat-report')?.bytes ?? new Uint8Array());
    return { decision: report.dataset.text(TAG.decision), category: truth.hidden[0]?.threatCategory };
  };

  test.each([
    [0, 'firearm'],
    [3, 'ammunition'],
  ])('alarms in seed %i on a %s', async (seed, category) => {
    expect(await decisionOf(seed, true)).toEqual({ decision: 'ALARM', category });
  });

  test('lets people travel who hide nothing', async () => {
    for (const seed of [0, 1, 2, 3]) expect((await decisionOf(seed, false)).decision).toBe('CLEAR');
  });

  test('passes banknotes, being only a detector of dense things', async () => {
    expect(await decisionOf(1, true)).toEqual({ decision: 'CLEAR', category: 'bulk cash' });
  });
});

test('a container carries a number that passes ISO 6346, as CSQU3054383 does', () => {
  const check = (number: string) => {
    const values = '0123456789A?BCDEFGHIJK?LMNOPQRSTU?VWXYZ';
    const sum = [...number.slice(0, 10)].reduce((total, character, i) => total + values.indexOf(character) * 2 ** i, 0);
    return (sum % 11) % 10 === Number(number.at(-1));
  };
  expect(check('CSQU3054383')).toBe(true);
  const { ids } = syntheticScan('container', 9, capture);
  expect(ids[0]?.value).toMatch(/^SAMU\d{7}$/);
  expect(check(ids[0]?.value ?? '')).toBe(true);
});
