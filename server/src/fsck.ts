import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hasher, trustCrypto, verifyEd25519 } from '@garita/node-crypto';
import { hashLeaf, LogError, parseCheckpoint, parseVerifierKey, type VerifierKey } from '@garita/transparency-log';
import {
  type AgencyDescriptor,
  type PublicKind,
  publicEntry,
  readDescriptor,
  readRecord,
  TrustError,
} from '@garita/trust';
import { type BlobReader, diskBlobReader } from './adapters/embedded/disk-blob-reader.ts';
import { sqliteCheckpointStore } from './adapters/embedded/sqlite-checkpoint-store.ts';
import { openSqliteSnapshot, type Snapshot } from './adapters/embedded/sqlite-database.ts';
import { pemOf } from './agency-certificates.ts';
import { type AgencyFolder, readAgencyFolder } from './agency-folder.ts';
import { checkArchive } from './archive/check-archive.ts';
import { derivedObjects } from './archive/derived-objects.ts';
import { checkRecords } from './check-records.ts';
import { checkEquipment } from './equipment/check-equipment.ts';
import { checkIssued } from './equipment/check-issued.ts';
import { checkTrustLists } from './equipment/check-trust-lists.ts';
import { newestDocument } from './exchange/documents.ts';
import { checkShares, openHttpsPartnerLink, witnessClient } from './exchange/exchange-room.ts';
import { FolderError } from './folder-error.ts';
import { checkScans } from './ingest/check-scans.ts';
import { checkLog } from './log/check-log.ts';
import { findOpening } from './log/find-opening.ts';
import type { LogTables } from './log/log-table.ts';
import { COSIGNED_HEAD } from './log/publisher.ts';
import type { PartnerCard } from './partner-folder.ts';
import type { CheckReport } from './ports/check-report.ts';
import type { Database } from './ports/database.ts';
import { PartnerLinkError } from './ports/partner-link.ts';
import { checkDecisions } from './review/check-decisions.ts';

/** What an agency's folder holds, counted while it was checked. */
export interface FolderChecked {
  readonly agency: string;
  readonly folder: string;
  readonly archive: {
    readonly objects: number;
    readonly bytes: number;
    /** Objects nothing refers to: on their way in, or left by an upload that never ended. No fault. */
    readonly unreferenced: number;
  };
  readonly log: {
    readonly entries: number;
    /** Size of the newest head the partner cosigned that we compared with; null when there is none. */
    readonly cosigned: number | null;
  };
  readonly scans: number;
  readonly decisions: number;
  readonly outcomes: number;
  readonly trustLists: number;
  /** Versions of records about equipment, evaluations, and listings that ran out. */
  readonly equipmentRecords: number;
  readonly equipmentDecisions: number;
  /** Approval credentials and status lists. */
  readonly equipmentDocuments: number;
  readonly shares: number;
  readonly received: number;
  /** Whether the partner's own copy of our head was compared too: it was away, or has none. */
  readonly partner: { readonly agency: string; readonly head: 'compared' | 'away' | 'none' } | null;
}

/** The partner answers at once or is away, ms. */
const PARTNER_SILENCE_MS = 3_000;

/**
 * Looks over everything an agency keeps, beside a running server or without one, and changes nothing. Problems go to
 * `report`; what keeps it from looking is thrown: `FolderError` (FOLDER_NOT_AGENCY, FOLDER_DAMAGED, FOLDER_NEWER).
 *
 * The order lets the folder grow meanwhile: the archive (hours, in a large one), then the partner's head, then one
 * moment of the database, which is never older than the head, then the few objects that came since.
 */
