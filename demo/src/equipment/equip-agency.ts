import type { RecordKind, RecordOf } from '@garita/api';
import type { SampleDevice } from '../sample-agency.ts';
import { approveConfiguration } from './approve-configuration.ts';
import { keepRecord } from './keep-record.ts';
import type { Officer } from './officer.ts';
import {
  SAMPLE_APPROVALS,
  SAMPLE_ASSERTIONS,
  SAMPLE_MODELS,
  SAMPLE_STANDARDS,
  SAMPLE_SUPPLIERS,
  type SampleApproval,
} from './sample-equipment.ts';
import { signEverything } from './sign-waiting.ts';

const DAY_MS = 86_400_000;

export interface Equipping {
  readonly agency: 'mx' | 'us';
  readonly evaluator: Officer;
  readonly authority: Officer;
  /** The second pair of eyes. */
  readonly director: Officer;
  readonly devices: readonly SampleDevice[];
  readonly operatorOf: (site: string) => string;
  readonly now: number;
}

/**
 * The whole way of a demonstration's equipment: records and papers in, tests, evaluations, decisions by two, and the
 * lists signed by two. Nothing else gives its lanes trust. Whatever was done before is left as it is.
 */
export async function equipAgency(equipping: Equipping): Promise<void> {
  const { agency, evaluator } = equipping;
  const approvals = Object.entries(SAMPLE_APPROVALS[agency]);
  const put = (kind: RecordKind, records: Readonly<Record<string, unknown>>) =>
    Promise.all(Object.entries(records).map(([id, body]) => keepRecord(evaluator.client, kind, id, body)));
  const used = new Set(approvals.map(([, { model }]) => SAMPLE_MODELS[model]?.maker));
  await put(
    'supplier',
    only(SAMPLE_SUPPLIERS, (id) => used.has(id)),
  );
  const models = new Set(approvals.map(([, { model }]) => model));
  await Promise.all([
    put('laboratory', {
      'lab-sample': { name: 'Laboratorio de muestra / sample laboratory', accreditation: null, sample: true },
    }),
    put('standard', SAMPLE_STANDARDS),
    put(
      'model',
      only(SAMPLE_MODELS, (id) => models.has(id)),
    ),
  ]);
  // A child names its parent, which is there first.
  await put('configuration', configurations(approvals.filter(([, { parent }]) => parent === undefined)));
  await put('configuration', configurations(approvals.filter(([, { parent }]) => parent !== undefined)));
  await put(
    'device',
    Object.fromEntries(equipping.devices.map((device) => [device.id, deviceBody(device, equipping)])),
  );
  await put(
    'assertion',
    only(SAMPLE_ASSERTIONS, (_, { about }) => isKnown(about, approvals)),
  );
  await Promise.all(approvals.map(([id, approval]) => approveConfiguration(id, approval, equipping)));
  await signEverything(equipping);
}

function configurations(
  approvals: readonly (readonly [string, SampleApproval])[],
): Record<string, RecordOf<'configuration'>> {
  return Object.fromEntries(
    approvals.map(
      ([id, { change, conceptOfOperations, contexts, hardware, model, name, parent, software, standard }]) => [
        id,
        {
          model,
          name,
          hardware,
          software: [{ name: 'Estación / workstation', version: software, sha256: null }],
          standard,
          conceptOfOperations,
          contexts: [...contexts],
          parent: parent ?? null,
          change: change ?? null,
          sample: true,
        },
      ],
    ),
  );
}

function deviceBody({ configuration, id, lane, serial, site }: SampleDevice, { now, operatorOf }: Equipping) {
  const aged = id.endsWith('dbo-01');
  return {
    serial,
    configuration,
    operator: operatorOf(site),
    site,
    lane,
    state: 'installed',
    installedAt: now - (aged ? 2900 : 400) * DAY_MS,
    replaceBy: aged ? now + 160 * DAY_MS : null,
    replaceReason: aged
      ? {
          es: 'Muestra: su configuración solo puede seguir hasta que venza.',
          en: 'Sample: its configuration may stay only until it runs out.',
        }
      : null,
    sample: true,
  } satisfies RecordOf<'device'>;
}

function only<Body>(
  records: Readonly<Record<string, Body>>,
  wanted: (id: string, body: Body) => boolean,
): Record<string, Body> {
  return Object.fromEntries(Object.entries(records).filter(([id, body]) => wanted(id, body)));
}

function isKnown(
  { id, kind }: RecordOf<'assertion'>['about'],
  approvals: readonly (readonly [string, SampleApproval])[],
): boolean {
  return kind === 'configuration'
    ? approvals.some(([configuration]) => configuration === id)
    : approvals.some(([, { model }]) => SAMPLE_MODELS[model]?.maker === id);
}
