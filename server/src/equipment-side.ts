import type { EquipmentFlag } from '@garita/api';
import { loadEs256Signer, trustCrypto } from '@garita/node-crypto';
import { type Es256Signer, readStatement } from '@garita/trust';
import type { AgencyFolder } from './agency-folder.ts';
import { flagsOf, ownFlags } from './equipment/equipment-flags.ts';
import type { EquipmentRoom } from './equipment/equipment-room.ts';
import type { KeptDecision } from './equipment/kept-decision.ts';
import { openTrustIssuing, type TrustIssuing } from './equipment/trust-issuing.ts';
import type { TrustLists } from './equipment/trust-lists.ts';
import type { ExchangeRoom } from './exchange/exchange-room.ts';
import type { WalkBook } from './flow/walk-book.ts';
import { readOptional } from './folder-files.ts';
import type { OpenLog } from './log/open-log.ts';
import type { Clock } from './ports/clock.ts';
import type { Database, Tx } from './ports/database.ts';
import type { FlagsOf } from './review/equipment-flags.ts';

export interface EquipmentSideNeeds {
  readonly folder: AgencyFolder;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: OpenLog;
  readonly book: WalkBook;
  readonly equipment: EquipmentRoom;
  readonly lists: TrustLists;
  /** Absent while the agency has no partner. */
  exchange(): ExchangeRoom | undefined;
}

const DEFAULT_DAYS = { trustListDays: 30, statusListDays: 30 };

/** What follows from decisions about equipment in the other rooms. */
export interface EquipmentSide {
  readonly issuing: TrustIssuing;
  /** What was decided against equipment, here and by the partner, the newest first. */
  flags(): Promise<readonly EquipmentFlag[]>;
  readonly flagsOf: FlagsOf;
}

/** Joins the equipment room to those that go by what it decides. */
export function openEquipmentSide(needs: EquipmentSideNeeds): EquipmentSide {
  const { book, equipment, exchange, folder, lists } = needs;
  const { agency, equipment: days = DEFAULT_DAYS, name, sample } = folder.settings;
  const { decisions, records } = equipment;
  const issuing = openTrustIssuing({
    ...{ ...needs, ...days, crypto: trustCrypto, agency, agencyName: name, sample, records, decisions, lists },
    descriptor: () => folder.descriptor,
    descriptorBytes: () => folder.descriptorBytes,
    acceptance: async () => (await exchange()?.acceptance()) ?? (() => 'not-asked'),
  });
  decisions.onInForce({
    async also(tx, kept) {
      await exchange()?.enqueueEquipmentDecision(tx, { ...kept, at: kept.inForceAt ?? kept.at });
      await noteChange(tx, kept, { book, records });
    },
    after: () => exchange()?.wake(),
  });
  const flags: EquipmentSide['flags'] = async () => {
    const [own, theirs] = await Promise.all([ownFlags(agency, decisions), exchange()?.equipmentFlags()]);
    return [...own, ...(theirs ?? [])].sort((left, right) => right.since - left.since);
  };
  return {
    issuing,
    flags,
    async flagsOf(scans) {
      const known = await flags();
      if (known.length === 0) return scans.map(() => []);
      return scans.map((scan) => {
        const about = known.filter((flag) => flag.agency === scan.agency);
        if (about.length === 0 || !scan.statement) return [];
        const { configuration } = readStatement(scan.statement);
        return flagsOf({ ...scan, configuration }, about);
      });
    },
  };
}

/** As many devices as one decision tells of by name. */
const MAX_TOLD = 256;

/** Whoever watches learns that equipment is trusted otherwise: a step for each device, named after the decision. */
async function noteChange(
  tx: Tx,
  { decision, hash, inForceAt, at }: KeptDecision,
  { book, records }: Pick<EquipmentSideNeeds, 'book'> & Pick<EquipmentRoom, 'records'>,
): Promise<void> {
  const { id, kind } = decision.subject;
  const one = kind === 'device' ? await records.get('device', id, undefined, tx) : undefined;
  const devices = kind === 'device' ? (one ? [one] : []) : await records.list('device', id, tx);
  const step = { step: 'equipment-changed', at: inForceAt ?? at, scan: hash, scanId: '', ooiKind: 'other' } as const;
  const nowhere = { device: kind === 'device' ? id : 'unknown', site: 'unknown', lane: 'unknown' };
  const places = devices.map(({ body: { lane, site }, id: device }) => ({ device, site, lane }));
  for (const place of places.length === 0 ? [nowhere] : places.slice(0, MAX_TOLD))
    await book.note(tx, { ...step, ...place });
}

/** Keys of a sample agency's equipment authorities, as many as sign together; they were left in the folder on purpose. */
export async function sampleAuthorities({
  descriptor,
  paths,
  settings,
}: AgencyFolder): Promise<readonly Es256Signer[]> {
  if (!settings.sample) return [];
  const authorities = descriptor.officers.filter((officer) => officer.role === 'equipment-authority');
  const pems = await Promise.all(authorities.map(({ id }) => readOptional(paths.officerKey(id))));
  return pems.flatMap((pem) => (pem ? [loadEs256Signer(Buffer.from(pem).toString('utf8'))] : []));
}
