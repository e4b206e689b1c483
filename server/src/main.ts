import type { AddressInfo } from 'node:net';
import type { Status } from '@garita/api';
import { hasher, trustCrypto } from '@garita/node-crypto';
import { openDiskBlobStore } from './adapters/embedded/disk-blob-store.ts';
import { sqliteCheckpointStore } from './adapters/embedded/sqlite-checkpoint-store.ts';
import { openSqliteDatabase } from './adapters/embedded/sqlite-database.ts';
import { pemOf } from './agency-certificates.ts';
import { openAgencyFolder } from './agency-folder.ts';
import { agreementsWith } from './agreements.ts';
import { openPictures } from './archive/pictures.ts';
import { watchDisk } from './disk-watch.ts';
import { openEquipment } from './equipment/equipment-room.ts';
import { equipmentStanding } from './equipment/equipment-standing.ts';
import { prolongSampleLists } from './equipment/prolong-sample-list.ts';
import { openSiteBook } from './equipment/site-book.ts';
import { trustLists } from './equipment/trust-lists.ts';
import { openEquipmentSide, sampleAuthorities } from './equipment-side.ts';
import { type ExchangeRoom, openExchange } from './exchange/exchange-room.ts';
import { fillOldCases } from './fill-old-cases.ts';
import { openWalkBook } from './flow/walk-book.ts';
import { buildMachineServer } from './http/machine-server.ts';
import { buildPeopleServer } from './http/people-server.ts';
import { checkObject } from './ingest/check-objects.ts';
import { chunkHashes } from './ingest/chunk-hashes.ts';
import { findAdmitted } from './ingest/find-admitted.ts';
import { findStatement } from './ingest/find-statement.ts';
import { DEFAULT_LIMITS, Intake, type IntakeLimits } from './ingest/intake.ts';
import { judgeScan } from './ingest/judge-scan.ts';
import { KeyedLock } from './ingest/keyed-lock.ts';
import { joinRoutes } from './join-routes.ts';
import { openLog } from './log/open-log.ts';
import { consoleLogger, type Logger } from './logger.ts';
import { migrate } from './migrate.ts';
import { allMigrations } from './migrations.ts';
import { openPartnerSide, ownRefusals } from './partner-side.ts';
import { openPeopleSide } from './people-side.ts';
import { type Clock, systemClock } from './ports/clock.ts';
import { publishDocuments } from './publish-documents.ts';
import { loggedDecisions } from './review/logged-decisions.ts';
import { openReview } from './review/review-room.ts';
import { readReviewRules } from './review-rules-file.ts';
import { readStatus } from './server-status.ts';
import { decidedNote, judgedNote } from './walk-notes.ts';

export interface ServerOptions {
  /** The agency's folder. */
  readonly folder: string;
  readonly version: string;
  readonly clock?: Clock;
  readonly logger?: Logger;
  readonly limits?: Partial<IntakeLimits>;
  /** Where the pages are, or will be, built; without it there are none. */
  readonly web?: string;
}

export interface RunningServer {
  readonly agency: string;
  readonly people: { readonly url: string; readonly port: number };
  readonly machines: { readonly url: string; readonly port: number };
  readonly log: { readonly url: string; readonly vkey: string };
  status(): Promise<Status>;
  close(): Promise<void>;
}

const SWEEP_MS = 60_000;

