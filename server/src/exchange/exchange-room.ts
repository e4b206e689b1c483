import type { EquipmentFlag } from '@garita/api';
import { loadCedar } from '@garita/exchange';
import { readDescriptor, toHex } from '@garita/trust';
import type { FastifyInstance } from 'fastify';
import type { AdmittedScan } from '../ports/admitted-scan.ts';
import type { Tx } from '../ports/database.ts';
import { decideOffers } from './decide-offers.ts';
import { noticeDelivery } from './deliver-notices.ts';
import { questionDelivery } from './deliver-questions.ts';
import { ShareDelivery } from './deliver-shares.ts';
import { keepDocument } from './documents.ts';
import { type EquipmentDecided, offerNotice, partnerFlags } from './equipment-notices.ts';
import type { ExchangeNeeds } from './exchange-needs.ts';
import type { ExchangeTables } from './exchange-table.ts';
import { machineRoutes } from './machine-routes.ts';
import { offerDecision, offerScan, type RecordedDecision } from './offers.ts';
import { type Acceptance, partnerAcceptance, refreshPartnerList } from './partner-acceptance.ts';
import { type ExportedBundle, exportBundle, peopleRoutes } from './people-routes.ts';
import { SharePulls } from './pull-shares.ts';
import { questionRoutes } from './question-routes.ts';
import { Reach, type ReachState } from './reach.ts';
import { partnerRefresher } from './refresh-partner.ts';
import { ReceiptDelivery } from './send-receipts.ts';
import { wakeable } from './wakeable.ts';

export { witnessClient } from './ask-witness.ts';
export { checkShares } from './check-shares.ts';
export type {
  AgreementInForce,
  ExchangeNeeds,
  VerifiedPartnerDecision,
  VerifiedPartnerScan,
  WalkNote,
} from './exchange-needs.ts';
export { exchangeMigrations } from './exchange-table.ts';
export { openHttpsPartnerLink } from './https-partner-link.ts';
export { openPartner } from './partner.ts';
export { proofRoutes } from './proof-routes.ts';

/** An offer is written before its transaction commits; the sender looks for it after these pauses, ms. */
const LOOKS_MS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] as const;
/** And looks this often in any case, ms: a commit on a slow disk may outlast the pauses. */
const LOOK_ANYWAY_MS = 5_000;
/** The partner's descriptor is asked for this often, ms: its witness or log key may change. */
const REFRESH_MS = 3_600_000;
/** Pushes judged side by side at most; each costs about a millisecond and 64 KiB. */
const BUSY_AT = 64;

interface ExchangeState {
  readonly partner: string;
  readonly reach: ReachState;
  readonly lastContactAt: number | null;
  /** Offers and shares that have not reached the partner. */
  readonly waiting: number;
  readonly delivered: number;
  readonly receipted: number;
  readonly refused: number;
  readonly withheld: number;
  /** When the oldest share without an answer was logged, ms. */
  readonly oldestOpenAt: number | null;
  /** Shares of the partner's by state. */
  readonly received: { readonly pulling: number; readonly verified: number; readonly refused: number };
}

/** The room that hands scans to the partner and takes theirs. */
export interface ExchangeRoom {
  /** Takes up everything that was left undone. */
  start(): void;
  /** Lets what is under way end or break off; everything is taken up again by the next start. */
  stop(): Promise<void>;
  routes(machines: FastifyInstance, people: FastifyInstance): void;
  /** In the transaction that admits the scan. */
  enqueueOffer(tx: Tx, scan: AdmittedScan): Promise<void>;
  /** In the transaction that records the decision. */
  enqueueDecision(tx: Tx, decision: RecordedDecision): Promise<void>;
  /** In the transaction that puts a decision about our equipment in force. */
  enqueueEquipmentDecision(tx: Tx, decided: EquipmentDecided): Promise<void>;
  /** What the partner's decisions took trust away from, as flags on its scans; the newest first. */
  equipmentFlags(): Promise<readonly EquipmentFlag[]>;
  /** What the partner makes of our configurations, where the agreement's policy asks for it. */
  acceptance(): Promise<(configuration: string) => Acceptance>;
  /** Something was committed that may be for the partner; without it the room finds it within milliseconds too. */
  wake(): void;
  exportBundle(scan: string): Promise<ExportedBundle>;
  state(): Promise<ExchangeState>;
}

