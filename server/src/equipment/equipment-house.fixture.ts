// A server's equipment room as it runs, with three people who decide and one maker's portal, for tests.
import { join } from 'node:path';
import type { DecisionSubject, NextDecision, RecordKind, RecordOf } from '@garita/api';
import { generateP256, loadEs256Signer, trustCrypto } from '@garita/node-crypto';
import {
  type AgencyDescriptor,
  counterSign,
  EQUIPMENT_DECISION_MAX_BYTES,
  type EquipmentDecision,
  type Es256Signer,
  makeDescriptor,
  makeEquipmentDecision,
  type Role,
  readDescriptor,
  type TrustList,
} from '@garita/trust';
import type { FastifyInstance } from 'fastify';
import { DAY_MS, WORLD_TIME } from '../../../testdata/world.ts';
import { openDiskBlobStore } from '../adapters/embedded/disk-blob-store.ts';
import { openTestHouse, type TestHouse } from '../house.fixture.ts';
import { requireApiKey } from '../http/api-person.ts';
import { buildPeopleServer } from '../http/people-server.ts';
import { type EquipmentRoom, openEquipment } from './equipment-room.ts';
import { samples } from './sample-records.fixture.ts';
import { openSiteBook } from './site-book.ts';
import { equipmentMigrations } from './trust-list-table.ts';

export const AUTHORITY = 'equipment-authority';
export const DIRECTOR = 'equipment-director';
export const EVALUATOR = 'evaluator';

export interface StepChange extends Partial<Omit<EquipmentDecision, 'subject'>> {
  /** Who signs, the proposer first; as many as the step needs unless said. */
  readonly signers?: readonly string[];
  /** What it builds on; asked for unless given. */
  readonly known?: NextDecision;
}

export interface EquipmentHouse extends TestHouse {
  readonly room: EquipmentRoom;
  readonly app: FastifyInstance;
  readonly descriptor: AgencyDescriptor;
  readonly descriptorBytes: Uint8Array;
  signerOf(person: string): Es256Signer;
  /** The list as the gate goes by it; a test may put one in force. */
  readonly held: { list: TrustList | undefined };
  get(url: string, person?: string, headers?: Record<string, string>): Promise<Answer>;
  put(kind: RecordKind, id: string, body: unknown, after?: number, person?: string): Promise<Answer>;
  upload(bytes: Uint8Array, mediaType?: string, person?: string): Promise<Answer>;
  evaluate(configuration: string, person?: string): Promise<Answer>;
  next(subject: DecisionSubject, person?: string): Promise<NextDecision>;
  /** A decision that takes this step as `next` says, with as many signatures as asked for. */
  signed(subject: DecisionSubject, to: string, change?: StepChange): Promise<Uint8Array>;
  propose(cose: Uint8Array, person?: string): Promise<Answer>;
  withdraw(hash: string, person?: string): Promise<Answer>;
  /** Takes a step whole; the answer of the last signature. */
  take(subject: DecisionSubject, to: string, change?: StepChange): Promise<Answer>;
  countersign(cose: Uint8Array, person: string): Promise<Uint8Array>;
  /** Maker, model, standard and, for this configuration, evidence and a finding with a document. */
  describe(configuration: string, change?: Partial<RecordOf<'configuration'>>): Promise<void>;
}

export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly rawPayload: Buffer;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  json(): any;
}

