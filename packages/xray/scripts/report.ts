// Writes the tables of docs/standards/xray.md between its markers: `npm run report -w @garita/xray`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { massAttenuation } from '../src/attenuation.ts';
import { compositionOfFormula, effectiveZ } from '../src/composition.ts';
import { CARGO_SCINTILLATOR, depositedEnergyMev } from '../src/detector-response.ts';
import { fitCorrection } from '../src/fit-correction.ts';
import { linacSpectrum } from '../src/linac-spectrum.ts';
import { MATERIALS, type MaterialId } from '../src/materials.ts';
import { detected, linacScanner, type Scanner, tubeScanner } from '../src/scanner.ts';
import { makeScene, renderScan, SCENE_KINDS } from '../src/scenes/make-scene.ts';
import { meanEnergyMev, type Spectrum } from '../src/spectrum.ts';
import { logTransmission, transmission } from '../src/transmission.ts';
import { basisOf } from '../src/transmission-table.ts';
import { tubeSpectrum } from '../src/tube-spectrum.ts';
import {
  CALIBRATED,
  CALIBRATED_FACTORS,
  FAN_MEAN_ENERGY,
  ISO_4037,
  RATIO_DEPTHS,
  REFERENCE_MATERIALS,
  STEEL,
  STEEL_DENSITY,
} from './reference-figures.ts';
import { type SharedSpectrum, sharedSpectra } from './shared-spectra.ts';

const shared = sharedSpectra();
if (shared === undefined) throw new Error('the report needs the shared spectra');
const measured = shared;
const monteCarlo = { low: measured.low[0].detected, high: measured.high[0].detected };
const shipped = {
  low: detected(linacSpectrum(6), CARGO_SCINTILLATOR),
  high: detected(linacSpectrum(9), CARGO_SCINTILLATOR),
};

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
const percent = (value: number, reference: number, digits = 2): string => {
  const error = (100 * (value / reference - 1)).toFixed(digits);
  return `${Number(error) > 0 ? '+' : ''}${error} %`;
};
const signed = (value: number, digits: number): string => `${value > 0 ? '+' : ''}${value.toFixed(digits)}`;

function steel(): string {
  const rows = STEEL.flatMap(([mm, low, high]) =>
    (
      [
        ['6 MV', 'low', low],
        ['9 MV', 'high', high],
      ] as const
    ).map(([name, energy, reference]) => {
      const layers = [{ composition: compositionOfFormula('Fe'), arealDensity: (mm / 10) * STEEL_DENSITY }];
      const [ours, model] = [transmission(monteCarlo[energy], layers), transmission(shipped[energy], layers)];
      return [
        `${mm} mm, ${name}`,
        reference.toExponential(2),
        ours.toExponential(3),
        percent(ours, reference),
        model.toExponential(3),
        percent(model, reference),
      ];
    }),
  );
  return table(['steel', 'reference', 'semiZ spectra', 'error', 'shipped spectra', 'error'], rows);
}

function ratios(): string {
  const rows = REFERENCE_MATERIALS.map(({ name, composition, ratio }) => {
    const errors = ({ low, high }: { low: Spectrum; high: Spectrum }) =>
      RATIO_DEPTHS.map((arealDensity, i) => {
        const layers = [{ composition, arealDensity }];
        return signed(logTransmission(low, layers) / logTransmission(high, layers) - (ratio[i] as number), 4);
      }).join(', ');
    return [name, ratio.join(', '), errors(monteCarlo), errors(shipped)];
  });
  return table(['material', 'R at 10, 50, 100 g/cm²', 'error, semiZ spectra', 'error, shipped spectra'], rows);
}

function coefficients(): string {
  const rows = REFERENCE_MATERIALS.map(({ name, composition, zEffective, muRho }) => {
    const [at60, at120] = [massAttenuation(composition, 0.06), massAttenuation(composition, 0.12)];
    const z = effectiveZ(composition);
    return [
      name,
      zEffective,
      signed(z - zEffective, 3),
      muRho[0],
      percent(at60, muRho[0]),
      muRho[1],
      percent(at120, muRho[1]),
    ];
  });
  return table(['material', 'Z eff.', 'error', 'µ/ρ 60 keV', 'error', 'µ/ρ 120 keV', 'error'], rows);
}

