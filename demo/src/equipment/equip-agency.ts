import type {
  DecisionSubject,
  DocumentRef,
  EvaluationAnswer,
  KeptRecord,
  NextDecision,
  RecordKind,
  RecordOf,
  SignedAnswer,
  SigningList,
} from '@garita/api';
import { trustCrypto } from '@garita/node-crypto';
import {
  type DecisionWords,
  draftEquipmentDecision,
  type Es256Signer,
  makeEquipmentDecision,
  signDocument,
} from '@garita/trust';
import { type ApiClient, ApiRefusal } from '../api-client.ts';
import type { SampleDevice } from '../sample-agency.ts';
import {
  SAMPLE_APPROVALS,
  SAMPLE_ASSERTIONS,
  SAMPLE_MODELS,
  SAMPLE_STANDARDS,
  SAMPLE_SUPPLIERS,
  type SampleApproval,
} from './sample-equipment.ts';
import { paperName, sampleFile } from './sample-evidence.ts';

const DAY_MS = 86_400_000;

/** Somebody of the agency: what they may ask the server for, and the key they sign with. */
export interface Officer {
  readonly id: string;
  readonly client: ApiClient;
  readonly signer: Es256Signer;
}

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
    Promise.all(Object.entries(records).map(([id, body]) => keep(evaluator.client, kind, id, body)));
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
  await Promise.all(approvals.map(([id, approval]) => approve(id, approval, equipping)));
  await signEverything(equipping);
}

/** Both officers sign whatever waits, until nothing does: credentials first, then the lists that name them. */
export async function signEverything({
  authority,
  director,
}: Pick<Equipping, 'authority' | 'director'>): Promise<void> {
  for (let round = 0; round < 10; round++) {
    let signed = 0;
    for (const officer of [authority, director]) signed += await signWaiting(officer);
    if (signed === 0) return;
  }
}

/** Signs what waits for this officer; answers how many documents. */
async function signWaiting({ client, signer }: Officer): Promise<number> {
  const { items } = await client.get<SigningList>('/api/v1/equipment/signing');
  let signed = 0;
  for (const item of items) {
    if (item.withheld !== null) continue;
    const document = {
      contentType: item.contentType,
      typ: item.typ,
      payload: Buffer.from(item.payload, 'base64'),
      signed: item.signed === null ? null : Buffer.from(item.signed, 'base64'),
    };
    const cose = await signDocument(document, { crypto: trustCrypto, signer });
    await client.sendCose<SignedAnswer>('POST', `/api/v1/equipment/signing/${item.kind}/${item.id}`, cose);
    signed++;
  }
  return signed;
}

/** Takes up the way where it was left: a start that was interrupted goes on from there. */
async function approve(id: string, approval: SampleApproval, equipping: Equipping): Promise<void> {
  const { authority, evaluator } = equipping;
  const { end } = approval;
  const short = end.state === 'listed' && end.section === 'grandfathered';
  const way: readonly (readonly [to: string, officer: Officer, reason: string])[] = [
    ['submitted', evaluator, 'SUBMISSION_COMPLETE'],
    ['accepted-for-test', evaluator, 'ACCEPTED_FOR_TEST'],
    ['lab-certification', evaluator, 'TESTING_BEGINS'],
    ['data-package-review', authority, 'STAGE_PASSED'],
    ['integration-test', authority, 'STAGE_PASSED'],
    ['operational-test', authority, 'STAGE_PASSED'],
  ];
  const last = short ? 'submitted' : end.state === 'listed' ? 'operational-test' : 'lab-certification';
  const { from } = await next(authority, id);
  const begun = way.findIndex(([to]) => to === from);
  if (begun < 0 && from !== 'draft') return;
  if (begun < 0) await hand(id, approval, equipping);
  const upTo = way.findIndex(([to]) => to === last);
  for (const [to, officer, reason] of way.slice(begun + 1, upTo + 1))
    await decide(officer, id, { to, reason, ...STEP_WORDS });
  await evaluate(evaluator, id);
  if (end.state === 'lab-certification') return;
  if (end.state === 'listed') return grant(id, approval, equipping);
  const { es, en, reason } = end;
  return countersign(await decide(authority, id, { to: 'refused', reason, es, en }), equipping);
}

const STEP_WORDS = {
  es: 'Muestra: paso de la demostración, con el expediente adjunto.',
  en: 'Sample: a step of the demonstration, with the file attached.',
};

