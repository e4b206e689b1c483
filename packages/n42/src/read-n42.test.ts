import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { countSeries } from './count-series.ts';
import { LIMITS } from './limits.ts';
import type { N42File } from './n42-file.ts';
import { readN42 } from './read-n42.ts';

const text = (words: string) => new TextEncoder().encode(words);

function fileOf(bytes: Uint8Array): N42File {
  const result = readN42(bytes);
  if (result.outcome !== 'n42') throw new Error(`${result.code}: ${result.detail}`);
  return result.file;
}
const of2011 = (inside: string, attributes = '') =>
  fileOf(text(`<RadInstrumentData ${attributes}>${inside}</RadInstrumentData>`));

const SHARED = process.env.GARITA_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const FOLDER = join(SHARED, 'data/n42');
const there = existsSync(FOLDER);
if (!there) console.info(`skipped: no ${FOLDER} (set GARITA_SHARED to the folder of real inputs)`);

/** Read apart from the parser, by patterns: sums of channels after counted zeroes, element by element. */
function countsByPattern(xml: string): number[] {
  return [...xml.matchAll(/<ChannelData[^>]*>([^<]*)<\/ChannelData>/g)].map(([, numbers = '']) => {
    const words = numbers.trim().split(/\s+/).map(Number);
    let sum = 0;
    for (let at = 0; at < words.length; at += words[at] === 0 ? 2 : 1) sum += words[at] as number;
    return sum;
  });
}

describe.runIf(there)('real files', () => {
  // Durations and counts of elements are as they stand in the XML.
  test.each([
    ['5samples_2dets_peaks_on_3', '2011', 5, 2, 'Foreground', 315, 300],
    ['Ba133_Unshielded', '2011', 1, 1, 'Foreground', 1_802.089966, 1_800],
    ['Mn56_DetX_Shielded', '2011', 1, 1, 'Foreground', 1_824.650024, 1_800],
    ['detx_background', '2011', 1, 1, 'Background', 300.865173, 300],
    ['u_np_1kg', '2011', 2, 1, 'Foreground', 3_600, 3_478.562744],
    ['background_20100317', '2006', 1, 8, 'Foreground', 600, 597.43],
    ['passthrough', '2006', 133, 8, 'Foreground', 0.25, 0.24],
  ] as const)('%s', (name, edition, measurements, detectors, classCode, realSeconds, liveSeconds) => {
    const bytes = readFileSync(join(FOLDER, `${name}.n42`));
    const file = fileOf(bytes);
    expect([file.edition, file.measurements.length, file.detectors.length]).toEqual([edition, measurements, detectors]);
    expect(file.measurements[0]).toMatchObject({ classCode, realSeconds });
    expect(file.measurements[0]?.counts[0]?.liveSeconds).toBe(liveSeconds);
    expect(file.measurements.flatMap(({ counts }) => counts.map(({ counts: sum }) => sum))).toEqual(
      countsByPattern(bytes.toString('utf8')),
    );
    expect(file.detectors.every(({ kind }) => kind === 'gamma')).toBe(true);
    expect([file.alarm, file.alarms, file.nuclides, file.more]).toEqual([null, [], [], false]);
  });

  it('a portal’s passage is a series of counts a second of each of its eight detectors', () => {
    const file = fileOf(readFileSync(join(FOLDER, 'passthrough.n42')));
    expect(file.instrument).toEqual({ manufacturer: 'ORTEC', model: 'OSASP', classCode: 'SpecPortal' });
    expect(file.measurements[0]).toMatchObject({ occupied: true, startMs: Date.UTC(2010, 0, 24, 0, 8, 24, 78) });
    const series = countSeries(file, { detectors: 16, points: 4_096 });
    expect(series.map(({ detector }) => detector.name).toSorted()).toEqual([
      'A1',
      'A2',
      'A3',
      'A4',
      'B1',
      'B2',
      'B3',
      'B4',
    ]);
    for (const { seconds, counts } of series) {
      // 133 measurements of a quarter of a second.
      expect([seconds.length, counts.length, seconds[0], seconds.at(-1)]).toEqual([133, 133, 0.125, 33.125]);
    }
    const a1 = series.find(({ detector }) => detector.name === 'A1');
    expect(a1?.counts[0]).toBeCloseTo(33 / 0.24, 9);
    const total = series.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0));
    expect(total.every((sum, at) => at === 0 || sum <= (total[at - 1] as number) * 1.05)).toBe(true);
  });

  it('what other programs put into a file of theirs (peaks, sources, geometry) is left out', () => {
    const file = fileOf(readFileSync(join(FOLDER, 'Ba133_Unshielded.n42')));
    expect(JSON.stringify(file)).not.toMatch(/Ba133|atomicNumber/);
  });
});