function means(): string {
  type Which = 'photons' | 'detected';
  const simpson = (spectra: readonly SharedSpectrum[], which: Which) => {
    let energy = 0;
    let photons = 0;
    for (const [i, detector] of spectra.entries()) {
      const spectrum = detector[which];
      const share = ([1, 4, 1][i] as number) * spectrum.weights.reduce((sum, weight) => sum + weight, 0);
      energy += share * meanEnergyMev(spectrum);
      photons += share;
    }
    return energy / photons;
  };
  const row = (name: string, reference: number, energy: 'low' | 'high', which: Which) => {
    const model = which === 'photons' ? linacSpectrum(energy === 'low' ? 6 : 9) : shipped[energy];
    const atZero = meanEnergyMev(measured[energy][0][which]);
    const fan = simpson(measured[energy], which);
    return [
      name,
      reference,
      fan.toFixed(3),
      percent(fan, reference),
      atZero.toFixed(3),
      meanEnergyMev(model).toFixed(3),
      percent(meanEnergyMev(model), atZero),
    ];
  };
  return table(
    [
      'mean energy (MeV)',
      'reference (fan)',
      'ours, three detectors',
      'error',
      'ours, detector 0',
      'shipped',
      'against detector 0',
    ],
    [
      row('6 MV photons', FAN_MEAN_ENERGY.low, 'low', 'photons'),
      row('9 MV photons', FAN_MEAN_ENERGY.high, 'high', 'photons'),
      row('6 MV detected', FAN_MEAN_ENERGY.lowDetected, 'low', 'detected'),
      row('9 MV detected', FAN_MEAN_ENERGY.highDetected, 'high', 'detected'),
    ],
  );
}

function calibrated(): string {
  const rows: (string | number)[][] = [];
  for (const [name, energy, column] of [
    ['9 MV', 'high', 2],
    ['6 MV', 'low', 3],
  ] as const) {
    const layersOf = ([formula, arealDensity]: (typeof CALIBRATED)[number]) => [
      { composition: compositionOfFormula(formula), arealDensity },
    ];
    const steps = CALIBRATED.slice(0, 3).map((step) => ({ layers: layersOf(step), alpha: step[column] }));
    const fitted = fitCorrection(monteCarlo[energy], steps);
    const factors = [fitted.photoelectric, fitted.compton, fitted.pair];
    rows.push([
      `a, b, c at ${name}`,
      CALIBRATED_FACTORS[energy].join(', '),
      factors.map((x) => x.toFixed(4)).join(', '),
      CALIBRATED_FACTORS[energy].map((x, i) => signed((factors[i] as number) - x, 4)).join(', '),
    ]);
    for (const step of CALIBRATED) {
      const alpha = logTransmission(monteCarlo[energy], layersOf(step), fitted);
      rows.push([
        `α at ${name}, ${step[0]} ${step[1]} g/cm²`,
        step[column],
        alpha.toFixed(5),
        (alpha - step[column]).toExponential(1),
      ]);
    }
  }
  return table(['semiZ, detector 0', 'reference', 'ours', 'error'], rows);
}

function tubes(): string {
  const density = { Al: 2.699, Cu: 8.96, Sn: 7.287 } as const;
  const rows = ISO_4037.map(([name, kilovolts, filters, reference]) => {
    const metals = Object.entries({ Al: 4, ...filters }) as [keyof typeof density, number][];
    const mean =
      1e3 *
      meanEnergyMev(
        tubeSpectrum({
          kilovolts,
          filters: metals.map(([formula, mm]) => ({ formula, gPerCm2: (mm / 10) * density[formula] })),
        }),
      );
    return [
      name,
      kilovolts,
      Object.entries(filters)
        .map(([metal, mm]) => `${mm} mm ${metal}`)
        .join(' + '),
      reference,
      mean.toFixed(1),
      signed(mean - reference, 1),
    ];
  });
  return table(['quality', 'kV', 'filter besides 4 mm Al', 'mean (keV), ISO 4037-1', 'ours', 'error'], rows);
}