const GRANT = {
  qualified: {
    reason: 'REQUIREMENTS_MET',
    es: 'Muestra: cumple todos los requisitos de la norma de muestra.',
    en: 'Sample: it meets every requirement of the sample standard.',
  },
  'approved-conditional': {
    reason: 'REQUIREMENTS_MET_CONDITIONALLY',
    es: 'Muestra: cumple bajo las condiciones escritas.',
    en: 'Sample: it meets them under the conditions written here.',
  },
  grandfathered: {
    reason: 'GRANDFATHERED',
    es: 'Muestra: ya estaba instalado; puede seguir hasta su término y no se compra de nuevo.',
    en: 'Sample: it was installed already; it may stay until its end and is not bought anew.',
  },
} as const;

/** Proposed by the authority, countersigned by the director. */
async function grant(id: string, { contexts, end }: SampleApproval, equipping: Equipping): Promise<void> {
  if (end.state !== 'listed') return;
  const { authority, now } = equipping;
  const proposed = await decide(authority, id, {
    ...GRANT[end.section],
    to: 'listed',
    section: end.section,
    conditions: [...(end.conditions ?? [])],
    contexts: [...contexts],
    validFrom: now,
    validUntil: now + end.days * DAY_MS,
  });
  await countersign(proposed, equipping);
}

async function countersign({ id }: SignedAnswer, { director }: Equipping): Promise<void> {
  const { items } = await director.client.get<SigningList>('/api/v1/equipment/signing');
  const item = items.find((one) => one.kind === 'decision' && one.id === id);
  if (!item?.signed) throw new Error(`decision ${id} does not wait for a second signature`);
  const document = {
    ...item,
    payload: Buffer.from(item.payload, 'base64'),
    signed: Buffer.from(item.signed, 'base64'),
  };
  const cose = await signDocument(document, { crypto: trustCrypto, signer: director.signer });
  await director.client.sendCose('POST', `/api/v1/equipment/signing/decision/${id}`, cose);
}

/** Signs a step on the ground that the server tells of; a name alone is a configuration's. */
export async function decide(
  { client, id: by, signer }: Officer,
  subject: string | DecisionSubject,
  words: Omit<DecisionWords, 'by' | 'at'>,
): Promise<SignedAnswer> {
  const ground = await next({ client }, subject);
  const decision = draftEquipmentDecision(ground, { ...words, by, at: Date.now() });
  const cose = await makeEquipmentDecision(decision, { crypto: trustCrypto, signer });
  return client.sendCose<SignedAnswer>('POST', '/api/v1/equipment/decisions', cose);
}

function next({ client }: Pick<Officer, 'client'>, subject: string | DecisionSubject): Promise<NextDecision> {
  const { id, kind } = typeof subject === 'string' ? { kind: 'configuration', id: subject } : subject;
  return client.get<NextDecision>(`/api/v1/equipment/next-decision?kind=${kind}&id=${id}`);
}

function evaluate({ client }: Officer, configuration: string): Promise<EvaluationAnswer> {
  return client.post<EvaluationAnswer>(`/api/v1/equipment/configurations/${configuration}/evaluation`, {});
}

/** Evidence with its papers, and the findings that rest on it; what was handed in before stays as it is. */
export async function hand(
  id: string,
  { profile, standard }: Pick<SampleApproval, 'profile' | 'standard'>,
  { evaluator, now }: Pick<Equipping, 'evaluator' | 'now'>,
): Promise<void> {
  const { evidence, findings, papers } = sampleFile(id, SAMPLE_STANDARDS[standard], profile, now);
  await Promise.all(
    [...evidence].map(async ([name, body]) => {
      const text = papers.get(name) ?? '';
      const document = await evaluator.client.sendFile<DocumentRef>('/api/v1/equipment/documents', {
        name: paperName(name),
        mediaType: 'text/plain',
        bytes: Buffer.from(text, 'utf8'),
      });
      await keep(evaluator.client, 'evidence', name, { ...body, document });
    }),
  );
  await Promise.all([...findings].map(([name, body]) => keep(evaluator.client, 'finding', name, body)));
}

/** Keeps a record's first version; one that is there stays as it is. */
async function keep(client: ApiClient, kind: RecordKind, id: string, body: unknown): Promise<void> {
  await client
    .put<KeptRecord>(`/api/v1/equipment/records/${kind}/${id}`, { after: 0, body })
    .catch((error: unknown) => {
      if (!(error instanceof ApiRefusal && error.code === 'RECORD_STALE')) throw error;
    });
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