describe('what the 2011 edition says', () => {
  const ANALYSED =
    '<RadDetectorInformation id="D1"><RadDetectorName>left</RadDetectorName>' +
    '<RadDetectorCategoryCode>Neutron</RadDetectorCategoryCode></RadDetectorInformation>' +
    '<RadMeasurement><MeasurementClassCode>Foreground</MeasurementClassCode><OccupancyIndicator>true</OccupancyIndicator>' +
    '<GrossCounts radDetectorInformationReference="D1"><LiveTimeDuration>PT1M2.5S</LiveTimeDuration>' +
    '<CountData>3 4.5</CountData></GrossCounts></RadMeasurement>';
  const alarm =
    '<RadAlarm radDetectorInformationReferences="D1 D2"><RadAlarmCategoryCode>Neutron</RadAlarmCategoryCode>' +
    '<RadAlarmDescription>3 &lt; 7</RadAlarmDescription></RadAlarm>';
  const nuclide = (name: string, more = '') => `<Nuclide><NuclideName>${name}</NuclideName>${more}</Nuclide>`;

  it('of gross counts, alarms, and nuclides with their confidence', () => {
    const nuclides =
      nuclide('Cs-137', '<NuclideIDConfidenceValue>87.5</NuclideIDConfidenceValue>') +
      nuclide('K-40', '<NuclideIdentifiedIndicator>false</NuclideIdentifiedIndicator>');
    const results = `<NuclideAnalysisResults>${nuclides}</NuclideAnalysisResults>`;
    const file = of2011(`${ANALYSED}<AnalysisResults>${alarm}${results}</AnalysisResults>`);
    expect(file.detectors).toEqual([{ id: 'D1', name: 'left', kind: 'neutron' }]);
    expect(file.measurements).toMatchObject([
      { occupied: true, counts: [{ detector: 'D1', counts: 7.5, liveSeconds: 62.5 }] },
    ]);
    expect(file.alarms).toEqual([{ category: 'Neutron', detectors: ['D1', 'D2'], description: '3 < 7' }]);
    expect(file.nuclides).toEqual([{ name: 'Cs-137', confidence: 87.5 }]);
    expect(file.alarm).toBe(true);
  });

  it.each([
    ['an analysis without an alarm: there is none', '<AnalysisResults/>', false],
    [
      'an analysis that failed: nobody knows',
      '<AnalysisResults><AnalysisResultStatusCode>Failure</AnalysisResultStatusCode></AnalysisResults>',
      null,
    ],
    ['no analysis: nobody knows', '', null],
  ])('of %s', (_, results, expected) => {
    expect(of2011(ANALYSED + results).alarm).toBe(expected);
  });

  it('with any prefix, and in UTF-16', () => {
    const xml =
      '<n:RadInstrumentData xmlns:n="x"><n:RadAlarm><n:RadAlarmCategoryCode>Gamma</n:RadAlarmCategoryCode></n:RadAlarm></n:RadInstrumentData>';
    const wide = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(Uint16Array.from(xml, (letter) => letter.charCodeAt(0)).buffer),
    ]);
    for (const bytes of [text(xml), wide]) expect(fileOf(bytes).alarms).toMatchObject([{ category: 'Gamma' }]);
  });

  it('is not what something foreign inside it says', () => {
    const foreign = `<x:Thing xmlns:x="y">${alarm}<x:RadAlarm/></x:Thing>`;
    expect(of2011(foreign)).toMatchObject({ alarms: [], alarm: null });
  });
});

