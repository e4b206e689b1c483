import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkPolicy, defaultPolicy, loadCedar } from '@garita/exchange';
import { loadEs256Signer, trustCrypto } from '@garita/node-crypto';
import {
  type AgencyFolder,
  accept,
  complete,
  createAgency,
  fingerprintOf,
  invite,
  type PartnerSide,
  readAgencyFolder,
  writeAgreement,
  writePartner,
} from '@garita/server';
import type { Role } from '@garita/trust';
import { writeDemoAccounts } from './demo-accounts.ts';
import { SAMPLE_BORDER } from './sample-border.ts';
import { writeSampleReviewRules } from './sample-review-rules.ts';

export const DEMO_AGENCIES = ['mx', 'us'] as const;
export type DemoAgency = (typeof DEMO_AGENCIES)[number];

/** Layout of a demo's folder; 2: lanes on both sides; 3: equipment is approved by two, and lists follow from that. */
export const DEMO_VERSION = 3;

export interface DemoPorts {
  readonly mx: { readonly people: number; readonly machines: number };
  readonly us: { readonly people: number; readonly machines: number };
}

/** API keys of one agency's. */
export interface DemoKeys {
  readonly administrator: string;
  readonly analyst: string;
  /** Of the program; a demo of an earlier version has none, and the program is the analyst. */
  readonly program?: string;
  /** Of those who test and decide about equipment. */
  readonly evaluator?: string;
  readonly authority?: string;
  readonly director?: string;
}

/** demo.json: what a demo needs to go on from where it stopped. The codes and keys are for sample data only. */
export interface DemoRecord {
  readonly version: number;
  readonly ports: DemoPorts;
  readonly administratorCodes: Readonly<Record<DemoAgency, string>>;
  /** First API keys, once the codes are redeemed. */
  readonly keys?: Readonly<Record<DemoAgency, DemoKeys>>;
  /** Whether the equipment was approved once; what people made of it since is theirs. */
  readonly equipped?: boolean;
}

export function demoPaths(folder: string) {
  return {
    record: join(folder, 'demo.json'),
    running: join(folder, 'running.json'),
    agency: (agency: DemoAgency) => join(folder, agency),
    lane: (device: string) => join(folder, 'lanes', device),
    inbox: join(folder, 'inbox'),
    logs: join(folder, 'messages'),
    register: (agency: DemoAgency) => join(folder, agency, 'register.json'),
  };
}

/** The program that decides what nobody takes is nobody a person can sign in as: their claims stay apart. */
const PROGRAM = 'analyst-program';

/** Nobody decides alone: what gives trust is signed by two. */
export const EQUIPMENT_SIGNATURES = 2;
export const EQUIPMENT_OFFICERS = [
  { id: 'equipment-authority', name: 'DEMO equipment authority', role: 'equipment-authority' },
  { id: 'equipment-director', name: 'DEMO equipment director', role: 'equipment-authority' },
  { id: 'evaluator', name: 'DEMO evaluator', role: 'evaluator' },
] as const satisfies readonly { id: string; name: string; role: Role }[];

const OFFICERS: readonly { id: string; name: string; role: Role }[] = [
  ...EQUIPMENT_OFFICERS,
  { id: 'exchange-officer', name: 'DEMO exchange officer', role: 'exchange-officer' },
  { id: 'analyst', name: 'DEMO analyst', role: 'analyst' },
  { id: PROGRAM, name: 'DEMO program that decides what nobody takes', role: 'analyst' },
  { id: 'supervisor', name: 'DEMO supervisor', role: 'supervisor' },
  { id: 'official', name: 'DEMO official', role: 'official' },
  { id: 'administrator', name: 'DEMO administrator', role: 'administrator' },
];

const NAMES = {
  mx: { es: 'México (demo)', en: 'México (demo)' },
  us: { es: 'Estados Unidos (demo)', en: 'United States (demo)' },
} as const;

const YEAR_MS = 365 * 86_400_000;

/** Makes two agencies and their agreement: everything that `npm start` then runs. */
export async function createDemo(folder: string, ports: DemoPorts, now: number): Promise<DemoRecord> {
  const paths = demoPaths(folder);
  await mkdir(folder, { recursive: true });
  // A making that was interrupted left no demo.json: begin again.
  await Promise.all(DEMO_AGENCIES.map((agency) => rm(paths.agency(agency), { recursive: true, force: true })));
  const [mx, us] = await Promise.all(
    DEMO_AGENCIES.map((agency) =>
      createAgency(paths.agency(agency), {
        agency,
        name: NAMES[agency],
        sample: true,
        people: listener(agency, ports[agency].people, 'http'),
        machines: listener(agency, ports[agency].machines, 'https'),
        officers: OFFICERS,
        equipmentSignatures: EQUIPMENT_SIGNATURES,
        origin: `demo.garita.example/${agency}`,
        now,
      }),
    ),
  );
  if (!mx || !us) throw new Error('two agencies make a demo');
  await Promise.all(DEMO_AGENCIES.map((agency) => writeSampleRegister(folder, agency)));
  await Promise.all(DEMO_AGENCIES.map((agency) => writeDemoAccounts(paths.agency(agency))));
  await Promise.all(DEMO_AGENCIES.map((agency) => writeSampleReviewRules(paths.agency(agency))));
  await agree(folder, now);
  const record: DemoRecord = {
    version: DEMO_VERSION,
    ports,
    administratorCodes: { mx: mx.administratorCode, us: us.administratorCode },
  };
  await writeRecord(folder, record);
  return record;
}

