import type { Status } from '@garita/api';
import type { FastifyInstance } from 'fastify';
import type { AgencyFolder } from './agency-folder.ts';
import type { agreementsWith } from './agreements.ts';
import { pictureRoutes } from './archive/picture-routes.ts';
import type { Pictures } from './archive/pictures.ts';
import { archiveRoutes } from './archive/routes.ts';
import type { DiskWatch } from './disk-watch.ts';
import { deviceStanding } from './equipment/device-standing.ts';
import { effectRoutes } from './equipment/effect-routes.ts';
import type { EquipmentRoom } from './equipment/equipment-room.ts';
import { readCredential } from './equipment/read-credential.ts';
import { equipmentRoutes } from './equipment/routes.ts';
import type { SiteBook } from './equipment/site-book.ts';
import type { TrustLists } from './equipment/trust-lists.ts';
import type { EquipmentSide } from './equipment-side.ts';
import { type ExchangeRoom, proofRoutes } from './exchange/exchange-room.ts';
import { flowRoutes, supervisionRoutes } from './flow/routes.ts';
import { sharedPart } from './flow/shared-part.ts';
import type { WalkBook } from './flow/walk-book.ts';
import { isStillKnown, requirePerson } from './http/api-person.ts';
import { frontPage, frontPageOf } from './http/front-page.ts';
import { webApp } from './http/web-app.ts';
import { countScans } from './ingest/count-scans.ts';
import { findAdmitted } from './ingest/find-admitted.ts';
import type { Intake } from './ingest/intake.ts';
import { lastStatements } from './ingest/last-statements.ts';
import { scanRoutes } from './ingest/people-routes.ts';
import { ingestRoutes } from './ingest/routes.ts';
import type { OpenLog } from './log/open-log.ts';
import { logEntryRoutes, logRoutes } from './log/routes.ts';
import type { openPartnerSide } from './partner-side.ts';
import { accountRoutes } from './people/account-routes.ts';
import { readDemoKey } from './people/demo-key.ts';
import { deviceRoutes } from './people/device-routes.ts';
import { GuessLimit } from './people/guess-limit.ts';
import { isEnrolled } from './people/is-enrolled.ts';
import { openPasswords } from './people/passwords.ts';
import { administratorRoutes, enrolmentRoutes, peopleRoutes } from './people/routes.ts';
import { sessionCookie, sessionRoutes } from './people/session-routes.ts';
import { GUESSES_AT_AN_ACCOUNT } from './people/sign-in.ts';
import type { PeopleSide } from './people-side.ts';
import type { BlobStore } from './ports/blob-store.ts';
import type { Clock } from './ports/clock.ts';
import type { Database } from './ports/database.ts';
import { loggedDecisions } from './review/logged-decisions.ts';
import type { ReviewRoom } from './review/review-room.ts';
import { supervisionSources } from './supervision-sources.ts';

/** Every room that answers on a listener. */
export interface Rooms {
  readonly folder: AgencyFolder;
  readonly startedAt: number;
  readonly clock: Clock;
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly log: OpenLog;
  readonly book: WalkBook;
  readonly lists: TrustLists;
  readonly equipment: EquipmentRoom;
  readonly equipmentSide: EquipmentSide;
  readonly sites: SiteBook;
  readonly disk: DiskWatch;
  readonly intake: Intake;
  readonly largestObject: number;
  readonly pictures: Pictures;
  readonly review: ReviewRoom;
  readonly peopleSide: PeopleSide;
  status(): Promise<Status>;
  /** Absent while the agency has no partner. */
  readonly exchange: ExchangeRoom | undefined;
  readonly partner: Awaited<ReturnType<typeof openPartnerSide>>['partner'] | undefined;
  readonly agreements: ReturnType<typeof agreementsWith> | undefined;
  /** Where the pages are, or will be, built. */
  readonly web: string | undefined;
}

/** Joins each room's routes to the listener they are heard on: of machines, of anybody, or of people who are known. */
export async function joinRoutes(machines: FastifyInstance, people: FastifyInstance, rooms: Rooms): Promise<void> {
  for (const app of [machines, people]) {
    logRoutes(app, rooms.log);
    rooms.equipmentSide.issuing.publicRoutes(app);
  }
  joinMachines(machines, rooms);
  await joinAnybody(people, rooms);
  await people.register(async (guarded) => {
    joinKnown(guarded, rooms);
    rooms.exchange?.routes(machines, guarded);
  });
}

