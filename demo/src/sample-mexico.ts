import type { SiteRegister } from '@garita/api';
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

/** Devices of "México (demo)". The last but one has a configuration that the trust list refuses. */
const devices: readonly SampleDevice[] = [
  {
    id: 'xr-nld-01',
    serial: 'SAMPLE-0001',
    configuration: 'cfg-truck-portal-a',
    site: 'nuevo-laredo',
    lane: 'nuevo-laredo-truck-1',
    direction: 'northbound',
    ooiKind: 'truck',
    scene: 'truck',
    paceSeconds: 9,
    radiation: true,
  },
  {
    id: 'xr-zlo-01',
    serial: 'SAMPLE-0002',
    configuration: 'cfg-container-portal-b',
    site: 'manzanillo',
    lane: 'manzanillo-container-1',
    direction: 'inbound',
    ooiKind: 'container',
    scene: 'container',
    paceSeconds: 12,
    radiation: true,
  },
  {
    id: 'ct-nlu-01',
    serial: 'SAMPLE-0003',
    configuration: 'cfg-baggage-ct-c',
    site: 'felipe-angeles',
    lane: 'felipe-angeles-baggage-1',
    direction: 'inbound',
    ooiKind: 'bag',
    scene: 'baggage',
    paceSeconds: 11,
  },
  {
    id: 'xr-dbo-01',
    serial: 'SAMPLE-0004',
    configuration: 'cfg-gate-d',
    site: 'dos-bocas',
    lane: 'dos-bocas-gate-1',
    direction: 'inbound',
    ooiKind: 'car',
    scene: 'gate',
    paceSeconds: 13,
  },
  {
    id: 'xr-zlo-09',
    serial: 'SAMPLE-0009',
    configuration: 'cfg-container-portal-x',
    site: 'manzanillo',
    lane: 'manzanillo-container-9',
    direction: 'inbound',
    ooiKind: 'container',
    scene: 'container',
  },
  {
    id: 'import-01',
    serial: 'SAMPLE-0010',
    configuration: 'cfg-manual-import',
    site: 'monitoring-centre',
    lane: 'manual-import',
    direction: 'unknown',
    ooiKind: 'other',
  },
];

interface Port {
  readonly id: string;
  readonly name: string;
  /** Where it is not the one of Mexico City. */
  readonly timeZone?: string;
  readonly place: Place;
}

/** Eleven seaports; which ones a real plan would name is not ours to say. */
const SEAPORTS: readonly Port[] = [
  { id: 'ensenada', name: 'Ensenada', timeZone: 'America/Tijuana', place: [31.85, -116.63] },
  { id: 'guaymas', name: 'Guaymas', timeZone: 'America/Hermosillo', place: [27.92, -110.88] },
  { id: 'mazatlan', name: 'Mazatlán', timeZone: 'America/Mazatlan', place: [23.19, -106.42] },
  { id: 'manzanillo', name: 'Manzanillo', place: [19.07, -104.29] },
  { id: 'lazaro-cardenas', name: 'Lázaro Cárdenas', place: [17.94, -102.18] },
  { id: 'salina-cruz', name: 'Salina Cruz', place: [16.17, -95.2] },
  { id: 'altamira', name: 'Altamira', place: [22.48, -97.86] },
  { id: 'tampico', name: 'Tampico', place: [22.22, -97.84] },
  { id: 'tuxpan', name: 'Tuxpan', place: [20.97, -97.32] },
  { id: 'veracruz', name: 'Veracruz', place: [19.21, -96.13] },
  { id: 'progreso', name: 'Progreso', timeZone: 'America/Merida', place: [21.32, -89.67] },
];

const standing = (site: string) => lanesOf(site, devices, SAMPLE_APPROVALS.mx);

const register: SiteRegister = {
  sample: true,
  timeZones: SAMPLE_TIME_ZONES,
  operators: [
    { id: 'customs', name: words('Aduanas (muestra)', 'Customs (sample)') },
    { id: 'defence', name: words('Defensa (muestra)', 'Defence (sample)') },
    { id: 'navy', name: words('Marina (muestra)', 'Navy (sample)') },
  ],
  sites: [
    {
      id: 'nuevo-laredo',
      name: words('Nuevo Laredo, puente de comercio', 'Nuevo Laredo, trade bridge'),
      kind: 'land-port',
      operator: 'customs',
      timeZone: 'America/Matamoros',
      place: { latitude: 27.6, longitude: -99.52 },
      lanes: standing('nuevo-laredo'),
    },
    ...SEAPORTS.map((port) => ({
      id: port.id,
      name: words(`Puerto de ${port.name}`, `Port of ${port.name}`),
      kind: 'seaport' as const,
      operator: 'navy',
      ...(port.timeZone !== undefined && { timeZone: port.timeZone }),
      place: placed(port.place),
      lanes: port.id === 'manzanillo' ? standing('manzanillo') : [plannedLane(`${port.id}-container-1`, 'container')],
    })),
    {
      id: 'felipe-angeles',
      name: words('Aeropuerto Felipe Ángeles', 'Felipe Ángeles airport'),
      kind: 'airport',
      operator: 'defence',
      place: { latitude: 19.74, longitude: -99.02 },
      lanes: standing('felipe-angeles'),
    },
    {
      id: 'dos-bocas',
      name: words('Refinería de Dos Bocas', 'Dos Bocas refinery'),
      kind: 'facility',
      operator: 'navy',
      place: { latitude: 18.43, longitude: -93.18 },
      lanes: standing('dos-bocas'),
    },
    {
      id: 'monitoring-centre',
      name: words('Centro de monitoreo', 'Monitoring centre'),
      kind: 'facility',
      operator: 'customs',
      place: null,
      lanes: standing('monitoring-centre'),
    },
  ],
};

/** "México (demo)". */
export const SAMPLE_MEXICO: SampleAgency = { devices, register };