/** Opens an agency's folder and serves it. The one place where rooms and adapters are joined. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const clock = options.clock ?? systemClock;
  const logger = options.logger ?? consoleLogger;
  const report = (error: unknown) => logger.error(error);
  // Whatever fails on the way, what was opened before it is closed again, the last first.
  await using opening = new AsyncDisposableStack();
  const folder = await openAgencyFolder(options.folder, clock);
  opening.defer(() => folder.close());
  for (const note of folder.notes) logger.info(note);
  const { paths, settings } = folder;
  const startedAt = clock.now();

  const database = openSqliteDatabase(paths.database);
  opening.defer(() => database.close());
  await migrate(database, allMigrations, startedAt);
  const rules = await readReviewRules(paths.reviewRules);
  await fillOldCases(database, rules);
  const blobs = await openDiskBlobStore(paths.archive);
  const checkpoints = sqliteCheckpointStore(database);
  const card = folder.partners[0];
  const side = card && (await openPartnerSide(folder, card, database, clock));

  const log = await openLog({
    folder: paths.log,
    database,
    checkpoints,
    hasher,
    signer: folder.log,
    clock,
    ...(side ? { askWitness: side.witness.ask } : {}),
    alarm: (message) => logger.alarm(message),
  });
  opening.defer(() => log.close());
  const book = openWalkBook(database);
  opening.defer(() => book.close());
  const descriptor = () => folder.descriptor;
  const sites = openSiteBook(folder.register);
  const equipment = openEquipment({
    ...{ crypto: trustCrypto, database, blobs, clock, log, descriptor, report },
    agency: settings.agency,
    sites: () => sites,
  });
  const { decisions } = equipment;
  const lists = trustLists({ crypto: trustCrypto, database, clock, log, decisions, descriptor, report });
  let exchange: ExchangeRoom | undefined;
  const equipmentSide = openEquipmentSide({
    ...{ folder, database, clock, log, book, equipment, lists },
    exchange: () => exchange,
  });
  await prolongSampleLists({
    ...{ crypto: trustCrypto, clock, lists, descriptor: folder.descriptor },
    statuses: equipmentSide.issuing.statuses,
    signers: await sampleAuthorities(folder),
  });
  const agreed = folder.agreements.map(({ hash }) => ({
    kind: 'agreement' as const,
    digest: Buffer.from(hash, 'hex'),
  }));
  await publishDocuments([{ kind: 'descriptor', digest: folder.descriptor.hash }, ...agreed], { database, log });

  const disk = watchDisk(paths.data, clock);
  const agreements = card && agreementsWith(folder, card);
  if (side && agreements) {
    exchange = await openExchange({
      database,
      blobs,
      checkpoints,
      clock,
      crypto: trustCrypto,
      log,
      own: {
        agency: settings.agency,
        root: folder.root,
        descriptor: folder.descriptorBytes,
        witnessKey: folder.descriptor.witness,
        witness: folder.witness,
      },
      partner: side.partner,
      link: side.link,
      agreement: () => agreements.inForce(clock.now()),
      agreementByHash: agreements.byHash,
      trustListByHash: lists.bytesOf,
      chunkHashes: (sha256) => chunkHashes(database, sha256),
      siteKind: sites.kindOf,
      standing: equipmentStanding({ lists, clock, agency: settings.agency }),
      partnerRefusals: (statement) => ownRefusals(lists, statement),
      hasRoom: disk.hasRoomForPartner,
      admitted: (scan) => findAdmitted(database, scan),
      decisions: (scan) => loggedDecisions(database, scan),
      // Findings and alarms of the partner's objects are told by whoever looks into them, as of our own.
      async receivedAlso(tx, { sender: agency, ...scan }) {
        await cases.openPartner(tx, { ...scan, agency, findings: 0 });
        await pictures.enqueue(tx, scan);
      },
      partnerDecidedAlso: (tx, decision) => cases.notePartnerDecision(tx, decision),
      note: book.note,
      partnerIsBack: log.witnessIsBack,
      report,
    });
  }

  const review = openReview({
    crypto: trustCrypto,
    database,
    blobs,
    clock,
    log,
    rules,
    descriptor,
    note: book.note,
    flagsOf: equipmentSide.flagsOf,
    report,
    async decidedAlso(tx, decided) {
      await exchange?.enqueueDecision(tx, { ...decided, decision: decided.hash });
      await book.note(tx, decidedNote(decided));
    },
  });
  opening.defer(() => review.stop());
  const { cases } = review;
  const devices = new KeyedLock();
  // One head at a time: each may be 64 MiB, and a scan has up to 24.
  const heads = new KeyedLock();
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const intake = new Intake({
    database,
    blobs,
    clock,
    limits,
    refuseWhenFull: disk.refuseWhenFull,
    judge: (presented) =>
      judgeScan(presented, {
        crypto: trustCrypto,
        clock,
        database,
        log,
        devices,
        descriptor,
        trustList: lists.current,
        trustMark: lists.newestMark,
        checkObject: (object) => heads.run('', () => checkObject(blobs, object)),
        async admittedAlso(tx, scan) {
          await cases.open(tx, scan);
          await exchange?.enqueueOffer(tx, scan);
          await pictures.enqueue(tx, scan);
          await book.note(tx, judgedNote(scan, 'admitted'));
        },
        quarantinedAlso: (tx, scan) => book.note(tx, judgedNote(scan, 'quarantined')),
      }),
  });

  const pictures = openPictures({
    database,
    blobs,
    clock,
    statementOf: (scan) => findStatement(database, scan),
    // One lane that sends is no queue; several are.
    busy: () => intake.receiving().length > 1,
    noteFacts: cases.noteFacts,
    note: book.note,
    report,
  });

  opening.defer(() => pictures.close());
  opening.defer(() => intake.close());
  opening.defer(() => exchange?.stop());

  const peopleSide = await openPeopleSide(folder, database, clock);

  const { version } = options;
  const status = () =>
    readStatus({ folder, version, startedAt, clock, log, book, lists, disk, counts: cases.counts, exchange });

  const machines = buildMachineServer({
    key: folder.node.key,
    // With the root: a lane that enrols compares its fingerprint with the one in its code before it says anything.
    certificate: folder.node.certificate + pemOf(folder.root),
    roots: [pemOf(folder.root), ...folder.partners.map(({ root }) => pemOf(root))],
    report,
  });
  const people = buildPeopleServer({ report, url: settings.people.url });
  await joinRoutes(machines, people, {
    folder,
    startedAt,
    clock,
    database,
    blobs,
    log,
    book,
    lists,
    equipment,
    equipmentSide,
    sites,
    disk,
    intake,
    largestObject: limits.objectBytes,
    pictures,
    review,
    peopleSide,
    status,
    exchange,
    partner: side?.partner,
    agreements,
    web: options.web,
  });

  for (const [app, listener] of [
    [people, settings.people],
    [machines, settings.machines],
  ] as const) {
    opening.defer(() => app.close());
    await app.listen({ host: listener.host, port: listener.port });
  }
  exchange?.start();
  pictures.start();
  review.start();
  const sweep = () => Promise.all([intake.sweep(), equipment.expiries.notice()]);
  const sweeping = setInterval(() => void sweep().catch(report), SWEEP_MS);
  opening.defer(() => clearInterval(sweeping));
  const running = opening.move();

  const portOf = (app: typeof people) => (app.server.address() as AddressInfo).port;
  return {
    agency: settings.agency,
    people: { url: settings.people.url, port: portOf(people) },
    machines: { url: settings.machines.url, port: portOf(machines) },
    log: { url: `http://127.0.0.1:${portOf(people)}/log`, vkey: log.verifierKey },
    status,
    close: () => running.disposeAsync(),
  };
}
