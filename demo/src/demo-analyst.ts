import type { InspectionBody, InspectionList } from '@garita/api';
import { DicosError } from '@garita/dicos';
import { trustCrypto } from '@garita/node-crypto';
import { type Decision, type Es256Signer, makeDecision } from '@garita/trust';
import { type ApiClient, ApiRefusal } from './api-client.ts';
import { referralFor } from './demo-referral.ts';

/** What a quick look takes at least: the demo shows the flow, not a person. */
const LOOK_MS = 150;
const IDLE_MS = 100;
/** How often it looks whether people have left something lying. */
const WATCH_MS = 1000;
const CLAIM = { seconds: 60 };

const REASON = 'DEMO: decided by a program, on sample data';

export interface DemoOfficer {
  readonly agency: string;
  readonly id: string;
  readonly signer: Es256Signer;
}

export interface DemoAnalystOptions {
  /**
   * Leaves a case to people for so long, and everything while one of them holds a case. 0: takes whatever is next.
   */
  readonly patienceMs: number;
}

/**
 * Decides what nobody else does, with a key of its own, until `signal` ends it. One scan in ten is referred, and what a
 * machine alarmed on, with a mark on the densest region; where no image can be read, an alarm is held. It judges
 * nothing: it shows every kind of decision and leaves people a queue.
 */
export async function runDemoAnalyst(
  client: ApiClient,
  officer: DemoOfficer,
  signal: AbortSignal,
  { patienceMs }: DemoAnalystOptions,
): Promise<void> {
  for (let decided = 0; !signal.aborted; ) {
    const claimed = await (patienceMs > 0 ? leftLying(client, officer, patienceMs) : next(client)).catch(ignoreAway);
    if (!claimed) {
      await pause(patienceMs > 0 ? WATCH_MS : IDLE_MS);
      continue;
    }
    await pause(LOOK_MS);
    decided++;
    await decide(client, officer, claimed, decided % 10 === 0).catch(ignoreAway);
  }
}

function next(client: ApiClient): Promise<InspectionBody | undefined> {
  return client.post<InspectionBody | undefined>('/api/v1/inspections/next', CLAIM);
}

/** The first case that has waited long enough, claimed; none while a person is at work. */
async function leftLying(
  client: ApiClient,
  officer: DemoOfficer,
  patienceMs: number,
): Promise<InspectionBody | undefined> {
  const list = (query: string) => client.get<InspectionList>(`/api/v1/inspections?${query}`);
  // Its own claims last only as long as it looks: a claim that is there now is a person's.
  if ((await list('state=claimed&limit=1')).total > 0) return undefined;
  const { inspections } = await list(`state=waiting&limit=50&openedBefore=${Date.now() - patienceMs}`);
  const lying = inspections.find(({ secondAfter }) => secondAfter !== officer.id);
  return lying && client.post<InspectionBody>(`/api/v1/inspections/${lying.scan}/claim`, CLAIM);
}

async function decide(
  client: ApiClient,
  { agency, id, signer }: DemoOfficer,
  claimed: InspectionBody,
  refers: boolean,
): Promise<void> {
  const alarmed = claimed.machineAlarm === true || claimed.radiationAlarm === true;
  const referral = refers || alarmed ? await referralFor(client, claimed.scan).catch(unreadable) : undefined;
  const plain: Decision = {
    v: 2,
    agency,
    scan: new Uint8Array(Buffer.from(claimed.scan, 'hex')),
    decision: referral ? 'refer' : refers || alarmed ? 'hold' : 'release',
    reason: REASON,
    marks: referral ? [referral.mark] : [],
    enhancements: [],
    report: null,
    by: id,
    at: Date.now(),
  };
  const decision = referral ? referral.withReport(plain) : plain;
  const cose = await makeDecision(decision, { crypto: trustCrypto, signer });
  await client.sendCose('POST', `/api/v1/inspections/${claimed.scan}/decision`, cose);
}

/** Images that are not there, or whose pixels cannot be read: then nothing is marked. */
function unreadable(error: unknown): undefined {
  if (error instanceof ApiRefusal || error instanceof DicosError) return undefined;
  throw error;
}

/** A server that is away or restarting: the lease runs out and the case is claimed again. */
function ignoreAway(error: unknown): undefined {
  if (error instanceof ApiRefusal || error instanceof TypeError) return undefined;
  throw error;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