describe('counts over time', () => {
  const measurement = (classCode: string, at: string, counts: number) =>
    `<RadMeasurement><MeasurementClassCode>${classCode}</MeasurementClassCode>${at}<RealTimeDuration>PT2S</RealTimeDuration>` +
    `<GrossCounts radDetectorInformationReference="D"><LiveTimeDuration>PT2S</LiveTimeDuration>` +
    `<CountData>${counts}</CountData></GrossCounts></RadMeasurement>`;

  it('stand one after the other where the file says no times, and without the background', () => {
    const file = of2011(
      measurement('Background', '', 999) + measurement('Foreground', '', 10) + measurement('Foreground', '', 30),
    );
    expect(countSeries(file, { detectors: 4, points: 100 })).toMatchObject([{ seconds: [1, 3], counts: [5, 15] }]);
  });

  it('are thinned to what is wanted', () => {
    const file = of2011(Array.from({ length: 50 }, (_, at) => measurement('Foreground', '', at)).join(''));
    const [series] = countSeries(file, { detectors: 4, points: 10 });
    expect([series?.seconds.length, series?.counts[1]]).toEqual([10, 2.5]);
  });
});

describe('hostile files are refused with a reason, and nothing is thrown', () => {
  const laughs =
    '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><RadInstrumentData>&b;</RadInstrumentData>';
  const external = '<!DOCTYPE r SYSTEM "file:///etc/passwd"><RadInstrumentData/>';
  it.each([
    ['entities that grow', laughs, 'N42_DOCTYPE'],
    ['an entity from elsewhere', external, 'N42_DOCTYPE'],
    ['an entity that nobody defined', '<RadInstrumentData>&x;</RadInstrumentData>', 'N42_MALFORMED'],
    ['elements without end', '<RadInstrumentData>'.repeat(100_000), 'N42_TOO_DEEP'],
    ['cut off', '<RadInstrumentData><RadMeasurement>', 'N42_MALFORMED'],
    ['elements that do not match', '<RadInstrumentData></Other>', 'N42_MALFORMED'],
    ['another root', '<html><RadInstrumentData/></html>', 'N42_OTHER_ROOT'],
    ['a root of an object’s own parts', '<constructor/>', 'N42_OTHER_ROOT'],
    ['nothing', '', 'N42_MALFORMED'],
    ['bytes that are no text', '\u0000\u0001\u0002', 'N42_MALFORMED'],
  ])('%s', (_, xml, code) => {
    expect(readN42(text(xml))).toMatchObject({ outcome: 'refused', code });
  });

  it('more bytes than any portal writes are not looked at', () => {
    expect(readN42(new Uint8Array(LIMITS.bytes + 1))).toMatchObject({ code: 'N42_TOO_LARGE' });
  });

  it('more detectors, alarms and measurements than are kept: the rest is left out, and said', () => {
    const alarms = '<RadAlarm radDetectorInformationReferences=""/>'.repeat(LIMITS.alarms + 1);
    expect(of2011(alarms)).toMatchObject({ more: true, alarms: { length: LIMITS.alarms } });
    const measurements = '<RadMeasurement/>'.repeat(LIMITS.measurements + 1);
    expect(of2011(measurements)).toMatchObject({ more: true, measurements: { length: LIMITS.measurements } });
    const detectors = Array.from({ length: LIMITS.detectors + 1 }, (_, at) => `<RadDetectorInformation id="${at}"/>`);
    expect(of2011(detectors.join(''))).toMatchObject({ more: true, detectors: { length: LIMITS.detectors } });
  });

  it('numbers that are none, negative or endless count nothing; names of an object’s own parts are mere names', () => {
    const spectrum = (numbers: string) =>
      `<RadMeasurement><Spectrum radDetectorInformationReference="__proto__"><ChannelData>${numbers}</ChannelData></Spectrum></RadMeasurement>`;
    for (const numbers of ['1 x', '-4', '1e999', 'NaN'])
      expect(of2011(spectrum(numbers)).measurements[0]?.counts).toEqual([]);
    expect(of2011(spectrum('1 2')).detectors).toEqual([{ id: '__proto__', name: '__proto__', kind: 'other' }]);
    expect(of2011('<toString/><constructor>1</constructor>').measurements).toEqual([]);
  });

  it('long texts are cut', () => {
    const file = of2011(`<RadInstrumentModelName>${'x'.repeat(100_000)}</RadInstrumentModelName>`);
    expect(file.instrument.model).toHaveLength(LIMITS.text);
  });
});