export async function checkAgencyFolder(dir: string, now: number, report: CheckReport): Promise<FolderChecked> {
  const folder = await readAgencyFolder(dir);
  const { paths, settings } = folder;
  const card = folder.partners[0];
  if (!existsSync(paths.database)) return neverStarted(folder, card);
  const blobs = diskBlobReader(paths.archive);
  const seen = await namesOf(blobs);
  const before = await checkArchive(blobs, report);
  const partner = card && (await currentDescriptor(paths.database, card));
  const witness = partner && parseVerifierKey(hasher, partner.witness);
  const asked = card && witness ? await askPartner(folder, card, witness) : undefined;

  const database = open(paths.database);
  try {
    for (const detail of database.damage())
      report.problem({ code: 'DATABASE_DAMAGED', subject: 'data/garita.db', detail });
    const late = await checkArchive(onlyNew(blobs, seen), report);
    const sound = new Set([...before.sound, ...late.sound]);
    const opening = readableOpening(database);
    const checkpoints = sqliteCheckpointStore(database);
    const entries = await checkLog(
      {
        folder: paths.log,
        database,
        checkpoints,
        hasher,
        verify: verifyEd25519,
        log: folder.log.key,
        witness,
        partnersHead: asked?.note,
      },
      report,
    );
    const ofScans = await checkScans({ database, opening, sound }, report);
    const ofReview = await checkDecisions({ database, opening, sound }, report);
    const isPublic = isPublicEntry(database);
    const isListed = (hash: Uint8Array, position: number) => isPublic('trust-list', hash, position);
    const trustLists = await checkTrustLists({ database, isLogged: isListed }, report);
    const equipmentDocuments = await checkIssued({ database, isLogged: isPublic }, report);
    const { descriptor } = folder;
    const ofEquipment = await checkEquipment(
      { database, crypto: trustCrypto, descriptor, sound, isLogged: isPublic },
      report,
    );
    const ofShares = partner
      ? await checkShares(
          {
            database,
            crypto: trustCrypto,
            at: now,
            agency: settings.agency,
            witnessKey: folder.descriptor.witness,
            partner,
            opening,
            sound,
          },
          report,
        )
      : { shares: 0, received: 0, objects: new Set<string>() };
    await checkRecords(database, report);
    const cosigned = sizeOf(asked?.note ?? (await checkpoints.fetch(COSIGNED_HEAD)));
    return {
      agency: settings.agency,
      folder: resolve(dir),
      archive: {
        objects: sound.size,
        bytes: before.bytes + late.bytes,
        unreferenced: [
          ofScans.objects,
          ofShares.objects,
          ofReview.objects,
          ofEquipment.objects,
          await derivedObjects(database),
        ].reduce((left: Set<string>, referenced) => left.difference(referenced), new Set(sound)).size,
      },
      log: { entries, cosigned },
      scans: ofScans.scans,
      decisions: ofReview.decisions,
      outcomes: ofReview.outcomes,
      trustLists,
      equipmentRecords: ofEquipment.records,
      equipmentDecisions: ofEquipment.decisions,
      equipmentDocuments,
      shares: ofShares.shares,
      received: ofShares.received,
      partner: card && asked ? { agency: card.agency, head: asked.head } : null,
    };
  } catch (error) {
    throw asFolderError(error);
  } finally {
    await database.close();
  }
}

/** Null also for a head that cannot be read: the check of the log has told of it. */
function sizeOf(note: string | undefined): number | null {
  try {
    return note === undefined ? null : parseCheckpoint(note).size;
  } catch (error) {
    if (error instanceof LogError) return null;
    throw error;
  }
}

/** SQLITE_ERROR (a table or column is gone), SQLITE_CORRUPT and SQLITE_NOTADB: there is nothing to compare the rest with. */
const UNUSABLE = new Set([1, 11, 26]);

function asFolderError(error: unknown): unknown {
  const { errcode } = error as { errcode?: number };
  // The low byte is the primary result code.
  if (!(error instanceof Error) || errcode === undefined || !UNUSABLE.has(errcode & 0xff)) return error;
  return new FolderError('FOLDER_DAMAGED', `data/garita.db: ${error.message}`, { cause: error });
}

function open(path: string): Snapshot {
  try {
    return openSqliteSnapshot(path);
  } catch (error) {
    throw asFolderError(error);
  }
}

