import type { SiteRegister } from '@garita/api';
import type { SceneKind } from '@garita/xray';

/**
 * A border to try Garita with. Every maker, model, device and status is made up; the places are real places and nothing
 * is said of what truly stands there.
 */
export interface SampleDevice {
  readonly id: string;
  readonly serial: string;
  readonly configuration: string;
  readonly site: string;
  readonly lane: string;
  readonly direction: 'northbound' | 'southbound' | 'inbound' | 'outbound' | 'internal' | 'unknown';
  readonly ooiKind: 'truck' | 'container' | 'bag' | 'car' | 'other';
  /** What its simulated scanner sees; absent for the lane where people bring files. */
  readonly scene?: SceneKind;
  /** Seconds between two scans. */
  readonly paceSeconds?: number;
  /** A portal monitor stands beside it and measures some of the passages. */
  readonly radiation?: true;
}

/** Where an agency's scans come from; what it believes of their devices stands in `equipment/`. */
export interface SampleAgency {
  readonly devices: readonly SampleDevice[];
  readonly register: SiteRegister;
}

type Site = SiteRegister['sites'][number];
type Lane = Site['lanes'][number];
export type Place = readonly [latitude: number, longitude: number];

export const words = (es: string, en: string) => ({ es, en });

export const placed = ([latitude, longitude]: Place) => ({ latitude, longitude });

/** Where people of the two agencies set their clocks. */
export const SAMPLE_TIME_ZONES = [
  { agency: 'mx', timeZone: 'America/Mexico_City' },
  { agency: 'us', timeZone: 'America/Chicago' },
];

/** The lanes in which a site's devices stand. */
export function lanesOf(
  site: string,
  devices: readonly SampleDevice[],
  names: Readonly<Record<string, { readonly name: ReturnType<typeof words> }>>,
): Lane[] {
  return devices
    .filter((device) => device.site === site)
    .map((device) => ({
      id: device.lane,
      name: names[device.configuration]?.name ?? words(device.lane, device.lane),
      ooiKind: device.ooiKind,
      direction: device.direction,
      device: device.id,
      state: 'live',
      // The refused device tries once, and people bring files when they like.
      ...(device.paceSeconds === undefined ? { paced: false } : {}),
    }));
}

export function plannedLane(id: string, kind: 'container' | 'truck' | 'rail-car' | 'bag'): Lane {
  return {
    id,
    name: PLANNED[kind],
    ooiKind: kind,
    direction: 'inbound',
    device: null,
    state: 'planned',
  };
}

const PLANNED = {
  container: words('Arco de contenedores, previsto (muestra)', 'Container portal, planned (sample)'),
  truck: words('Arco de camiones, previsto (muestra)', 'Truck portal, planned (sample)'),
  'rail-car': words('Arco ferroviario, previsto (muestra)', 'Rail portal, planned (sample)'),
  bag: words('Tomografía de equipaje, prevista (muestra)', 'Baggage CT, planned (sample)'),
};