function response(): string {
  const wanted = [0.055, 0.105, 0.305, 0.605, 1.005, 2.005, 4.995, 8.995];
  const rows = wanted.map((energy) => {
    const bin = measured.energiesMev.findIndex((e) => Math.abs(e - energy) < 1e-6);
    const reference = measured.response[bin] as number;
    const ours = depositedEnergyMev(CARGO_SCINTILLATOR, energy);
    return [energy, reference.toFixed(4), ours.toFixed(4), percent(ours, reference, 1)];
  });
  return table(['photon (MeV)', 'Geant4 (MeV)', 'ours (MeV)', 'error'], rows);
}

function bases(): string {
  const worst = (scanner: Scanner, depths: readonly number[]) => {
    const spectra = scanner.channels.map(({ spectrum }) => spectrum);
    const errors = (Object.keys(MATERIALS) as MaterialId[]).map((id): [string, number] => {
      const { composition } = MATERIALS[id];
      const [a, b, c] = basisOf(composition, spectra);
      const relative = scanner.channels.flatMap(({ spectrum, table: alphas }) =>
        depths.map((depth) => {
          const exact = logTransmission(spectrum, [{ composition, arealDensity: depth }]);
          return exact > 9 ? 0 : Math.abs(alphas.alpha(a * depth, b * depth, c * depth) / exact - 1);
        }),
      );
      return [id, Math.max(...relative)];
    });
    const sorted = errors.toSorted((one, other) => other[1] - one[1]);
    const say = ([id, error]: [string, number]) => `${id} ${(100 * error).toFixed(2)} %`;
    return [sorted.slice(0, 4).map(say).join(', '), `${(100 * (sorted[sorted.length >> 1]?.[1] ?? 0)).toFixed(3)} %`];
  };
  return table(
    ['scanner', 'worst materials', 'median material'],
    [
      ['6/9 MV, 2 to 150 g/cm²', ...worst(linacScanner(), [2, 10, 50, 150])],
      ['160 kV, 0.3 to 20 g/cm²', ...worst(tubeScanner(160), [0.3, 2, 8, 20])],
    ],
  );
}

function times(): string {
  const rows = SCENE_KINDS.map((kind) => {
    const taken = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
      const scene = makeScene(kind, seed);
      const before = process.cpuUsage();
      renderScan(scene);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    });
    const { images, ct } = renderScan(makeScene(kind, 0));
    const shape = ct
      ? `${ct.columns} x ${ct.rows} x ${ct.slices}`
      : images.map(({ columns, rows }) => `${columns} x ${rows}`).join(', ');
    const warm = taken.slice(3).toSorted((a, b) => a - b);
    return [
      kind,
      shape,
      (taken[0] as number).toFixed(0),
      (warm[warm.length >> 1] as number).toFixed(0),
      (warm.at(-1) as number).toFixed(0),
    ];
  });
  return table(['kind', 'images', 'first, with its tables (CPU ms)', 'then, median', 'then, worst'], rows);
}

const SECTIONS: Readonly<Record<string, () => string>> = {
  steel,
  ratios,
  coefficients,
  means,
  calibrated,
  tubes,
  response,
  bases,
  times,
};
const page = join(import.meta.dirname, '../../../docs/standards/xray.md');
let text = readFileSync(page, 'utf8');
for (const [name, make] of Object.entries(SECTIONS)) {
  const [open, close] = [`<!-- table: ${name} -->`, '<!-- end -->'];
  const start = text.indexOf(open);
  const end = text.indexOf(close, start);
  if (start < 0 || end < 0) throw new Error(`${page} has no place for the table "${name}"`);
  text = `${text.slice(0, start + open.length)}\n\n${make()}\n\n${text.slice(end)}`;
}
writeFileSync(page, text);