function joinMachines(
  machines: FastifyInstance,
  { database, disk, intake, largestObject, log, peopleSide }: Rooms,
): void {
  enrolmentRoutes(machines, peopleSide);
  ingestRoutes(machines, {
    intake,
    database,
    log,
    largestObject,
    enrolledDevice: async (fingerprint) => (await peopleSide.enrolment.enrolledDevice(fingerprint))?.device,
    refuseWhenFull: disk.refuseWhenFull,
  });
}

/** Pages and ways in: for whoever is not known yet. */
async function joinAnybody(people: FastifyInstance, { clock, folder, peopleSide, web }: Rooms): Promise<void> {
  const { settings } = folder;
  if (web === undefined) frontPage(people, settings);
  else
    await people.register((pages) =>
      webApp(pages, { folder: web, frontPage: frontPageOf(settings, { reload: true }) }),
    );
  administratorRoutes(people, peopleSide);
  await people.register(async (open) =>
    sessionRoutes(open, {
      ...peopleSide,
      agency: settings.agency,
      settings,
      passwords: openPasswords(),
      guessesAtAccount: new GuessLimit(clock, GUESSES_AT_AN_ACCOUNT),
      demoKey: (person) => readDemoKey(person, folder),
    }),
  );
}

function joinKnown(guarded: FastifyInstance, rooms: Rooms): void {
  const { agreements, blobs, book, clock, database, folder, intake, lists, log, partner, peopleSide, sites, status } =
    rooms;
  const { agency, name: agencyName, people } = folder.settings;
  const isDemo = peopleSide.demoPeople.length > 0;
  requirePerson(guarded, {
    authenticate: peopleSide.keys.authenticate,
    sessions: { cookie: sessionCookie(agency), ownUrl: people.url, find: peopleSide.sessions.find },
    guests: isDemo,
  });
  peopleRoutes(guarded, peopleSide);
  accountRoutes(guarded, peopleSide.accounts);
  flowRoutes(guarded, { book, status, stillKnown: isStillKnown });
  const standing = deviceStanding({ lists, clock, agency });
  supervisionRoutes(guarded, supervisionSources({ ...rooms, standing }));
  deviceRoutes(guarded, { database, clock, standing, lastStatements: () => lastStatements(database) });
  logEntryRoutes(guarded, database);
  void guarded.register(async (scope) => {
    rooms.equipment.noteRefusals(scope);
    equipmentRoutes(scope, { lists, sites: () => sites });
    rooms.equipment.routes(scope, {
      trustList: async () => (await lists.current())?.list,
      credentialOf: (configuration) => readCredential(database, configuration),
      standing,
      isEnrolled: (device) => isEnrolled(database, device, clock.now()),
      countScans: (made, span) => countScans(database, made, span),
      refuseWhenFull: rooms.disk.refuseWhenFull,
      ...{ agencyName, peopleUrl: people.url },
    });
    const { flags, issuing } = rooms.equipmentSide;
    issuing.routes(scope);
    effectRoutes(scope, {
      ...{ ...rooms.equipment, clock, standing, flags, sites: () => sites },
      countScans: (made, span) => countScans(database, made, span),
      sharedPart: (lanes, since) => sharedPart(database, lanes, since),
      lists: () => listEnds(rooms),
    });
  });
  archiveRoutes(guarded, blobs);
  // A demonstration's guests see what its lists show.
  pictureRoutes(guarded, { pictures: rooms.pictures, blobs, thumbnailReaders: isDemo ? ['official'] : [] });
  scanRoutes(guarded, { database, intake });
  rooms.review.routes(guarded);
  proofRoutes(guarded, {
    database,
    log,
    own: {
      agency,
      root: folder.root,
      logOrigin: folder.descriptor.log.origin,
      descriptor: folder.descriptorBytes,
    },
    partner,
    agreement: async () => agreements?.inForce(clock.now()),
    agreementByHash: async (hash) => agreements?.byHash(hash),
    trustListByHash: lists.bytesOf,
    admitted: (scan) => findAdmitted(database, scan),
    decisions: (scan) => loggedDecisions(database, scan),
  });
}

/** When the newest signed lists about equipment run out. */
async function listEnds({ equipmentSide, lists }: Rooms) {
  const [trusted, status] = await Promise.all([lists.current(), equipmentSide.issuing.statuses.newest()]);
  return {
    trustList: trusted && { id: `v${trusted.list.version}`, expiresAt: trusted.list.expiresAt },
    statusList: status && { id: `v${status.list.version}`, expiresAt: status.expires_at },
  };
}