/** An entry whose record was altered is told of by the check of the log; for everything else there is no such entry. */
function readableOpening(database: Database) {
  return async (leafHash: string) => {
    const entry = await findOpening(database, leafHash);
    if (!entry) return undefined;
    try {
      readRecord(entry.opening.record);
      return entry;
    } catch (error) {
      if (error instanceof TrustError) return undefined;
      throw error;
    }
  };
}

/** A new agency has an empty archive and log; without the database, files in them have lost their meaning. */
async function neverStarted({ paths, settings, dir }: AgencyFolder, card: PartnerCard | undefined) {
  const names = await namesOf(diskBlobReader(paths.archive));
  if (names.size > 0 || existsSync(join(paths.log, 'tile')))
    throw new FolderError('FOLDER_DAMAGED', `${paths.database} is missing`);
  return {
    agency: settings.agency,
    folder: dir,
    archive: { objects: 0, bytes: 0, unreferenced: 0 },
    log: { entries: 0, cosigned: null },
    ...{
      scans: 0,
      decisions: 0,
      outcomes: 0,
      trustLists: 0,
      equipmentRecords: 0,
      equipmentDecisions: 0,
      equipmentDocuments: 0,
      shares: 0,
      received: 0,
    },
    partner: card ? ({ agency: card.agency, head: 'none' } as const) : null,
  };
}

async function namesOf(blobs: BlobReader): Promise<Set<string>> {
  const names = new Set<string>();
  for await (const name of blobs.list()) names.add(name);
  return names;
}

/** The same archive without what was looked at already. */
function onlyNew(blobs: BlobReader, seen: ReadonlySet<string>): BlobReader {
  return {
    ...blobs,
    async *list() {
      for await (const name of blobs.list()) if (!seen.has(name)) yield name;
    },
  };
}

/** The partner's newest descriptor that we accepted, or else the one of the agreement. */
async function currentDescriptor(path: string, card: PartnerCard): Promise<AgencyDescriptor> {
  const database = open(path);
  try {
    const kept = await newestDocument(database, card.agency, 'descriptor');
    if (!kept || kept.version <= card.descriptor.version) return card.descriptor;
    return await readDescriptor(trustCrypto, kept.bytes, { rootCertificate: card.root, at: kept.kept_at });
  } finally {
    await database.close();
  }
}

/** Asks as our own node for the newest head of our log that the partner keeps; it answers nobody else. */
async function askPartner(
  folder: AgencyFolder,
  card: PartnerCard,
  witness: VerifierKey,
): Promise<{ readonly head: 'compared' | 'away' | 'none'; readonly note?: string }> {
  const address = new URL(card.endpoints.machines);
  const link = openHttpsPartnerLink({
    host: address.hostname,
    port: Number(address.port || 443),
    agency: card.agency,
    partnerRoot: pemOf(card.root),
    certificate: folder.node.certificate,
    key: folder.node.key,
    silenceMs: PARTNER_SILENCE_MS,
  });
  try {
    const client = witnessClient({
      link,
      hasher,
      verify: verifyEd25519,
      clock: { now: Date.now },
      log: folder.log.key,
      witness: () => witness,
    });
    const note = await client.lastCosigned();
    return note === undefined ? { head: 'none' } : { head: 'compared', note };
  } catch (error) {
    if (error instanceof PartnerLinkError) return { head: 'away' };
    throw error;
  } finally {
    await link.close();
  }
}

function isPublicEntry(database: Database) {
  return async (kind: PublicKind, digest: Uint8Array, position: number): Promise<boolean> => {
    const leaf = Buffer.from(hashLeaf(hasher, publicEntry(kind, digest))).toString('hex');
    const row = await database
      .tables<LogTables>()
      .selectFrom('log_entries')
      .select('leaf_hash')
      .where('position', '=', position)
      .executeTakeFirst();
    return row?.leaf_hash === leaf;
  };
}
