import { linacScanner, MATERIALS, transmission, tubeScanner } from '@garita/xray';
import { describe, expect, it, test } from 'vitest';
import { type BeamEnergies, materialCurvesOf, modelFrom } from './beam-material.ts';
import { materialGrid } from './material-table.ts';

const bandsOf = (beam: BeamEnergies, spectra: readonly { spectrum: Parameters<typeof transmission>[0] }[]) => {
  const model = modelFrom(materialCurvesOf(beam));
  return (['polyethylene', 'aluminium', 'iron'] as const).map((id) => {
    const { composition } = MATERIALS[id];
    const [high, low] = spectra.map(
      ({ spectrum }) => -Math.log(transmission(spectrum, [{ composition, arealDensity: 20 }])),
    );
    return model.classify(high as number, low as number).band;
  });
};

describe('materials by an assumed beam', () => {
  it.each([
    ['an accelerator of 9 and 6 MV', { highKvp: 9_000, lowKvp: 6_000 }],
    ['nothing stated: 9 and 6 MV', { highKvp: null, lowKvp: null }],
    ['one potential for both: 9 and 6 MV', { highKvp: 7_000, lowKvp: 7_000 }],
  ])('%s', (_, beam) => {
    expect(bandsOf(beam, linacScanner().channels)).toEqual(['organic', 'mixed', 'metal']);
  });

  it('a tube with one voltage for both energies: a sandwich of detectors', () => {
    expect(bandsOf({ highKvp: 160, lowKvp: 160 }, tubeScanner(160).channels)).toEqual(['organic', 'mixed', 'metal']);
  });

  test.each([
    { highKvp: 160, lowKvp: 80 },
    { highKvp: 160, lowKvp: null },
    { highKvp: 80, lowKvp: 160 },
    { highKvp: 1e9, lowKvp: 1e-9 },
    { highKvp: 40, lowKvp: 300 },
  ])('whatever is stated (%o) there is a model, and it says that it assumes', (beam) => {
    const model = modelFrom(materialCurvesOf(beam));
    expect(model.assumed).toBe(true);
    expect(model.classify(1, 1.4).z).toBeGreaterThanOrEqual(5);
  });

  it('is the same when its curves and its grid come from another thread', () => {
    const curves = materialCurvesOf({ highKvp: 9_000, lowKvp: 6_000 });
    const there = modelFrom(curves);
    const here = modelFrom(structuredClone(curves), structuredClone(there.grid));
    expect(here.classify(1.2, 1.4)).toEqual(there.classify(1.2, 1.4));
    expect(here.grid).toEqual(materialGrid(there));
  });
});
