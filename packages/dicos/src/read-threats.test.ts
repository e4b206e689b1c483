import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { fileOf, sharedPath, toolkitFile, toolkitFiles } from '../testing/files.ts';
import { operatorTdrSample, tdrParameters } from '../testing/instances.ts';
import { readThreats } from './read-threats.ts';
import { type TdrParameters, type ThreatParameters, tdrInstance } from './tdr-instance.ts';
import { writeDicosBytes } from './write-dicos.ts';

const read = async (parameters: TdrParameters) =>
  readThreats((await fileOf(writeDicosBytes(tdrInstance(parameters)))).dataset);

const float = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((whole) => Math.fround(whole / 8));
const vector = fc.tuple(float, float, float);
const uid = fc.bigInt({ min: 1n, max: 2n ** 64n }).map((number) => `2.25.${number}`);
const words = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ]{0,30}[A-Za-z0-9]$/);
const image = uid.map((sopInstanceUid) => ({ sopClassUid: '1.2.840.10008.5.1.4.1.1.501.1', sopInstanceUid }));
const threat = fc.record(
  {
    flag: fc.constantFrom('HIGH_THREAT', 'THREAT', 'NO_THREAT', 'UNKNOWN'),
    category: fc.constantFrom('EXPLOSIVE', 'PI', 'CONTRABAND', 'ANOMALY', 'OTHER'),
    text: words,
    probability: fc.integer({ min: 0, max: 64 }).map((part) => part / 64),
    region: fc.record({ base: vector, extents: vector }),
    polygon: fc.array(float, { minLength: 3, maxLength: 30 }),
    images: fc.array(image, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['flag', 'category', 'region'] },
);

describe('what is written is read', () => {
  it('of any machine report: who judged, what, of which images, and every threat', async () => {
    const reports = fc.record({
      decision: fc.constantFrom('ALARM', 'CLEAR', 'UNKNOWN'),
      algorithm: words,
      version: words,
      images: fc.array(image, { minLength: 1, maxLength: 2 }),
      threats: fc.array(threat, { maxLength: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(reports, async ({ decision, algorithm, version, images, threats }) => {
        const at = new Date('2026-03-01T12:00:00Z');
        const written = threats.map((one, id) => {
          const { text, probability, polygon, images: own, ...rest } = one;
          return {
            ...rest,
            ...(text !== undefined && { text }),
            ...(probability !== undefined && { probability }),
            ...(polygon && { polygon }),
            ...(own && { images: own }),
            ...{ id, analysedFrom: at, analysedTo: at, ability: 'NO_INTERFERENCE' },
          } as ThreatParameters;
        });
        const source = { type: 'MACHINE', algorithm, version } as const;
        const report = await read({ ...tdrParameters(), source, decision, images, threats: written });
        const uids = (of: typeof images) => of.map(({ sopInstanceUid }) => sopInstanceUid);
        expect(report).toEqual({
          source,
          decision,
          aborted: undefined,
          images: uids(images),
          more: false,
          threats: written.map(({ id, flag, category, text, probability, region, polygon, images: own }) => ({
            ...{ id, flag, category, text, probability },
            regions: [{ images: uids(own ? [...own] : images), box: region, polygon }],
          })),
        });
      }),
      { numRuns: 40 },
    );
  });

  it('of an operator: nothing of the machine, and no threats', async () => {
    const report = readThreats((await fileOf(writeDicosBytes(operatorTdrSample()))).dataset);
    expect(report).toMatchObject({ source: { type: 'OPERATOR' }, decision: 'CLEAR', threats: [] });
  });

  it('of work that was broken off: why', async () => {
    const report = await read({ ...tdrParameters(), decision: 'UNKNOWN', threats: [], abortReason: 'NO_IMAGE' });
    expect(report).toMatchObject({ decision: 'UNKNOWN', aborted: 'NO_IMAGE' });
  });
});

describe('what is not as it should be is left out', () => {
  it('reads no more threats than it shows, and says that there are more', async () => {
    const [one] = tdrParameters().threats as [ThreatParameters];
    const threats = Array.from({ length: 513 }, (_, id) => ({ ...one, id }));
    const report = await read({ ...tdrParameters(), threats });
    expect([report.threats.length, report.more]).toEqual([512, true]);
  });

  it('a probability beyond 1 and a polygon without end are no such thing', async () => {
    const [one] = tdrParameters().threats as [ThreatParameters];
    const threats = [{ ...one, probability: 7, polygon: Array.from({ length: 3_003 }, () => 0) }];
    const report = await read({ ...tdrParameters(), threats });
    expect(report.threats[0]).toMatchObject({ probability: undefined, regions: [{ polygon: undefined }] });
  });
});

test.skipIf(toolkitFiles().length === 0)(
  'the toolkit names both energies of a pair as the images of one threat',
  async () => {
    const { file } = await toolkitFile(sharedPath('data/dicos/DualEnergyCTwithTDR/TDR_Dual_Energy.dcs'));
    const report = readThreats(file.dataset);
    expect(report).toMatchObject({
      source: { type: 'MACHINE', algorithm: 'ATR Manufacturer', version: 'ATR Version' },
      decision: 'ALARM',
      threats: [{ flag: 'THREAT', category: 'ANOMALY', text: 'Shielded Weapon' }],
    });
    expect(report.threats[0]?.regions).toEqual([
      {
        images: report.images,
        box: { base: [30, 30, 30], extents: [40, 40, 40] },
        polygon: [30, 30, 30, 70, 70, 70],
      },
    ]);
    expect(report.images).toHaveLength(2);
  },
);
