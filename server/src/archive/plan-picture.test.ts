import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ImageHead, imageHead, memorySource, readDicos, readThreats, type ThreatReport } from '@garita/dicos';
import { describe, expect, it } from 'vitest';
import { type LookedAt, planPicture } from './plan-picture.ts';

const HEAD: ImageHead = {
  ...{ kind: 'radiograph', rows: 200, columns: 900, frames: 1, samplesPerPixel: 1 },
  ...{ sopInstanceUid: undefined, scanUid: '2.25.1', seriesUid: '2.25.2', viewNumber: 1, viewName: 'SIDE' },
  ...{ quantity: 'INTENSITY', energy: undefined, kvp: undefined, effectiveKev: undefined },
  ...{ relationship: 'LIN', sign: 1, rescale: undefined, spacing: undefined, synthetic: false },
};
const REPORT: ThreatReport = {
  ...{ source: { type: 'MACHINE', algorithm: 'ATR', version: '2' }, decision: 'CLEAR', aborted: undefined },
  ...{ images: [], threats: [], more: false },
};
let next = 0;
const begin = (objects: (() => LookedAt)[]) => {
  next = 0;
  return objects.map((make) => make());
};
const image =
  (change: Partial<ImageHead>, name = 'image.dcs') =>
  (): LookedAt => ({
    object: next,
    name,
    kind: 'image',
    head: { ...HEAD, sopInstanceUid: `2.25.10${next++}`, ...change },
  });
const report =
  (change: Partial<ThreatReport> = {}) =>
  (): LookedAt => ({ object: next++, name: 'report.dcs', kind: 'report', report: { ...REPORT, ...change } });

/** Each view as the objects it shows, the high energy first. */
function viewsOf(...objects: (() => LookedAt)[]) {
  return planPicture(begin(objects)).views.map(({ energies }) =>
    energies.map(({ image: { object }, label }) => `${label} ${object}`),
  );
}

const high = { quantity: 'HIGH ENERGY', energy: 'high' } as const;
const low = { quantity: 'LOW ENERGY', energy: 'low' } as const;

describe('two images are two energies of one view', () => {
  it('by their names, in any order', () => {
    expect(viewsOf(image(low), image(high))).toEqual([['high 1', 'low 0']]);
  });

  it('by their voltages or effective energies, when they are of one scan', () => {
    expect(viewsOf(image({ kvp: 6_000 }), image({ kvp: 9_000 }))).toEqual([['high 1', 'low 0']]);
    expect(viewsOf(image({ effectiveKev: 90 }), image({ effectiveKev: 60 }))).toEqual([['high 0', 'low 1']]);
  });

  it('of each of several views, in the order of the views', () => {
    const top = { viewNumber: 2, viewName: 'TOP', rows: 150 };
    expect(viewsOf(image({ ...top, ...high }), image({ ...top, ...low }), image(high), image(low))).toEqual([
      ['high 2', 'low 3'],
      ['high 0', 'low 1'],
    ]);
  });

  it('without a number of the view, by a name that differs only in the energy', () => {
    const view = (viewName: string) => ({ viewNumber: undefined, viewName });
    expect(viewsOf(image({ ...high, ...view('Top High') }), image({ ...low, ...view('Top Low') }))).toEqual([
      ['high 0', 'low 1'],
    ]);
  });

  it('of two pairs of one shape and no view, by what a report names together, else by the names of their files', () => {
    const apart = (energy: typeof high | typeof low, letter: string) =>
      image({ ...energy, viewNumber: undefined, viewName: '' }, `${letter}-${energy.energy}.dcs`);
    expect(viewsOf(apart(high, 'a'), apart(high, 'b'), apart(low, 'b'), apart(low, 'a'))).toEqual([
      ['high 0', 'low 3'],
      ['high 1', 'low 2'],
    ]);
    const named = report({ images: ['2.25.100', '2.25.102'] });
    expect(viewsOf(apart(high, 'a'), apart(high, 'b'), apart(low, 'b'), apart(low, 'a'), named)).toEqual([
      ['high 0', 'low 2'],
      ['high 1', 'low 3'],
    ]);
  });
});

