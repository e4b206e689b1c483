import { createHash } from 'node:crypto';
import {
  ctInstance,
  type DicosInstance,
  dxInstance,
  type ImageReference,
  type InstanceParameters,
  type OoiParameters,
  tdrInstance,
  uidFromBytes,
  writeDicosBytes,
} from '@garita/dicos';
import { type GroundTruth, makeScene, type RenderedCt, renderScan, type SceneKind } from '@garita/xray';
import { largestDenseObject } from './dense-object.ts';
import { sampleModel } from './equipment/sample-equipment.ts';
import { findSampleDevice, SAMPLE_BORDER } from './sample-border.ts';

interface SyntheticObject {
  readonly role: 'image' | 'threat-report' | 'ground-truth';
  readonly mediaType: 'application/dicos' | 'application/json';
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export interface SyntheticScan {
  readonly objects: readonly SyntheticObject[];
  /** The plate, container or tag the object of inspection would carry; made up. */
  readonly ids: readonly { readonly type: 'plate' | 'container' | 'tag'; readonly value: string }[];
  readonly truth: GroundTruth;
}

export interface Capture {
  /** Milliseconds since 1970. */
  readonly capturedAt: number;
  readonly device: string;
  readonly serial: string;
  /** Whether something is hidden; one in three when left out. */
  readonly hiding?: boolean;
}

const DICOS = 'application/dicos';
/** Dense things from this size on make the demo's CT detector alarm. */
const ALARM_FROM_CM3 = 110;
const ALGORITHM = { type: 'MACHINE', algorithm: 'garita-demo-dense-object', version: '1' } as const;

/**
 * One simulated passage as a scanner would hand it over: a DICOS file for each view and energy, or a CT and its machine's
 * report, and the ground truth as JSON. The same arguments give the same bytes.
 */
export function syntheticScan(kind: SceneKind, seed: number, capture: Capture): SyntheticScan {
  const { images, ct, truth } = renderScan(makeScene(kind, seed, capture.hiding));
  const passage = passageOf(kind, seed, capture);
  const radiographs = images.map((image, index): SyntheticObject => {
    const views = [...new Set(images.map(({ view }) => view))];
    const energies = [...new Set(images.map(({ energy }) => energy))];
    const instance = dxInstance({
      ...passage.instance(index + 1),
      energy: {
        label: image.energy,
        number: energies.indexOf(image.energy) + 1,
        count: energies.length,
        kvp: image.kVp,
        effectiveKev: image.meanKev,
      },
      view: { number: views.indexOf(image.view) + 1, count: views.length, description: image.view },
      imageOrigin: 'SYNTHETIC',
      tubeCurrentMicroamperes: image.kVp > 1000 ? 100 : 3000,
      geometry: { pixelSpacingMm: image.pixelSpacingMm },
      image,
    });
    const name = `${image.view}-${image.energy}`.toLowerCase().replaceAll(' ', '-');
    return { role: 'image', mediaType: DICOS, fileName: `${name}.dcs`, bytes: writeDicosBytes(instance) };
  });
  const volumes = ct === undefined ? [] : ctObjects(ct, passage);
  const truthBytes = new TextEncoder().encode(JSON.stringify(truth, undefined, 1));
  return {
    objects: [
      ...radiographs,
      ...volumes,
      { role: 'ground-truth', mediaType: 'application/json', fileName: 'ground-truth.json', bytes: truthBytes },
    ],
    ids: [passage.id],
    truth,
  };
}

interface Passage {
  readonly id: SyntheticScan['ids'][number];
  readonly capturedAt: Date;
  uid(purpose: string): string;
  instance(number: number): InstanceParameters;
}

function passageOf(kind: SceneKind, seed: number, { capturedAt, device, serial }: Capture): Passage {
  const digest = (purpose: string) =>
    createHash('sha256')
      .update(JSON.stringify([kind, seed, capturedAt, device, purpose]))
      .digest();
  const uid = (purpose: string) => uidFromBytes(digest(purpose));
  const at = new Date(capturedAt);
  const id = idOf(kind, digest('id').readUInt32BE(0));
  const known = findSampleDevice(device);
  const { agency = 'mx' } = known ?? {};
  const { register } = SAMPLE_BORDER[agency];
  const model = sampleModel(agency, known?.device.configuration);
  const site = register.sites.find((place) => place.id === known?.device.site);
  return {
    id,
    capturedAt: at,
    uid,
    instance: (number) => ({
      sopInstanceUid: uid(`instance ${number}`),
      instanceNumber: number,
      createdAt: at,
      ooi: { id: id.value, idAuthority: 'GARITA DEMO', idType: 'TEXT', ...OOI[kind] },
      scan: { uid: uid('scan'), id: digest('scan').toString('hex', 0, 8), startedAt: at },
      series: { uid: uid('series'), startedAt: at, description: 'SYNTHETIC' },
      equipment: {
        manufacturer: model?.maker ?? 'Garita',
        model: model?.name ?? 'Simulador (muestra)',
        serial,
        software: 'garita-xray 0.1.0',
        institution: site?.name.es ?? 'Garita (demo)',
        institutionAddress: agency.toUpperCase(),
        station: device.slice(0, 16),
        calibratedAt: new Date(capturedAt - (capturedAt % 86_400_000)),
      },
    }),
  };
}

const OOI: Readonly<Record<SceneKind, Pick<OoiParameters, 'type' | 'descriptor'>>> = {
  truck: { type: 'CARGO', descriptor: 'TRUCK' },
  container: { type: 'CARGO', descriptor: 'ISO CONTAINER 40' },
  baggage: { type: 'BAGGAGE', descriptor: 'SUITCASE' },
  gate: { type: 'OTHER', descriptor: 'LIGHT VEHICLE' },
};

function idOf(kind: SceneKind, number: number): Passage['id'] {
  const digits = String(number % 1_000_000).padStart(6, '0');
  if (kind === 'container') return { type: 'container', value: withCheckDigit(`SAMU${digits}`) };
  if (kind === 'baggage') return { type: 'tag', value: `0999${digits}` };
  return { type: 'plate', value: `DEMO-${digits.slice(0, 4)}` };
}

/** ISO 6346: letters count from 10 without the multiples of 11, each place twice the one before, modulo 11 then 10. */
function withCheckDigit(number: string): string {
  let sum = 0;
  for (const [place, character] of [...number].entries()) {
    const value = Number.parseInt(character, 36);
    // A is 10 and B would be 11, which is left out, as are 22 and 33.
    sum += (value < 10 ? value : value + Math.floor((value - 1) / 10)) * 2 ** place;
  }
  return `${number}${(sum % 11) % 10}`;
}

function ctObjects(ct: RenderedCt, passage: Passage): SyntheticObject[] {
  const volume = ctInstance({
    ...passage.instance(1),
    energy: { label: 'HIGH ENERGY', number: 1, count: 1, kvp: ct.kVp, effectiveKev: ct.meanKev },
    view: { number: 1, count: 1, description: 'CT' },
    imageOrigin: 'SYNTHETIC',
    frameOfReferenceUid: passage.uid('frame of reference'),
    acquiredAt: passage.capturedAt,
    acquisitionMs: 4000,
    focalSpotMm: 1,
    geometry: { pixelSpacingMm: ct.pixelSpacingMm, sliceMm: ct.sliceMm },
    volume: { frames: ct.slices, rows: ct.rows, columns: ct.columns, pixels: ct.values },
    // Water is 0 and air -1000 once rescaled, as everywhere in CT (PS3.3 C.11.1.1.2).
    rescale: { intercept: -ct.waterValue, slope: 1, unit: 'HU' },
  });
  const report = machineReport(ct, volume, passage);
  return [
    { role: 'image', mediaType: DICOS, fileName: 'ct.dcs', bytes: writeDicosBytes(volume) },
    { role: 'threat-report', mediaType: DICOS, fileName: 'machine-report.dcs', bytes: writeDicosBytes(report) },
  ];
}

function machineReport(ct: RenderedCt, volume: DicosInstance, passage: Passage): DicosInstance {
  const found = largestDenseObject(ct);
  const alarm = found !== undefined && found.volumeCm3 >= ALARM_FROM_CM3;
  const image: ImageReference = { sopClassUid: volume.sopClassUid, sopInstanceUid: volume.sopInstanceUid };
  const instance = passage.instance(2);
  return tdrInstance({
    ...instance,
    series: { ...instance.series, uid: passage.uid('report series') },
    source: ALGORITHM,
    decision: alarm ? 'ALARM' : 'CLEAR',
    decidedAt: passage.capturedAt,
    processingMs: 250,
    additionalScreening: alarm,
    images: [image],
    frameOfReferenceUid: passage.uid('frame of reference'),
    threats: alarm
      ? [
          {
            id: 1,
            analysedFrom: passage.capturedAt,
            analysedTo: passage.capturedAt,
            flag: 'THREAT',
            ability: 'NO_INTERFERENCE',
            category: 'ANOMALY',
            text: `dense object of ${found.volumeCm3.toFixed(0)} cm3`,
            region: { base: found.base, extents: found.extents },
          },
        ]
      : [],
  });
}
