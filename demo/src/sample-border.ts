import type { SiteRegister } from '@garita/api';
import type { SceneKind } from '@garita/xray';

/**
 * A border to try Garita with. Every maker, model, device and status here is made up; the places are real places and
 * nothing is said of what truly stands there.
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
}

/** Devices of "México (demo)". The last but one has a configuration that the trust list refuses. */
export const SAMPLE_DEVICES: readonly SampleDevice[] = [
  {
    id: 'xr-nld-01',
    serial: 'SAMPLE-0001',
    configuration: 'cfg-truck-portal-a',
    site: 'nuevo-laredo',
    lane: 'nuevo-laredo-truck-1',
    direction: 'northbound',
    ooiKind: 'truck',
    scene: 'truck',
    paceSeconds: 6,
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
    paceSeconds: 8,
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
    paceSeconds: 7,
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
    paceSeconds: 9,
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

/** The lane whose spooled file is altered once, to show what happens then. */
export const TAMPERED_DEVICE = 'xr-nld-01';

const name = (es: string, en: string) => ({ es, en });

export const SAMPLE_CONFIGURATIONS = [
  {
    id: 'cfg-truck-portal-a',
    maker: 'Fabricante A (muestra)',
    model: 'Portal 6/9 MV (muestra)',
    name: name('Arco de camiones de doble energía (muestra)', 'Dual-energy truck portal (sample)'),
    status: 'approved' as const,
    reasons: [],
  },
  {
    id: 'cfg-container-portal-b',
    maker: 'Fabricante B (muestra)',
    model: 'Contenedor 6/9 MV (muestra)',
    name: name('Arco de contenedores (muestra)', 'Container portal (sample)'),
    status: 'approved' as const,
    reasons: [],
  },
  {
    id: 'cfg-baggage-ct-c',
    maker: 'Fabricante C (muestra)',
    model: 'Tomógrafo de equipaje (muestra)',
    name: name('Tomografía de equipaje (muestra)', 'Baggage CT (sample)'),
    status: 'approved' as const,
    reasons: [],
  },
  {
    id: 'cfg-gate-d',
    maker: 'Fabricante A (muestra)',
    model: 'Acceso vehicular (muestra)',
    name: name('Acceso vehicular (muestra)', 'Vehicle gate (sample)'),
    status: 'approved' as const,
    reasons: [],
  },
  {
    id: 'cfg-container-portal-x',
    maker: 'Fabricante X (muestra)',
    model: 'Contenedor X (muestra)',
    name: name('Arco de contenedores X (muestra)', 'Container portal X (sample)'),
    status: 'refused' as const,
    reasons: [
      {
        code: 'SECURITY_REVIEW_FAILED',
        es: 'Muestra: el acceso remoto del fabricante no se puede desactivar y envía datos a una dirección no declarada.',
        en: 'Sample: the maker’s remote access cannot be switched off, and it sends data to an undeclared address.',
      },
      {
        code: 'QUALITY_CONTROL_NOT_MET',
        es: 'Muestra: no presentó evidencia de la prueba de integridad del píxel a la declaración.',
        en: 'Sample: no evidence was given of the integrity test from pixel to statement.',
      },
    ],
  },
  {
    id: 'cfg-manual-import',
    maker: 'Garita',
    model: 'Importación manual (muestra)',
    name: name('Importación manual de archivos (muestra)', 'Manual import of files (sample)'),
    status: 'approved' as const,
    reasons: [],
  },
];

interface Port {
  readonly id: string;
  readonly name: string;
  /** Where it is not the one of Mexico City. */
  readonly timeZone?: string;
  readonly place: readonly [latitude: number, longitude: number];
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

/** Where people of the two agencies set their clocks. */
const SAMPLE_TIME_ZONES = [
  { agency: 'mx', timeZone: 'America/Mexico_City' },
  { agency: 'us', timeZone: 'America/Chicago' },
];

const placed = ([latitude, longitude]: Port['place']) => ({ latitude, longitude });

export const SAMPLE_REGISTER: SiteRegister = {
  sample: true,
  timeZones: SAMPLE_TIME_ZONES,
  operators: [
    { id: 'customs', name: name('Aduanas (muestra)', 'Customs (sample)') },
    { id: 'defence', name: name('Defensa (muestra)', 'Defence (sample)') },
    { id: 'navy', name: name('Marina (muestra)', 'Navy (sample)') },
  ],
  sites: [
    {
      id: 'nuevo-laredo',
      name: name('Nuevo Laredo, puente de comercio', 'Nuevo Laredo, trade bridge'),
      kind: 'land-port',
      operator: 'customs',
      timeZone: 'America/Matamoros',
      place: { latitude: 27.6, longitude: -99.52 },
      lanes: lanesOf('nuevo-laredo'),
    },
    ...SEAPORTS.map((port) => ({
      id: port.id,
      name: name(`Puerto de ${port.name}`, `Port of ${port.name}`),
      kind: 'seaport' as const,
      operator: 'navy',
      ...(port.timeZone !== undefined && { timeZone: port.timeZone }),
      place: placed(port.place),
      lanes: port.id === 'manzanillo' ? lanesOf('manzanillo') : [plannedLane(port)],
    })),
    {
      id: 'felipe-angeles',
      name: name('Aeropuerto Felipe Ángeles', 'Felipe Ángeles airport'),
      kind: 'airport',
      operator: 'defence',
      place: { latitude: 19.74, longitude: -99.02 },
      lanes: lanesOf('felipe-angeles'),
    },
    {
      id: 'dos-bocas',
      name: name('Refinería de Dos Bocas', 'Dos Bocas refinery'),
      kind: 'facility',
      operator: 'navy',
      place: { latitude: 18.43, longitude: -93.18 },
      lanes: lanesOf('dos-bocas'),
    },
    {
      id: 'monitoring-centre',
      name: name('Centro de monitoreo', 'Monitoring centre'),
      kind: 'facility',
      operator: 'customs',
      place: null,
      lanes: lanesOf('monitoring-centre'),
    },
  ],
};

function lanesOf(site: string): SiteRegister['sites'][number]['lanes'] {
  return SAMPLE_DEVICES.filter((device) => device.site === site).map((device) => ({
    id: device.lane,
    name:
      SAMPLE_CONFIGURATIONS.find((configuration) => configuration.id === device.configuration)?.name ??
      name(device.lane, device.lane),
    ooiKind: device.ooiKind,
    direction: device.direction,
    device: device.id,
    state: 'live' as const,
  }));
}

function plannedLane(port: Port): SiteRegister['sites'][number]['lanes'][number] {
  return {
    id: `${port.id}-container-1`,
    name: name('Arco de contenedores, previsto (muestra)', 'Container portal, planned (sample)'),
    ooiKind: 'container',
    direction: 'inbound',
    device: null,
    state: 'planned',
  };
}