export async function readRecord(folder: string): Promise<DemoRecord | undefined> {
  try {
    return JSON.parse(await readFile(demoPaths(folder).record, 'utf8')) as DemoRecord;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export async function writeRecord(folder: string, record: DemoRecord): Promise<void> {
  const { record: path } = demoPaths(folder);
  await writeFile(`${path}.part`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.part`, path);
}

/** The key of a demo officer, as it lies in the agency's folder. */
export async function demoOfficer(folder: string, agency: DemoAgency, officer: string) {
  return loadEs256Signer(await readFile(officerKey(folder, agency, officer), 'utf8'));
}

/** As whom the program decides; in a folder of an earlier version, as the only analyst there is. */
export async function demoProgram(folder: string, agency: DemoAgency): Promise<string> {
  return (await stat(officerKey(folder, agency, PROGRAM)).catch(() => undefined)) ? PROGRAM : 'analyst';
}

function officerKey(folder: string, agency: DemoAgency, officer: string): string {
  return join(demoPaths(folder).agency(agency), 'officers', `${officer}.key`);
}

function listener(agency: DemoAgency, port: number, scheme: 'http' | 'https') {
  const host = scheme === 'http' ? `${agency}.localhost` : '127.0.0.1';
  return { host: '127.0.0.1', port, url: `${scheme}://${host}:${port}` };
}

/** The same steps as two real agencies take: invitation, acceptance, completion; each signs with its own officer's key. */
async function agree(folder: string, now: number): Promise<void> {
  const cedar = await loadCedar();
  const side = async (agency: DemoAgency): Promise<{ folder: AgencyFolder; side: PartnerSide }> => {
    const opened = await readAgencyFolder(demoPaths(folder).agency(agency));
    const { root, descriptor, descriptorBytes, settings } = opened;
    const endpoints = { machines: settings.machines.url, people: settings.people.url };
    return {
      folder: opened,
      side: {
        crypto: trustCrypto,
        own: { agency, root, descriptor, descriptorBytes, endpoints },
        officer: await demoOfficer(folder, agency, 'exchange-officer'),
        at: now,
        checkPolicy: (policy) => checkPolicy(cedar, policy),
      },
    };
  };
  const [mx, us] = [await side('mx'), await side('us')];
  const [mxPrint, usPrint] = [fingerprintOf(mx.folder.root), fingerprintOf(us.folder.root)];
  const invitation = await invite(mx.side, { agency: 'us', fingerprint: usPrint }, sampleTerms(now));
  const accepted = await accept(us.side, invitation, mxPrint);
  const completed = await complete(mx.side, accepted.acceptance, usPrint);
  await writePartner(us.folder.paths, accepted.partner);
  await writeAgreement(us.folder.paths, accepted.agreement);
  await writePartner(mx.folder.paths, completed.partner);
  await writeAgreement(mx.folder.paths, completed.agreement);
}

function sampleTerms(now: number) {
  return {
    id: 'demo-image-exchange',
    title: {
      es: 'Convenio de intercambio de imágenes de inspección (muestra)',
      en: 'Inspection image exchange agreement (sample)',
    },
    purpose: {
      es: 'Que ningún objeto se inspeccione dos veces y que ambas partes puedan demostrar lo que recibieron.',
      en: 'That nothing is scanned twice, and that both parties can prove what they received.',
    },
    text: {
      es: 'Datos de muestra. Cada parte comparte los escaneos admitidos que la política permite, y acusa recibo en su propia bitácora.',
      en: 'Sample data. Each party shares the admitted scans that the policy permits, and logs a receipt in its own log.',
    },
    items: ['scan', 'decision'],
    retentionDays: 365,
    policy: defaultPolicy([...DEMO_AGENCIES]),
    validFrom: new Date(now - 86_400_000).toISOString(),
    validUntil: new Date(now + 5 * YEAR_MS).toISOString(),
  };
}

export async function writeSampleRegister(folder: string, agency: DemoAgency): Promise<void> {
  const { register } = SAMPLE_BORDER[agency];
  await writeFile(demoPaths(folder).register(agency), `${JSON.stringify(register, null, 2)}\n`);
}
