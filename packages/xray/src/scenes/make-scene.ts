import { CT_WATER_VALUE, type CtGrid, ctVolume } from '../ct-volume.ts';
import { Random } from '../random.ts';
import { type RenderedImage, renderView } from '../render.ts';
import { linacScanner, type Scanner, tubeScanner } from '../scanner.ts';
import type { Bounds, Scene } from '../scene.ts';
import { meanEnergyMev } from '../spectrum.ts';
import { type Region, regionOf, type View } from '../view.ts';
import { XrayError } from '../xray-error.ts';
import { BAGGAGE_VIEWS, baggageScene } from './baggage.ts';
import { CONTAINER_VIEW, containerScene } from './container.ts';
import type { HiddenObject, ThreatCategory } from './contraband.ts';
import { GATE_VIEWS, gateScene } from './gate.ts';
import type { MadeScene, Words } from './load.ts';
import { TRUCK_VIEW, truckScene } from './truck.ts';

export const SCENE_KINDS = ['truck', 'container', 'baggage', 'gate'] as const;
export type SceneKind = (typeof SCENE_KINDS)[number];

export interface SyntheticScene extends MadeScene {
  readonly kind: SceneKind;
  readonly seed: number;
}

/** Where a hidden object shows: pixels of a radiograph, or of the slices of a CT. */
export type RegionPx = Region & { readonly firstSlice?: number; readonly slices?: number };

/** What is really there, kept beside the images. JSON-able. */
export interface GroundTruth {
  readonly synthetic: true;
  readonly seed: number;
  readonly kind: SceneKind;
  readonly load: Words;
  readonly hidden: readonly {
    readonly threatCategory: ThreatCategory;
    readonly material: string;
    readonly massKg: number;
    readonly boxMm: Bounds;
    readonly where: Words;
    readonly regionPx: Readonly<Record<string, RegionPx>>;
  }[];
}

export interface RenderedCt {
  readonly slices: number;
  readonly rows: number;
  readonly columns: number;
  readonly pixelSpacingMm: readonly [row: number, column: number];
  readonly sliceMm: number;
  /** Slice by slice, each row by row from the top: 1000 mu / mu of water; air 0. */
  readonly values: Uint16Array;
  readonly waterValue: number;
  readonly kVp: number;
  readonly meanKev: number;
}

export interface RenderedScan {
  readonly kind: SceneKind;
  readonly seed: number;
  readonly images: readonly RenderedImage[];
  readonly ct?: RenderedCt;
  readonly truth: GroundTruth;
}

const MAKERS: Readonly<Record<SceneKind, (seed: number, concealed: number | undefined) => MadeScene>> = {
  truck: truckScene,
  container: containerScene,
  baggage: baggageScene,
  gate: gateScene,
};

const VIEWS: Readonly<Record<SceneKind, readonly View[]>> = {
  truck: [TRUCK_VIEW],
  container: [CONTAINER_VIEW],
  baggage: BAGGAGE_VIEWS,
  gate: GATE_VIEWS,
};

export const BAGGAGE_KV = 160;
const GATE_KV = 180;
const CT_GRID: CtGrid = { slices: 64, rows: 128, columns: 128, sliceMm: 12, pixelMm: 4, corner: [-384, -256, 406] };
const CT_NOISE = 14;
const CT_STREAM = 3;
/** One scene in so many hides something. */
const HIDDEN_EVERY = 3;

/**
 * A scene out of a seed (a safe integer >= 0): the same seed gives the same scene, neighbouring seeds different loads.
 * One in three hides something; `hiding` overrides that. Throws SCENE_MALFORMED for another seed.
 */
export function makeScene(kind: SceneKind, seed: number, hiding?: boolean): SyntheticScene {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new XrayError('SCENE_MALFORMED', `${seed} is no seed`);
  const block = Math.floor(seed / HIDDEN_EVERY);
  const turn = new Random(block, SCENE_KINDS.indexOf(kind) + 16).whole(0, HIDDEN_EVERY - 1);
  const hides = hiding ?? seed % HIDDEN_EVERY === turn;
  // By block, so that the hiding place changes from one hiding scene to the next.
  return { kind, seed, ...MAKERS[kind](seed, hides ? (hiding === true ? seed : block) : undefined) };
}