export async function openExchange(needs: ExchangeNeeds): Promise<ExchangeRoom> {
  await keepOwnDescriptor(needs);
  const reach = new Reach(needs.clock, needs.random ?? Math.random);
  const refreshPartner = partnerRefresher(needs);
  let looks: number = LOOKS_MS.length;
  let refreshing: NodeJS.Timeout | undefined;

  const offers = wakeable(async () => {
    // Decided when it can go: what an outage held up is judged by the policy and the trust of then, not of before.
    if (reach.state === 'down') return undefined;
    for (let decided = 1; decided > 0; ) {
      decided = await decideOffers(needs);
      if (decided === 0) break;
      deliveries.wake();
    }
    return LOOKS_MS[looks++] ?? LOOK_ANYWAY_MS;
  }, needs.report);
  const deliveries = wakeable(() => delivery.round(), needs.report);
  const delivery = new ShareDelivery(needs, reach, () => deliveries.wake());
  const pulling = wakeable(() => pulls.round(), needs.report);
  const receipting = wakeable(() => receipts.round(), needs.report);
  const pulls = new SharePulls(
    needs,
    reach,
    () => pulling.wake(),
    () => receipting.wake(),
  );
  const questioning = wakeable(() => questions.round(), needs.report);
  const questions = questionDelivery(needs, reach);
  const telling = wakeable(() => notices.round(), needs.report);
  const notices = noticeDelivery(needs, reach);
  const receipts = new ReceiptDelivery(needs, reach, () => receipting.wake());
  // While the partner is down this is all that goes out to it; that it answers is heard on the link.
  const probing = wakeable(async () => {
    const wait = reach.nextTryMs();
    if (wait !== 0) return wait;
    await refreshPartner({ now: true });
    return reach.nextTryMs();
  }, needs.report);
  const everything = [offers, deliveries, pulling, receipting, questioning, telling, probing];

  const wake = () => {
    looks = 0;
    offers.wake();
    telling.wake();
  };
  const partnerAnswered = () => {
    if (!reach.answered()) return;
    needs.partnerIsBack?.();
    for (const work of everything) work.wake();
    void refreshPartnerList(needs).catch(needs.report);
  };
  const partnerCame = () => {
    if (reach.hurry()) probing.wake();
  };
  needs.link.watch((answered) => {
    if (answered) return partnerAnswered();
    reach.failed();
    probing.wake();
  });
  const shareCame = () => {
    pulling.wake();
    receipting.wake();
  };

  return {
    start() {
      void loadCedar().catch(needs.report);
      for (const work of everything) work.wake();
      void refreshPartnerList(needs).catch(needs.report);
      const refresh = () => Promise.all([refreshPartner(), refreshPartnerList(needs)]);
      refreshing = setInterval(() => void refresh().catch(needs.report), REFRESH_MS);
      refreshing.unref();
    },
    async stop() {
      clearInterval(refreshing);
      questions.stop();
      notices.stop();
      await Promise.all(everything.map((work) => work.stop()));
      // What waits for the partner is cut off: it was durable before it went out.
      await needs.link.close();
      await Promise.all([delivery.stop(), pulls.stop(), receipts.stop()]);
    },
    routes(machines, people) {
      machineRoutes(machines, { ...needs, partnerCame, shareCame, refreshPartner, busyAt: BUSY_AT });
      peopleRoutes(people, needs, () => {
        wake();
        deliveries.wake();
      });
      questionRoutes(people, needs, () => questioning.wake());
    },
    async enqueueOffer(tx, scan) {
      await offerScan(tx, scan, needs.siteKind(scan.parsed.site), needs.own.agency);
      wake();
    },
    async enqueueDecision(tx, decision) {
      await offerDecision(tx, decision);
      wake();
    },
    enqueueEquipmentDecision: (tx, decided) => offerNotice(tx, decided, needs.own.agency),
    equipmentFlags: () => partnerFlags(needs),
    acceptance: () => partnerAcceptance(needs),
    wake,
    exportBundle: (scan) => exportBundle(scan, needs),
    state: () => stateOf(needs, reach),
  };
}

async function keepOwnDescriptor({ own, clock, crypto, database }: ExchangeNeeds): Promise<void> {
  const { hash, version } = await readDescriptor(crypto, own.descriptor, {
    rootCertificate: own.root,
    at: clock.now(),
  });
  await database.transaction((tx) =>
    keepDocument(tx, {
      hash: toHex(hash),
      agency: own.agency,
      kind: 'descriptor',
      version,
      bytes: own.descriptor,
      kept_at: clock.now(),
    }),
  );
}

async function stateOf(needs: ExchangeNeeds, reach: Reach): Promise<ExchangeState> {
  const tables = needs.database.tables<ExchangeTables>();
  const counts = async (table: 'exchange_offers' | 'exchange_shares' | 'exchange_received') => {
    const rows = await tables
      .selectFrom(table)
      .select(['state', (select) => select.fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute();
    const byState = new Map<string, number>(rows.map((row) => [row.state, row.count]));
    return (state: string) => byState.get(state) ?? 0;
  };
  const [offers, shares, received] = [
    await counts('exchange_offers'),
    await counts('exchange_shares'),
    await counts('exchange_received'),
  ];
  const oldest = await tables
    .selectFrom('exchange_shares')
    .select('shared_at')
    .where('state', 'in', ['due', 'delivered'])
    .orderBy('log_index')
    .limit(1)
    .executeTakeFirst();
  return {
    partner: needs.partner.agency,
    reach: reach.state,
    lastContactAt: reach.lastContactAt ?? null,
    waiting: offers('waiting') + shares('due'),
    delivered: shares('delivered'),
    receipted: shares('receipted'),
    refused: shares('refused'),
    withheld: offers('withheld'),
    oldestOpenAt: oldest?.shared_at ?? null,
    received: { pulling: received('pulling'), verified: received('verified'), refused: received('refused') },
  };
}
