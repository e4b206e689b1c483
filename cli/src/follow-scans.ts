import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  isErrorCode,
  type ReasonBody,
  type ReceivedBody,
  type ReceivedList,
  type ScanBody,
  type ShareBody,
  type ShareList,
} from '@garita/api';
import { type BookedScan, LaneBook } from '@garita/lane';
import { readStatement, type ScanStatement, toHex } from '@garita/trust';
import { type AgencyApiOptions, askAgencyJson } from './agency-api.ts';
import { Failure } from './failure.ts';
import type { PlacedScan } from './place-in-inbox.ts';

const LOOK_MS = 150;
/** Rows asked for at once; a page this long covers minutes of a busy border. */
const PAGE = 500;

/** A scan on its way from the lane to the partner, as far as it has come. */
export interface FollowedScan {
  readonly scan: string;
  readonly statement: ScanStatement;
  admitted?: ScanBody;
  share?: ShareBody;
  /** The agreement's policy kept it back. */
  withheld?: Withheld;
  received?: ReceivedBody;
}

export interface Withheld {
  readonly scan: string;
  readonly item: 'scan' | 'decision';
  readonly policies: readonly string[];
}

/**
 * Waits until the lane has made a scan of what was placed. What the lane does not take in time is taken back, so that
 * nothing is sent that the sender believes was not. Throws what the lane found wrong, or DEMO_NOT_RUNNING.
 */
export async function captured(
  placed: PlacedScan,
  lane: { readonly folder: string; readonly inbox: string },
  until: { readonly time: number; readonly signal: AbortSignal },
): Promise<FollowedScan> {
  for (;;) {
    const booked = bookedFrom(lane.folder, placed.origin);
    if (booked) {
      await dropCopy(lane.inbox, placed.name);
      return asFollowed(booked, placed);
    }
    await throwIfRejected(lane.inbox, placed.name);
    if (Date.now() > until.time || until.signal.aborted) break;
    await sleep(LOOK_MS);
  }
  const away = join(lane.inbox, `.${placed.name}.part`);
  await rename(join(lane.inbox, placed.name), away).catch(() => undefined);
  await sleep(LOOK_MS);
  const late = bookedFrom(lane.folder, placed.origin);
  await rm(away, { recursive: true, force: true });
  if (late) return asFollowed(late, placed);
  if (until.signal.aborted) throw new Failure('INTERRUPTED', 'the lane had not taken the files; nothing was sent');
  throw new Failure('DEMO_NOT_RUNNING', 'its import lane did not take the files; nothing was sent');
}

function bookedFrom(folder: string, origin: string): BookedScan | undefined {
  const book = LaneBook.openToRead(folder);
  try {
    return book?.madeFrom(origin);
  } finally {
    book?.close();
  }
}

function asFollowed({ scan, statement }: BookedScan, placed: PlacedScan): FollowedScan {
  const read = readStatement(statement);
  for (const { name, sha256 } of read.objects)
    if (placed.hashes.get(name) !== toHex(sha256))
      throw new Failure('OBJECT_HASH_MISMATCH', `the lane signed other bytes of ${name} than were sent`);
  return { scan, statement: read };
}

/** The lane has its own copy and the sender the original: the one between them goes, once the lane has put it aside. */
async function dropCopy(inbox: string, name: string): Promise<void> {
  for (let looks = 0; looks < 10 && existsSync(join(inbox, name)); looks++) await sleep(LOOK_MS);
  await rm(join(inbox, 'done', name), { recursive: true, force: true });
}

async function throwIfRejected(inbox: string, name: string): Promise<void> {
  const told = await readFile(join(inbox, 'failed', `${name}.reason.txt`), 'utf8').catch(() => undefined);
  if (told === undefined) return;
  const [code = '', detail = ''] = told.trim().split(/: (.*)/s);
  throw new Failure(isErrorCode(code) ? code : 'UNEXPECTED', detail || told);
}

/** Nothing more will happen to it by itself. */
export function isSettled({ admitted, received, share, withheld }: FollowedScan): boolean {
  if (admitted?.state === 'quarantined' || withheld || share?.state === 'refused') return true;
  return share?.state === 'receipted' && received?.state === 'verified';
}

