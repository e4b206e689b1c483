// Two agencies in one process, for tests: real TLS on 127.0.0.1, real SQLite, real files, and each the other's witness.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultPolicy } from '@garita/exchange';
import { trustCrypto } from '@garita/node-crypto';
import {
  counterSign,
  EQUIPMENT_DECISION_MAX_BYTES,
  type EquipmentDecision,
  encodeRecord,
  makeEquipmentDecision,
  type Role,
  readTrustList,
  type TrustListPayload,
  toHex,
  verifyEquipmentDecision,
} from '@garita/trust';
import { makeWorld, type World, type WorldScan } from '../../../testdata/world.ts';
import { openDiskBlobStore } from '../adapters/embedded/disk-blob-store.ts';
import { checkpointMigrations, sqliteCheckpointStore } from '../adapters/embedded/sqlite-checkpoint-store.ts';
import { openSqliteDatabase } from '../adapters/embedded/sqlite-database.ts';
import { requireApiKey } from '../http/api-person.ts';
import { buildMachineServer } from '../http/machine-server.ts';
import { buildPeopleServer } from '../http/people-server.ts';
import { logMigrations } from '../log/log-table.ts';
import { openLog } from '../log/open-log.ts';
import { migrate } from '../migrate.ts';
import type { AdmittedEntry } from '../ports/admitted-scan.ts';
import type { Clock } from '../ports/clock.ts';
import type { PartnerLink } from '../ports/partner-link.ts';
import type { Placed } from '../ports/transparency-log.ts';
import { freePort, makeTerms, pem } from './border-parts.fixture.ts';
import {
  type AgreementInForce,
  type ExchangeNeeds,
  exchangeMigrations,
  openExchange,
  openHttpsPartnerLink,
  openPartner,
  proofRoutes,
  type VerifiedPartnerDecision,
  type VerifiedPartnerScan,
  type WalkNote,
  witnessClient,
} from './exchange-room.ts';
import type { ExchangeTables } from './exchange-table.ts';
import { handMadeShares } from './hand-made-shares.fixture.ts';

export interface HouseOptions {
  readonly clock?: Clock;
  /** Replaces what main would hand in. */
  readonly change?: Partial<ExchangeNeeds>;
  /** Stands between the room and the real link. */
  wrapLink?(link: PartnerLink): PartnerLink;
}

export type House = Awaited<ReturnType<typeof openHouse>>;

export interface Border {
  readonly mx: World;
  readonly us: World;
  readonly agreement: AgreementInForce;
  readonly ports: { readonly mx: number; readonly us: number };
  readonly folder: string;
  open(agency: 'mx' | 'us', options?: HouseOptions): Promise<House>;
}

export async function makeBorder(
  folder: string,
  options: { readonly at?: number; readonly policy?: string; readonly equipmentSignatures?: number } = {},
): Promise<Border> {
  const at = options.at ?? Date.now();
  const { equipmentSignatures = 1 } = options;
  const world = (agency: string) => makeWorld({ agency, at, equipmentSignatures });
  const [mx, us] = await Promise.all([world('mx'), world('us')]);
  const agreement = await makeTerms(mx, us, options.policy ?? defaultPolicy(['mx', 'us']));
  const ports = { mx: await freePort(), us: await freePort() };
  const shelf = { mx: new Map<string, Uint8Array>(), us: new Map<string, Uint8Array>() };
  return {
    mx,
    us,
    agreement,
    ports,
    folder,
    open: (agency, houseOptions = {}) => {
      const [world, other] = agency === 'mx' ? [mx, us] : [us, mx];
      const chunkLists = shelf[agency];
      return openHouse({ world, other, agreement, ports, folder: join(folder, agency), chunkLists }, houseOptions);
    },
  };
}

interface HouseGiven {
  readonly world: World;
  readonly other: World;
  readonly agreement: AgreementInForce;
  readonly ports: { readonly mx: number; readonly us: number };
  readonly folder: string;
  /** What ingest's table would keep; outlives a restart. */
  readonly chunkLists: Map<string, Uint8Array>;
}

