import type { SiteKind, SiteRegister } from '@garita/api';
import { SAMPLE_APPROVALS } from './equipment/sample-equipment.ts';
import {
  lanesOf,
  type Place,
  placed,
  plannedLane,
  SAMPLE_TIME_ZONES,
  type SampleAgency,
  type SampleDevice,
  words,
} from './sample-agency.ts';

/** Goods that leave for Mexico are scanned on this side, those that come from there on the other: nothing twice. */
const devices: readonly SampleDevice[] = [
  {
    id: 'xr-lrd-01',
    serial: 'SAMPLE-1001',
    configuration: 'cfg-truck-portal-a',
    site: 'laredo-world-trade',
    lane: 'laredo-truck-1',
    direction: 'southbound',
    ooiKind: 'truck',
    scene: 'truck',
    paceSeconds: 12,
    radiation: true,
  },
  {
    id: 'xr-lgb-01',
    serial: 'SAMPLE-1002',
    configuration: 'cfg-container-portal-b',
    site: 'long-beach',
    lane: 'long-beach-container-1',
    direction: 'inbound',
    ooiKind: 'container',
    scene: 'container',
    paceSeconds: 15,
    radiation: true,
  },
];

interface Port {
  readonly id: string;
  readonly name: { readonly es: string; readonly en: string };
  readonly kind: SiteKind;
  readonly operator: 'border' | 'ports' | 'airports';
  /** Where it is not the one of Chicago. */
  readonly timeZone?: string;
  readonly place: Place;
  readonly planned: Parameters<typeof plannedLane>[1];
}

/** Real ports with their public names, at coordinates of about a kilometre; which ones a real plan would name is not ours to say. */
const PORTS: readonly Port[] = [
  {
    id: 'otay-mesa',
    name: words('Otay Mesa', 'Otay Mesa'),
    kind: 'land-port',
    operator: 'border',
    timeZone: 'America/Los_Angeles',
    place: [32.55, -116.94],
    planned: 'truck',
  },
  {
    id: 'nogales-mariposa',
    name: words('Nogales, Mariposa', 'Nogales, Mariposa'),
    kind: 'land-port',
    operator: 'border',
    timeZone: 'America/Phoenix',
    place: [31.33, -110.97],
    planned: 'truck',
  },
  {
    id: 'ysleta',
    name: words('El Paso, Ysleta', 'El Paso, Ysleta'),
    kind: 'land-port',
    operator: 'border',
    timeZone: 'America/Denver',
    place: [31.67, -106.34],
    planned: 'truck',
  },
  {
    id: 'eagle-pass-rail',
    name: words('Eagle Pass, puente ferroviario', 'Eagle Pass, railway bridge'),
    kind: 'rail-port',
    operator: 'border',
    place: [28.7, -100.51],
    planned: 'rail-car',
  },
  {
    id: 'houston',
    name: words('Puerto de Houston', 'Port Houston'),
    kind: 'seaport',
    operator: 'ports',
    place: [29.68, -95.0],
    planned: 'container',
  },
  {
    id: 'dallas-fort-worth',
    name: words('Aeropuerto de Dallas/Fort Worth', 'Dallas/Fort Worth airport'),
    kind: 'airport',
    operator: 'airports',
    place: [32.9, -97.04],
    planned: 'bag',
  },
];

const standing = (site: string) => lanesOf(site, devices, SAMPLE_APPROVALS.us);

const register: SiteRegister = {
  sample: true,
  timeZones: SAMPLE_TIME_ZONES,
  operators: [
    { id: 'border', name: words('Agencia fronteriza (muestra)', 'Border agency (sample)') },
    { id: 'ports', name: words('Puertos marítimos (muestra)', 'Seaports (sample)') },
    { id: 'airports', name: words('Aeropuertos (muestra)', 'Airports (sample)') },
  ],
  sites: [
    {
      id: 'laredo-world-trade',
      name: words('Laredo, puente de comercio mundial', 'Laredo, World Trade Bridge'),
      kind: 'land-port',
      operator: 'border',
      place: placed([27.6, -99.54]),
      lanes: standing('laredo-world-trade'),
    },
    {
      id: 'long-beach',
      name: words('Puerto de Long Beach', 'Port of Long Beach'),
      kind: 'seaport',
      operator: 'ports',
      timeZone: 'America/Los_Angeles',
      place: placed([33.75, -118.21]),
      lanes: standing('long-beach'),
    },
    ...PORTS.map(({ planned, place, timeZone, ...port }) => ({
      ...port,
      ...(timeZone === undefined ? {} : { timeZone }),
      place: placed(place),
      lanes: [plannedLane(`${port.id}-${planned}-1`, planned)],
    })),
    {
      id: 'analysis-centre',
      name: words('Centro de análisis de imágenes', 'Image analysis centre'),
      kind: 'facility',
      operator: 'border',
      place: null,
      lanes: [],
    },
  ],
};

/** "Estados Unidos (demo)". */
export const SAMPLE_UNITED_STATES: SampleAgency = { devices, register };
