import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkStructure, type DataSet, memorySource, readDicos, TAG } from '@garita/dicos';
import { type Mark, readStatement, type ScanStatement, toHex } from '@garita/trust';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256Of, smallRadiograph } from '../../../testdata/small-radiograph.ts';
import { makeWorld } from '../../../testdata/world.ts';
import { type DecisionContent, operatorReport, type ReportFacts, readReportFacts } from './index.ts';

const files = [smallRadiograph(1), smallRadiograph(2), new TextEncoder().encode('<xml/>')];
const vectors = JSON.parse(
  readFileSync(new URL('../../../testdata/trust/statement.json', import.meta.url), 'utf8'),
) as { cose: string };
const [listed] = readStatement(new Uint8Array(Buffer.from(vectors.cose, 'hex'))).objects;
if (!listed) throw new Error('the vector has an object');
const statement: ScanStatement = {
  ...readStatement(new Uint8Array(Buffer.from(vectors.cose, 'hex'))),
  objects: files.map((bytes, index) => ({
    ...listed,
    mediaType: index < 2 ? 'application/dicos' : 'application/xml',
    size: bytes.length,
  })),
};
const factsOf = (contents: readonly Uint8Array[], of: ScanStatement = statement) =>
  readReportFacts(of, (object) => memorySource(contents[object] ?? new Uint8Array()));
const facts = (await factsOf(files)) as ReportFacts;

const mark: Mark = {
  ...{ object: 1, frame: null, shape: 'box', points: [5, 3, 2, 1] },
  ...{ threatCategory: null, contraband: 'bulk-cash', certainty: 'likely', text: 'Más denso que la carga.' },
};
const decision: DecisionContent = {
  ...{
    v: 2,
    agency: 'mx',
    scan: sha256Of(new Uint8Array([1])),
    decision: 'refer',
    reason: 'Abrir.\nPuerta izquierda.',
  },
  ...{ marks: [mark], enhancements: ['edge'], by: 'analyst', at: Date.UTC(2026, 10, 23, 12, 5) },
};
const report = (change: Partial<DecisionContent> = {}, of: ReportFacts = facts) =>
  operatorReport({ ...decision, ...change }, of, sha256Of);

async function read(bytes: Uint8Array) {
  const result = await readDicos(memorySource(bytes));
  if (result.outcome !== 'dicom') throw new Error('no DICOM');
  return result.file;
}
const threatsOf = async (bytes: Uint8Array) => (await read(bytes)).dataset.items(TAG.threats);
const first = (items: readonly DataSet[]) => items[0] as DataSet;

