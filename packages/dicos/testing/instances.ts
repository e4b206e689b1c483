import { ctInstance } from '../src/ct-instance.ts';
import { type DxParameters, dxInstance } from '../src/dx-instance.ts';
import type { InstanceParameters } from '../src/instance-parameters.ts';
import { SOP_CLASS } from '../src/sop-classes.ts';
import { type TdrParameters, tdrInstance } from '../src/tdr-instance.ts';
import type { DicosInstance } from '../src/write-dicos.ts';

// Instances for this package's tests: small, and the same every time.

const NOON = new Date('2026-10-05T12:00:00.250Z');

function instanceParameters(number: number): InstanceParameters {
  return {
    sopInstanceUid: `2.25.1000${number}`,
    instanceNumber: number,
    createdAt: NOON,
    ooi: {
      id: 'MSKU1234565',
      idAuthority: 'BIC',
      idType: 'TEXT',
      type: 'CARGO',
      descriptor: 'ISO CONTAINER 40',
      massKg: 18_250.5,
      otherIds: [{ id: '23-AB-7C', idAuthority: 'SICT', idType: 'TEXT' }],
    },
    scan: { uid: '2.25.2000', id: 'MZT-0001', startedAt: NOON },
    series: { uid: '2.25.3000', startedAt: NOON, description: 'truck portal' },
    equipment: {
      manufacturer: 'Demo Scanners',
      model: 'DS-6000',
      serial: 'A-17',
      software: '4.2.1',
      institution: 'Puerto de Manzanillo',
      institutionAddress: 'Manzanillo, Colima',
      station: 'LANE 3',
      calibratedAt: new Date('2026-10-01T06:00:00Z'),
    },
  };
}

export function dxParameters(rows = 12, columns = 20): DxParameters {
  return {
    ...instanceParameters(1),
    energy: { label: 'HIGH ENERGY', number: 1, count: 2, kvp: 6000, effectiveKev: 1500 },
    view: { number: 1, count: 2, description: 'SIDE' },
    imageOrigin: 'SYNTHETIC',
    tubeCurrentMicroamperes: 100,
    geometry: { pixelSpacingMm: [5, 5] },
    image: {
      rows,
      columns,
      pixels: Uint16Array.from({ length: rows * columns }, (_, index) => (index * 257) & 0xffff),
    },
  };
}

export function dxSample(rows = 12, columns = 20): DicosInstance {
  return dxInstance(dxParameters(rows, columns));
}

export function ctSample(frames = 4): DicosInstance {
  const [rows, columns] = [6, 8];
  return ctInstance({
    ...instanceParameters(2),
    energy: { label: 'LOW ENERGY', number: 2, count: 2, kvp: 160, effectiveKev: 70 },
    imageOrigin: 'SYNTHETIC',
    frameOfReferenceUid: '2.25.4000',
    acquiredAt: NOON,
    acquisitionMs: 5000,
    focalSpotMm: 1,
    geometry: { pixelSpacingMm: [1.5, 1.5], sliceMm: 2 },
    volume: {
      frames,
      rows,
      columns,
      pixels: Uint16Array.from({ length: frames * rows * columns }, (_, index) => index),
    },
  });
}

export function tdrParameters(): TdrParameters {
  return {
    ...instanceParameters(3),
    source: { type: 'MACHINE', algorithm: 'Demo ATR', version: '1.0' },
    decision: 'ALARM',
    decidedAt: NOON,
    processingMs: 850,
    additionalScreening: true,
    images: [
      { sopClassUid: SOP_CLASS.dxForProcessing, sopInstanceUid: '2.25.10001' },
      { sopClassUid: SOP_CLASS.dxForProcessing, sopInstanceUid: '2.25.10002' },
    ],
    threats: [
      {
        id: 1,
        analysedFrom: NOON,
        analysedTo: new Date(NOON.getTime() + 800),
        flag: 'THREAT',
        ability: 'NO_INTERFERENCE',
        category: 'CONTRABAND',
        text: 'dense block between pallets',
        probability: 0.875,
        region: { base: [3, 4, 0], extents: [5, 3, 1] },
        polygon: [3, 4, 0, 8, 7, 1],
        massGrams: 12_000,
        location: 'left wall, 2 m from the doors',
      },
    ],
  };
}

export function tdrSample(): DicosInstance {
  return tdrInstance(tdrParameters());
}

/** The operator's report on the same images: a second instance beside the machine's. */
export function operatorTdrSample(): DicosInstance {
  return tdrInstance({
    ...tdrParameters(),
    ...{ sopInstanceUid: '2.25.10004', instanceNumber: 4 },
    source: { type: 'OPERATOR', operatorId: 'an-7', idScheme: '99GARITA', role: 'image analyst' },
    decision: 'CLEAR',
    threats: [],
  });
}