export function isReceipted({ received, share }: FollowedScan): boolean {
  return share?.state === 'receipted' && received?.state === 'verified';
}

export interface BothServers {
  readonly sender: AgencyApiOptions;
  readonly recipient: AgencyApiOptions;
}

/**
 * Follows scans until each is settled or the time is over; a server that is away for a while is waited for. `onLook`
 * is told after every look.
 */
export async function follow(
  scans: readonly FollowedScan[],
  servers: BothServers,
  until: { readonly since: number; readonly time: number; readonly signal: AbortSignal },
  onLook: () => void,
): Promise<void> {
  while (!scans.every(isSettled) && !until.signal.aborted) {
    await look(scans, servers, until.since).catch((error: unknown) => {
      if (!(error instanceof Failure) || error.code !== 'SERVER_UNREACHABLE' || Date.now() > until.time) throw error;
    });
    onLook();
    if (Date.now() > until.time) return;
    if (!scans.every(isSettled)) await sleep(LOOK_MS);
  }
}

async function look(scans: readonly FollowedScan[], { recipient, sender }: BothServers, since: number): Promise<void> {
  const open = scans.filter((scan) => !isSettled(scan));
  for (const scan of open.filter(({ admitted }) => !admitted)) {
    const body = await askFor(sender, scan.scan);
    if (body) scan.admitted = body;
  }
  const shared = open.filter(({ admitted }) => admitted?.state === 'admitted');
  if (shared.length === 0) return;
  const [shares, received, { withheld }] = await Promise.all([
    newerThan(since, (before) => page<ShareList>(sender, 'shares', before), {
      rows: (list) => list.shares,
      at: ({ sharedAt }) => sharedAt,
    }),
    newerThan(since, (before) => page<ReceivedList>(recipient, 'received', before), {
      rows: (list) => list.received,
      at: ({ receivedAt }) => receivedAt,
    }),
    page<{ withheld: readonly Withheld[] }>(sender, 'withheld'),
  ]);
  const [shareOf, receivedOf, withheldOf] = [byScan(shares), byScan(received), byScan(withheld)];
  for (const scan of shared) {
    const [share, arrived, kept] = [shareOf, receivedOf, withheldOf].map((rows) => rows.get(scan.scan));
    if (share) scan.share = share as ShareBody;
    if (arrived) scan.received = arrived as ReceivedBody;
    if (kept) scan.withheld = kept as Withheld;
  }
}

function byScan<Row extends { readonly scan: string; readonly item: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.filter(({ item }) => item === 'scan').map((row) => [row.scan, row]));
}

async function askFor(server: AgencyApiOptions, scan: string): Promise<ScanBody | undefined> {
  try {
    return await askAgencyJson<ScanBody>(server, { method: 'GET', path: `/api/v1/scans/${scan}` });
  } catch (error) {
    if (error instanceof Failure && error.code === 'SCAN_UNKNOWN') return undefined;
    throw error;
  }
}

function page<List>(server: AgencyApiOptions, list: string, before?: number): Promise<List> {
  const from = before === undefined ? '' : `&before=${before}`;
  return askAgencyJson<List>(server, { method: 'GET', path: `/api/v1/${list}?limit=${PAGE}${from}` });
}

/** Reads pages, newest first, back to a time; both servers run on this machine, and so does the clock. */
async function newerThan<List extends { readonly next: number | null }, Row>(
  since: number,
  read: (before?: number) => Promise<List>,
  of: { rows(list: List): readonly Row[]; at(row: Row): number },
): Promise<readonly Row[]> {
  const found: Row[] = [];
  for (let before: number | undefined; ; ) {
    const list = await read(before);
    const rows = of.rows(list);
    found.push(...rows);
    const last = rows.at(-1);
    if (list.next === null || !last || of.at(last) < since) return found;
    before = list.next;
  }
}

/** Why a scan went no further, in the order of the walk. */
export function reasonsOf({ admitted, received, share }: FollowedScan): readonly ReasonBody[] {
  return [...(admitted?.reasons ?? []), ...(share?.reasons ?? []), ...(received?.reasons ?? [])];
}