describe('two images stay apart', () => {
  it.each([
    ['of different shapes', [image(high), image({ ...low, columns: 901 })]],
    ['of different views', [image(high), image({ ...low, viewNumber: 2 })]],
    ['of one energy', [image(high), image(high)]],
    ['that only look alike', [image({}), image({})]],
    ['of different voltages and different scans', [image({ kvp: 9_000 }), image({ kvp: 6_000, scanUid: '2.25.7' })]],
    ['of which one is computed from both', [image(high), image({ quantity: 'Z_EFFECTIVE', kvp: 6_000 })]],
  ])('%s', (_, objects) => {
    const [first, second] = viewsOf(...objects);
    expect([first?.length, second?.length]).toEqual([1, 1]);
    expect(first?.[0]).toMatch(/^single/);
  });
});

describe('what a machine said', () => {
  const region = (images: string[]) =>
    ({ images, box: { base: [1, 2, 0], extents: [3, 4, 1] }, polygon: undefined }) as const;
  const threat = (...regions: ReturnType<typeof region>[]) => {
    return { id: 1, flag: 'THREAT', category: 'PI', text: 'x', probability: 0.5, regions } as const;
  };

  it('lies on the high energy of the pair it names, whichever of the two it names', () => {
    const objects = [image(low), image(high), report({ decision: 'ALARM', threats: [threat(region(['2.25.100']))] })];
    const plan = planPicture(begin(objects));
    expect(plan.machineAlarm).toBe(true);
    expect(plan.marks).toEqual([
      {
        ...{ report: 2, algorithm: 'ATR 2', object: 1, flag: 'THREAT', category: 'PI', text: 'x', probability: 0.5 },
        ...{ box: { base: [1, 2, 0], extents: [3, 4, 1] }, polygon: null },
      },
    ]);
  });

  it('of an image that is not in the scan is a mark on none, and of no region still a mark', () => {
    const objects = [image(high), report({ images: ['2.25.100'], threats: [threat(region(['2.25.999'])), threat()] })];
    expect(planPicture(begin(objects)).marks.map(({ object, box }) => [object, box === null])).toEqual([
      [null, false],
      [0, true],
    ]);
  });

  it('is an alarm when one says so, clear when all do, and otherwise not known', () => {
    const alarm = (...decisions: ThreatReport['decision'][]) =>
      planPicture(begin(decisions.map((decision) => report({ decision })))).machineAlarm;
    expect([alarm('CLEAR', 'ALARM'), alarm('CLEAR', 'CLEAR'), alarm('CLEAR', 'UNKNOWN'), alarm()]).toEqual([
      ...[true, false, null, null],
    ]);
  });

  it('is shown; what an operator said and what is really there is not', () => {
    const others = (['OPERATOR', 'GROUND TRUTH'] as const).map((type) =>
      report({ source: { type }, decision: 'ALARM', threats: [threat(region(['2.25.100']))] }),
    );
    const plan = planPicture(begin([image(high), ...others]));
    expect([plan.marks, plan.machineAlarm]).toEqual([[], null]);
    expect(plan.notShown.map(({ code }) => code)).toEqual(['PICTURE_REPORT_APART', 'PICTURE_TRUTH_WITHHELD']);
  });

  it('is bounded: more marks than the API carries are left out', () => {
    const threats = Array.from({ length: 512 }, () => threat(region([]), region([])));
    expect(planPicture(begin([report({ threats })])).marks).toHaveLength(512);
  });
});

const SHARED = process.env.GARITA_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const FOLDER = join(SHARED, 'data/dicos/DualEnergyCTwithTDR');
if (!existsSync(FOLDER)) console.info(`skipped: no ${FOLDER} (set GARITA_SHARED to the folder of real inputs)`);

it.runIf(existsSync(FOLDER))('the toolkit’s two volumes and their report are one view with one mark', async () => {
  const looked = await Promise.all(
    ['TDR_Dual_Energy.dcs', 'CT_Low_Energy.dcs', 'CT_High_Energy.dcs'].map(async (name, object): Promise<LookedAt> => {
      const read = await readDicos(memorySource(readFileSync(join(FOLDER, name))));
      if (read.outcome !== 'dicom') throw new Error(name);
      const head = imageHead(read.file);
      return head
        ? { object, name, kind: 'image', head }
        : { object, name, kind: 'report', report: readThreats(read.file.dataset) };
    }),
  );
  const { views, marks, machineAlarm } = planPicture(looked);
  expect(views.map(({ energies }) => energies.map(({ image: { name }, label }) => [label, name]))).toEqual([
    [
      ['high', 'CT_High_Energy.dcs'],
      ['low', 'CT_Low_Energy.dcs'],
    ],
  ]);
  expect(marks.map(({ object, flag, box }) => [object, flag, box?.base])).toEqual([[2, 'THREAT', [30, 30, 30]]]);
  expect(machineAlarm).toBe(true);
});