async function openHouse({ world, other, agreement, ports, folder, chunkLists }: HouseGiven, options: HouseOptions) {
  await mkdir(join(folder, 'log'), { recursive: true });
  const clock = options.clock ?? { now: () => Date.now() };
  const database = openSqliteDatabase(join(folder, 'garita.db'));
  await migrate(database, [...checkpointMigrations, ...logMigrations, ...exchangeMigrations], clock.now());
  const blobs = await openDiskBlobStore(join(folder, 'archive'));
  const checkpoints = sqliteCheckpointStore(database);
  const accidents: unknown[] = [];
  const notes: WalkNote[] = [];
  const opened: VerifiedPartnerScan[] = [];
  const told: VerifiedPartnerDecision[] = [];
  const admittedHere = new Map<string, AdmittedEntry>();
  const trustLists = new Map([[toHex(world.trustList.hash), world.trustListBytes]]);
  const port = (agency: string) => ports[agency as 'mx' | 'us'];
  const chain = [world.node.certificate, world.nodeCa.certificate].map(pem).join('');
  const link = openHttpsPartnerLink({
    host: '127.0.0.1',
    port: port(other.agency),
    agency: other.agency,
    partnerRoot: pem(other.root.certificate),
    certificate: chain,
    key: world.node.pem,
    silenceMs: 5_000,
  });
  const partner = await openPartner({
    database,
    crypto: trustCrypto,
    clock,
    agency: other.agency,
    root: other.root.certificate,
    descriptor: other.descriptorBytes,
  });
  const witness = witnessClient({
    link,
    hasher: trustCrypto.hasher,
    verify: trustCrypto.verifyEd25519,
    clock,
    log: world.log.signer.key,
    witness: () => partner.witnessKey(),
  });
  const log = await openLog({
    folder: join(folder, 'log'),
    database,
    checkpoints,
    hasher: trustCrypto.hasher,
    signer: world.log.signer,
    clock,
    askWitness: witness.ask,
    alarm: (message) => accidents.push(message),
  });
  // What review would keep: every decision that this house made.
  const decided: { readonly scan: string; readonly cose: Uint8Array; readonly leaf: string }[] = [];
  const loggedDecisions = async (scan: string) => decided.filter((one) => one.scan === scan);
  const exchange = await openExchange({
    database,
    blobs,
    checkpoints,
    clock,
    crypto: trustCrypto,
    log,
    own: {
      agency: world.agency,
      root: world.root.certificate,
      descriptor: world.descriptorBytes,
      witnessKey: world.witness.vkey,
      witness: world.witness.signer,
    },
    partner,
    link: options.wrapLink?.(link) ?? link,
    agreement: async () => agreement,
    agreementByHash: async (hash) => (hash === toHex(agreement.signed.hash) ? agreement : undefined),
    trustListByHash: async (hash) => trustLists.get(hash),
    chunkHashes: async (sha256) => chunkLists.get(sha256),
    siteKind: () => 'land-port',
    standing: async () => ({ state: 'good', configurationStatus: 'approved' }),
    partnerRefusals: async () => [],
    hasRoom: () => true,
    admitted: async (scan) => admittedHere.get(scan),
    decisions: loggedDecisions,
    receivedAlso: async (_tx, scan) => {
      opened.push(scan);
    },
    partnerDecidedAlso: async (_tx, decision) => {
      told.push(decision);
    },
    note: async (_tx, note) => {
      notes.push(note);
    },
    partnerIsBack: () => log.witnessIsBack(),
    report: (error) => accidents.push(error),
    ...options.change,
  });
  const machines = buildMachineServer({
    key: world.node.pem,
    certificate: chain,
    roots: [world.root.certificate, other.root.certificate].map(pem),
    report: (error) => accidents.push(error),
  });
  const people = buildPeopleServer({ report: (error) => accidents.push(error) });
  // A key is the name of its role; without one the caller is an administrator.
  people.addHook('onRequest', async (request) => {
    request.headers.authorization ??= 'Bearer administrator';
  });
  requireApiKey(people, async (bearer) => ({ person: bearer, roles: [bearer as Role] }));
  exchange.routes(machines, people);
  // As the equipment room publishes it.
  machines.get('/trust/trust-list', (_, reply) =>
    reply.type('application/cose').send(Buffer.from(world.trustListBytes)),
  );
  const own = { agency: world.agency, root: world.root.certificate, logOrigin: world.log.origin };
  proofRoutes(people, {
    database,
    log,
    own: { ...own, descriptor: world.descriptorBytes },
    partner,
    agreement: async () => agreement,
    agreementByHash: async (hash) => (hash === toHex(agreement.signed.hash) ? agreement : undefined),
    trustListByHash: async (hash) => trustLists.get(hash),
    admitted: async (scan) => admittedHere.get(scan),
    decisions: loggedDecisions,
  });
  await machines.listen({ host: '127.0.0.1', port: port(world.agency) });
  exchange.start();

  const store = async (scan: WorldScan) => {
    for (const [index, file] of scan.files.entries()) {
      const observed = scan.objects[index];
      if (!observed) throw new Error('a file without its hashes');
      const writer = await blobs.create();
      await writer.write([file]);
      await writer.commit(toHex(observed.sha256));
      chunkLists.set(toHex(observed.sha256), Buffer.concat(observed.chunkHashes));
    }
  };
  return {
    world,
    folder,
    database,
    blobs,
    log,
    link,
    partner,
    witness,
    exchange,
    machines,
    people,
    notes,
    /** What other rooms were handed of the partner's. */
    opened,
    told,
    accidents,
    chunkLists,
    store,
    /** Admits as ingest does: objects durable, then one transaction for log entry and offer. */
    async admit(
      scan: WorldScan,
      trustList = toHex(world.trustList.hash),
      decided?: Uint8Array,
      configurationStatus = 'approved',
    ): Promise<string> {
      await store(scan);
      const at = clock.now();
      const record = encodeRecord({
        v: 1,
        kind: 'scan-admitted',
        at,
        statement: scan.hash,
        device: scan.statement.device,
        deviceSeq: scan.statement.deviceSeq,
        trustList: new Uint8Array(Buffer.from(trustList, 'hex')),
      });
      const decision = decided && trustCrypto.hasher.sha256(decided);
      const events = [{ kind: 'scan-admitted', record } as const];
      const next = decision && encodeRecord({ v: 1, kind: 'decision', at, decision, scan: scan.hash });
      const more = next ? [{ kind: 'decision', record: next } as const] : [];
      await log.append([...events, ...more], async (tx, [placed, after]) => {
        if (!placed) throw new Error('no place');
        const [leaf, index] = [toHex(placed.leafHash), placed.index];
        admittedHere.set(toHex(scan.hash), {
          scan: toHex(scan.hash),
          statement: scan.bytes,
          trustList,
          at,
          index,
          leaf,
        });
        await exchange.enqueueOffer(tx, {
          scan: toHex(scan.hash),
          statement: scan.bytes,
          parsed: scan.statement,
          sender: scan.statement.device,
          at,
          log: placed,
          objects: scan.objects,
          reasons: [],
          trustList,
          configurationStatus,
          findings: 0,
        });
        if (decided && decision && after)
          await exchange.enqueueDecision(tx, {
            decision: toHex(decision),
            cose: decided,
            scan: toHex(scan.hash),
            at,
            log: after,
          });
      });
      return toHex(scan.hash);
    },
    ...handMadeShares({ world, other, agreement, log, clock, store }),
    /** Sends a push as our node; the partner's answer. */
    async push(bytes: Uint8Array) {
      const answer = await link.call({
        method: 'POST',
        path: '/exchange/v1/shares',
        lane: 'small',
        body: { type: 'application/cbor', bytes },
        maxAnswerBytes: 65_536,
      });
      return { status: answer.status, body: JSON.parse(Buffer.from(answer.body).toString('utf8')) };
    },
    /** Admitted, and logged so, but not offered to anybody yet. */
    async admitQuietly(scan: WorldScan, trustList = toHex(world.trustList.hash)): Promise<Placed> {
      const { device, deviceSeq } = scan.statement;
      const record = encodeRecord({
        v: 1,
        kind: 'scan-admitted',
        at: clock.now(),
        statement: scan.hash,
        device,
        deviceSeq,
        trustList: new Uint8Array(Buffer.from(trustList, 'hex')),
      });
      const [placed] = await log.append([{ kind: 'scan-admitted', record }]);
      if (!placed) throw new Error('no place');
      const entry = {
        statement: scan.bytes,
        trustList,
        at: clock.now(),
        index: placed.index,
        leaf: toHex(placed.leafHash),
      };
      admittedHere.set(toHex(scan.hash), { scan: toHex(scan.hash), ...entry });
      return placed;
    },
    async decide(scan: Uint8Array): Promise<string> {
      const cose = await world.decide(scan, { at: clock.now() });
      const decision = trustCrypto.hasher.sha256(cose);
      const at = clock.now();
      const record = encodeRecord({ v: 1, kind: 'decision', at, decision, scan });
      await log.append([{ kind: 'decision', record }], async (tx, [placed]) => {
        if (!placed) throw new Error('no place');
        decided.push({ scan: toHex(scan), cose, leaf: toHex(placed.leafHash) });
        await exchange.enqueueDecision(tx, { decision: toHex(decision), cose, scan: toHex(scan), at, log: placed });
      });
      return toHex(decision);
    },
    /** A decision about equipment comes into force, as its room does it; the COSE, and its payload hash in hex. */
    async decideEquipment(
      change: Partial<EquipmentDecision>,
      signers: World['authorities'] = world.authorities.slice(0, 1),
    ) {
      const made = await signedEquipmentDecision(world, { at: clock.now(), ...change }, signers);
      await log.append([{ kind: 'equipment-decision', digest: made.decision.payloadHash }], (tx) =>
        exchange.enqueueEquipmentDecision(tx, { ...made, at: clock.now() }),
      );
      exchange.wake();
      return made;
    },
    /** Sends a decision as our node; the partner's answer. */
    async tellEquipment(cose: Uint8Array) {
      const answer = await link.call({
        method: 'POST',
        path: '/exchange/v1/equipment-decisions',
        lane: 'small',
        body: { type: 'application/cose', bytes: cose },
        maxAnswerBytes: 65_536,
      });
      return { status: answer.status, body: JSON.parse(Buffer.from(answer.body).toString('utf8')) };
    },
    /** A new trust list of this agency, from now on served by hash. */
    async publishList(change: Partial<TrustListPayload>): Promise<string> {
      const { bytes } = await world.trustListWith(change);
      const { hash } = await readTrustList(trustCrypto, bytes, world.descriptor, { at: world.at });
      trustLists.set(toHex(hash), bytes);
      return toHex(hash);
    },
    shares: () =>
      database
        .tables<ExchangeTables>()
        .selectFrom('exchange_shares as share')
        .innerJoin('exchange_offers as offer', 'offer.id', 'share.offer')
        .selectAll('share')
        .select(['offer.scan', 'offer.item', 'offer.subject'])
        .orderBy('share.log_index')
        .execute(),
    offers: () => database.tables<ExchangeTables>().selectFrom('exchange_offers').selectAll().orderBy('id').execute(),
    received: () =>
      database.tables<ExchangeTables>().selectFrom('exchange_received').selectAll().orderBy('id').execute(),
    async close() {
      await exchange.stop();
      await machines.close();
      await people.close();
      await log.close();
      await database.close();
    },
  };
}

/** A suspension of the world's portal unless said otherwise, signed by these. */
export async function signedEquipmentDecision(
  world: World,
  change: Partial<EquipmentDecision>,
  [first, ...others]: World['authorities'],
) {
  if (!first) throw new Error('nobody signs');
  const decision: EquipmentDecision = {
    ...{ v: 1, agency: world.agency, subject: { kind: 'configuration', id: 'portal-1' }, seq: 1, previous: null },
    ...{ from: 'listed', to: 'suspended', section: null, reason: 'UNDER_INQUIRY', record: null, evidence: [] },
    ...{ es: 'Se investiga.', en: 'It is being looked into.', conditions: [], contexts: [], validFrom: null },
    ...{ validUntil: null, compromisedSince: null, by: 'equipment-authority', at: world.at },
    ...change,
  };
  let cose = await makeEquipmentDecision(decision, { crypto: trustCrypto, signer: first.signer });
  for (const { signer } of others) cose = await counterSign(trustCrypto, signer, cose, EQUIPMENT_DECISION_MAX_BYTES);
  const verified = await verifyEquipmentDecision(trustCrypto, cose, world.descriptor, decision.at);
  return { cose, decision: verified, hash: toHex(verified.payloadHash) };
}