/**
 * Scans a scene: dual-energy radiographs of each view, or, for baggage unless `radiographs` is asked for, a CT
 * volume. Deterministic in the scene's seed.
 */
export function renderScan(scene: SyntheticScene, as?: 'radiographs'): RenderedScan {
  const { kind, seed, solids } = scene;
  const truth = groundTruthOf(scene, as);
  if (kind === 'baggage' && as !== 'radiographs') return { kind, seed, images: [], ct: renderCt(solids, seed), truth };
  const views = VIEWS[kind];
  const images = views.flatMap((view, index) => renderView(solids, view, scannerOf(kind), seed * views.length + index));
  return { kind, seed, images, truth };
}

/** What a scan of the scene would hold and where it would show, without scanning it. */
export function groundTruthOf(scene: SyntheticScene, as?: 'radiographs'): GroundTruth {
  if (scene.kind === 'baggage' && as !== 'radiographs') return groundTruth(scene, ctRegion);
  const views = VIEWS[scene.kind];
  return groundTruth(scene, (bounds) => Object.fromEntries(views.map((view) => [view.name, regionOf(view, bounds)])));
}

function renderCt(solids: Scene, seed: number): RenderedCt {
  const { slices, rows, columns, sliceMm, pixelMm } = CT_GRID;
  const spectrum = scannerOf('baggage').channels[0].spectrum;
  const values = ctVolume(solids, CT_GRID, spectrum, CT_NOISE, new Random(seed, CT_STREAM));
  return {
    slices,
    rows,
    columns,
    pixelSpacingMm: [pixelMm, pixelMm],
    sliceMm,
    values,
    waterValue: CT_WATER_VALUE,
    kVp: BAGGAGE_KV,
    meanKev: 1e3 * meanEnergyMev(spectrum),
  };
}

function ctRegion({ min, max }: Bounds): Record<string, RegionPx> {
  const { corner, pixelMm, sliceMm, rows, columns, slices } = CT_GRID;
  const span = (from: number, to: number, count: number): readonly [number, number] => {
    const first = Math.min(count - 1, Math.max(0, Math.floor(from)));
    return [first, Math.min(count, Math.max(first + 1, Math.ceil(to))) - first];
  };
  const [x, width] = span((min[1] - corner[1]) / pixelMm, (max[1] - corner[1]) / pixelMm, columns);
  const [y, height] = span((corner[2] - max[2]) / pixelMm, (corner[2] - min[2]) / pixelMm, rows);
  const [firstSlice, deep] = span((min[0] - corner[0]) / sliceMm, (max[0] - corner[0]) / sliceMm, slices);
  return { CT: { x, y, width, height, firstSlice, slices: deep } };
}

function groundTruth(scene: SyntheticScene, regions: (bounds: Bounds) => Record<string, RegionPx>): GroundTruth {
  const { kind, seed, load } = scene;
  const hidden = scene.hidden.map(({ solids: _, boxMm, ...object }: HiddenObject) => {
    const bounds = { min: boxMm.min, max: boxMm.max };
    return { ...object, boxMm: bounds, regionPx: regions(bounds) };
  });
  return { synthetic: true, seed, kind, load, hidden };
}

const scanners = new Map<'linac' | number, Scanner>();

/** The tables of a scanner take a tenth of a second, so each is made once. */
function scannerOf(kind: SceneKind): Scanner {
  const key = kind === 'baggage' ? BAGGAGE_KV : kind === 'gate' ? GATE_KV : 'linac';
  const scanner = scanners.get(key) ?? (key === 'linac' ? linacScanner() : tubeScanner(key));
  scanners.set(key, scanner);
  return scanner;
}