describe('an operator report', () => {
  test('is a DICOS report of an operator, sound in its structure', async () => {
    const file = await read(report());
    expect(checkStructure(file).filter(({ severity }) => severity !== 'note')).toEqual([]);
    expect(file.sopClass?.kind).toBe('TDR');
    const { dataset } = file;
    expect([TAG.tdrType, TAG.decision, TAG.ooiId, TAG.scanInstance].map((tag) => dataset.text(tag))).toEqual([
      ...['OPERATOR', 'ALARM', 'TEST-001', '2.25.77'],
    ]);
    const person = first(first(dataset.items(TAG.operatorIdentification)).items(TAG.personCode));
    expect([person.text(TAG.codeValue), person.text(TAG.codeMeaning)]).toEqual(['analyst', 'analyst, mx']);
    expect(dataset.items(TAG.referencedScans).map((item) => item.text(TAG.referencedSopInstance))).toEqual([
      ...['2.25.1001', '2.25.1002'],
    ]);
  });

  test('has each mark as a region on its own image', async () => {
    const polygon: Mark = { ...mark, object: 0, shape: 'polygon', points: [1, 0, 4, 0, 3, 3], frame: 2 };
    const [box, drawn] = await threatsOf(report({ marks: [mark, polygon] }));
    if (!box || !drawn) throw new Error('two marks, two threats');
    const [onBox, onDrawn] = [box, drawn].map((threat) => first(threat.items(TAG.ptoRepresentations))) as [
      DataSet,
      DataSet,
    ];
    expect(onBox.items(TAG.referencedInstances).map((item) => item.text(TAG.referencedSopInstance))).toEqual([
      '2.25.1002',
    ]);
    expect(first(onBox.items(TAG.roiVoxels)).numbers(TAG.roiBase)).toEqual([2, 1, 0]);
    expect(first(onBox.items(TAG.roiVoxels)).numbers(TAG.roiExtents)).toEqual([4, 3, 1]);
    expect(first(onDrawn.items(TAG.roiVoxels)).numbers(TAG.roiBase)).toEqual([1, 0, 2]);
    expect(onDrawn.numbers(TAG.polygon)).toEqual([1, 0, 2, 4, 0, 2, 3, 3, 2]);
    const said = first(box.items(TAG.assessments));
    expect([TAG.threatCategory, TAG.threatText, TAG.assessmentFlag].map((tag) => said.text(tag))).toEqual([
      ...['CONTRABAND', 'bulk-cash\nlikely\nMás denso que la carga.', 'THREAT'],
    ]);
  });

  test.each([
    ['release', 'CLEAR', 'NO_THREAT'],
    ['refer', 'ALARM', 'HIGH_THREAT'],
    ['hold', 'UNKNOWN', 'UNKNOWN'],
    ['rescan', 'UNKNOWN', 'UNKNOWN'],
  ] as const)('of %s says %s, and of what was marked %s', async (verdict, said, flag) => {
    const bytes = report({ decision: verdict, marks: [{ ...mark, certainty: 'certain' }] });
    expect((await read(bytes)).dataset.text(TAG.decision)).toBe(said);
    expect(first(first(await threatsOf(bytes)).items(TAG.assessments)).text(TAG.assessmentFlag)).toBe(flag);
  });

  test('names one object of an alarm even where nothing is marked, and the reason', async () => {
    const [threat] = await threatsOf(report({ marks: [] }));
    expect(first(threat?.items(TAG.assessments) ?? []).text(TAG.threatText)).toBe(decision.reason);
    expect(await threatsOf(report({ marks: [], decision: 'release' }))).toEqual([]);
  });

  test('comes out the same on every machine: this hash is pinned', () => {
    expect(toHex(sha256Of(report({ marks: [mark, { ...mark, shape: 'ellipse', points: [0, 0, 5, 3] }] })))).toBe(
      'f2896924260d2214a8b11ed38400e70bef9129c334ccdcfbab25d9e61917a86d',
    );
  });

  test('does not depend on the field that will hold its hash, and on every other field', () => {
    const plain = toHex(report());
    expect(toHex(report({ report: new Uint8Array(32) } as Partial<DecisionContent>))).toBe(plain);
    const changes: Partial<DecisionContent>[] = [
      ...[{ agency: 'us' }, { scan: new Uint8Array(32) }, { decision: 'hold' as const }, { reason: '' }],
      ...[{ marks: [] }, { enhancements: [] }, { by: 'supervisor' }, { at: decision.at + 1 }],
    ];
    expect(new Set([plain, ...changes.map((change) => toHex(report(change)))]).size).toBe(changes.length + 1);
  });

  test('can be made of any decision that can be signed', async () => {
    const pixel = fc.integer({ min: 0, max: 0xffff_ffff });
    const text = fc.string({ unit: 'grapheme', maxLength: 100 }).filter((one) => !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(one));
    const anyMark = fc.record({
      object: fc.nat(23),
      frame: fc.option(pixel),
      shape: fc.constantFrom('box' as const, 'ellipse' as const),
      points: fc.tuple(pixel, pixel, pixel, pixel).map((four) => [...four]),
      threatCategory: fc.option(text),
      contraband: fc.option(fc.constantFrom('fentanyl', 'something-else')),
      certainty: fc.option(fc.constantFrom('possible' as const, 'likely' as const, 'certain' as const)),
      text,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyMark, { maxLength: 4 }), text, async (marks, reason) => {
        const errors = checkStructure(await read(report({ marks, reason }))).filter(
          ({ severity }) => severity === 'error',
        );
        expect(errors).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the facts a report is made of', () => {
  test('are there for the images alone', () => {
    expect(facts.images.map(({ object, sopInstanceUid }) => [object, sopInstanceUid])).toEqual([
      [0, '2.25.1001'],
      [1, '2.25.1002'],
    ]);
  });

  test('are missing when one image cannot be read, or there is none', async () => {
    const broken = { ...statement, objects: statement.objects.map((object) => ({ ...object, size: 5 })) };
    expect(await factsOf([new Uint8Array(5), new Uint8Array(5), new Uint8Array(5)], broken)).toBeUndefined();
    const none = statement.objects.map((object) => ({ ...object, mediaType: 'application/xml' }));
    expect(await factsOf(files, { ...statement, objects: none })).toBeUndefined();
  });

  test('leave reports aside: a scan of images and a machine’s report has a report of its images', async () => {
    const withReport = [files[0] as Uint8Array, report()];
    const of = {
      ...statement,
      objects: withReport.map(({ length }) => ({ ...listed, mediaType: 'application/dicos', size: length })),
    };
    expect((await factsOf(withReport, of))?.images.map(({ object }) => object)).toEqual([0]);
  });

  test('of hostile heads never break a report', async () => {
    const bad = { ...facts.images[0], ooi: { id: 'A\\B\u0007', authority: ' ', idType: 'X', type: 'ALIEN' } };
    const of = { ...facts, images: [{ ...bad, scanUid: '1.02', scanId: 'x'.repeat(99), frameOfReferenceUid: 'no' }] };
    const file = await read(report({}, of as unknown as ReportFacts));
    expect(file.dataset.text(TAG.ooiId)).toBe('A B');
    expect(file.dataset.text(TAG.scanId)).toBe('x'.repeat(16));
  });
});

const shared = process.env.GARITA_SHARED ?? join(import.meta.dirname, '../../../../shared');
const samples = join(shared, 'data/dicos');
test.skipIf(!existsSync(samples))(
  `every image of the reference toolkit gets a report (${existsSync(samples) ? 'here' : 'skipped: no GARITA_SHARED'})`,
  async () => {
    const names = readdirSync(samples, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.dcs'));
    let images = 0;
    for (const name of names) {
      const bytes = new Uint8Array(readFileSync(join(samples, name)));
      const of = { ...statement, objects: [{ ...listed, mediaType: 'application/dicos', size: bytes.length }] };
      const found = await factsOf([bytes], of);
      const kind = (await read(bytes)).sopClass?.kind;
      expect([name, found !== undefined]).toEqual([name, kind !== 'TDR' && kind !== 'QR']);
      if (!found) continue;
      images++;
      const errors = checkStructure(await read(report({ marks: [{ ...mark, object: 0 }] }, found))).filter(
        ({ severity }) => severity === 'error',
      );
      expect([name, errors]).toEqual([name, []]);
    }
    expect(images).toBe(11);
  },
);

test('the world’s statements are read the same way', async () => {
  const world = await makeWorld();
  const scan = await world.scan({ files: [smallRadiograph(1), smallRadiograph(2)] });
  const of = await readReportFacts(scan.statement, (object) => memorySource(scan.files[object] ?? new Uint8Array()));
  expect(of?.images).toHaveLength(1);
});