export async function openEquipmentHouse(): Promise<EquipmentHouse> {
  const house = await openTestHouse(equipmentMigrations);
  const { clock, database, log, world } = house;
  const director = loadEs256Signer(generateP256().privatePem);
  const keys: Record<string, Es256Signer> = {
    ...Object.fromEntries(Object.entries(world.officers).map(([role, key]) => [role, key.signer])),
    [DIRECTOR]: director,
  };
  const descriptorBytes = await makeDescriptor(
    {
      ...world.descriptorPayload,
      officers: [
        ...world.descriptorPayload.officers,
        { id: DIRECTOR, name: 'Test director', role: 'equipment-authority', key: director.spki },
      ],
      signatures: { equipment: 2 },
    },
    { crypto: trustCrypto, signer: world.root.signer, rootCertificate: world.root.certificate },
  );
  const trust = { rootCertificate: world.root.certificate, at: WORLD_TIME };
  const descriptor = await readDescriptor(trustCrypto, descriptorBytes, trust);
  const report = (error: unknown) => house.reports.push(error);
  const room = openEquipment({
    ...{ crypto: trustCrypto, database, clock, log, agency: 'mx', report },
    blobs: await openDiskBlobStore(join(house.dir, 'archive')),
    descriptor: () => descriptor,
    sites: () => openSiteBook(samples.register),
  });
  const held: { list: TrustList | undefined } = { list: undefined };

  const app = buildPeopleServer({ report });
  await app.register(async (guarded) => {
    requireApiKey(guarded, async (person) => {
      const role = descriptor.officers.find(({ id }) => id === person)?.role as Role;
      return { person, roles: role ? [role] : [] };
    });
    room.noteRefusals(guarded);
    room.routes(guarded, {
      trustList: async () => held.list,
      credentialOf: async () => null,
      standing: async (_device, configuration) => ({ configuration, standing: 'unknown', reasons: [] }),
      isEnrolled: async () => true,
      countScans: async () => ({ admitted: 0, firstAt: null, lastAt: null, quarantined: 0 }),
      refuseWhenFull() {},
      ...{ agencyName: { es: 'Aduanas de prueba', en: 'Test customs' }, peopleUrl: 'https://mx.example:8443' },
    });
  });

  const ask = (
    method: 'GET' | 'PUT' | 'POST' | 'DELETE',
    url: string,
    person: string,
    body?: Uint8Array | object,
    type?: string,
  ) =>
    app.inject({
      method,
      url: `/api/v1/equipment${url}`,
      headers: { authorization: `Bearer ${person}`, ...(type ? { 'content-type': type } : {}) },
      ...(body === undefined ? {} : { payload: body instanceof Uint8Array ? Buffer.from(body) : body }),
    }) as Promise<Answer>;

  const signerOf = (person: string) => {
    const key = keys[person];
    if (!key) throw new Error(`${person} has no key`);
    return key;
  };
  const countersign = (cose: Uint8Array, person: string) =>
    counterSign(trustCrypto, signerOf(person), cose, EQUIPMENT_DECISION_MAX_BYTES);
  const next = async ({ kind, id }: DecisionSubject, person = AUTHORITY): Promise<NextDecision> =>
    (await ask('GET', `/next-decision?kind=${kind}&id=${id}`, person)).json();
  const propose = (cose: Uint8Array, person = AUTHORITY) => ask('POST', '/decisions', person, cose, 'application/cose');

  const signed: EquipmentHouse['signed'] = async (subject, to, { signers, known: given, ...change } = {}) => {
    const known = given ?? (await next(subject));
    const step = known.steps.find((one) => one.to === to);
    const by = signers ?? [AUTHORITY, DIRECTOR].slice(0, step?.needed ?? 2);
    const grants = to === 'listed';
    const decision: EquipmentDecision = {
      v: 1,
      agency: 'mx',
      subject,
      seq: known.seq,
      previous: known.previous === null ? null : hex(known.previous),
      from: known.from,
      to,
      section: grants ? sectionOf(known.from) : null,
      reason: step?.reasons[0] ?? 'SUBMISSION_COMPLETE',
      es: 'Se decide con estas razones.',
      en: 'It is decided for these reasons.',
      record: grants && known.record !== null ? hex(known.record) : null,
      evidence: known.evidence.map(hex),
      conditions: grants ? known.conditions : [],
      contexts: grants ? known.contexts : [],
      validFrom: grants ? clock.at : null,
      validUntil: grants ? clock.at + 300 * DAY_MS : null,
      compromisedSince: null,
      by: by[0] ?? AUTHORITY,
      at: clock.at,
      ...change,
    };
    const [first = AUTHORITY, ...others] = by;
    let cose = await makeEquipmentDecision(decision, { crypto: trustCrypto, signer: signerOf(first) });
    for (const person of others) cose = await countersign(cose, person);
    return cose;
  };

  const upload: EquipmentHouse['upload'] = (bytes, mediaType = 'application/pdf', person = EVALUATOR) =>
    ask('POST', '/documents?name=informe.pdf', person, bytes, mediaType);
  const put: EquipmentHouse['put'] = (kind, id, body, after = 0, person = EVALUATOR) =>
    ask('PUT', `/records/${kind}/${id}`, person, { after, body }, 'application/json');

  return {
    ...house,
    ...{ room, app, descriptor, descriptorBytes, signerOf, held, next, signed, propose, countersign, upload, put },
    get: (url, person = AUTHORITY, headers = {}) =>
      app.inject({ url: `/api/v1/equipment${url}`, headers: { authorization: `Bearer ${person}`, ...headers } }),
    withdraw: (hash, person = AUTHORITY) => ask('DELETE', `/decisions/${hash}`, person),
    evaluate: (configuration, person = EVALUATOR) =>
      ask('POST', `/configurations/${configuration}/evaluation`, person, {}, 'application/json'),
    take: async (subject, to, change = {}) => propose(await signed(subject, to, change), change.signers?.[0]),
    async describe(id, change = {}) {
      const document = (await upload(Buffer.from(`%PDF informe de ${id}`))).json();
      const made: readonly (readonly [RecordKind, string, object])[] = [
        ['supplier', 'maker-a', samples.supplier],
        ['model', 'portal', samples.model],
        ['laboratory', 'lab-1', samples.laboratory],
        ['standard', 'std-1', samples.standard],
        ['configuration', id, { ...samples.configuration, ...change }],
        ['evidence', `${id}-test`, { ...samples.evidence, configuration: id, document }],
        ['finding', `${id}-remote`, { ...samples.finding, configuration: id, evidence: [`${id}-test`] }],
      ];
      for (const [kind, name, body] of made) {
        if (await room.records.get(kind, name)) continue;
        const answer = await put(kind, name, body);
        if (answer.statusCode !== 200) throw new Error(`${kind} ${name}: ${answer.rawPayload}`);
      }
    },
    async close() {
      await app.close();
      await house.close();
    },
  };
}

/** Where the clock or the table asks for nothing better. */
function sectionOf(from: string): EquipmentDecision['section'] {
  return from === 'draft' || from === 'submitted' ? 'grandfathered' : 'qualified';
}

function hex(digits: string): Uint8Array {
  return new Uint8Array(Buffer.from(digits, 'hex'));
}
