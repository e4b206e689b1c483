import type { Bilingual, Kept } from '@garita/api';
import { type ListedDevice, MAX_ANSWERS, type Notice, type TrustListPayload } from '@garita/trust';
import { type ConfigurationState, listedUntil } from './configuration-states.ts';
import { isSame } from './is-same.ts';
import type { KeptDecision } from './kept-decision.ts';

type Listed = TrustListPayload['configurations'][number];
export type Acceptance = Listed['acceptedByPartner'];

/** Everything that a trust list follows from. The same always gives the same list. */
export interface ListGrounds {
  readonly agency: string;
  readonly sample: boolean;
  readonly states: readonly ConfigurationState[];
  /** The newest decision in force about each device there is one about. */
  readonly decidedDevices: readonly KeptDecision[];
  /** Everything in force that ever took trust away, the oldest first. */
  readonly takingAway: readonly KeptDecision[];
  readonly configurations: readonly Kept<'configuration'>[];
  readonly models: readonly Kept<'model'>[];
  readonly suppliers: readonly Kept<'supplier'>[];
  readonly standards: readonly Kept<'standard'>[];
  readonly devices: readonly Kept<'device'>[];
  /** Payload hash of the credential in force, by the hex hash of the listing it is about. */
  readonly credentials: ReadonlyMap<string, Uint8Array>;
  /** What the partner makes of a configuration, where the agreement asks. */
  acceptance(configuration: string): Acceptance;
  /** The newest list that was in force; `undefined` before the first. */
  readonly before: (TrustListPayload & { readonly hash: Uint8Array }) | undefined;
}

/** Times of a list, ms since 1970. */
export interface ListDates {
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** Longest text of a notice; what a decision says at greater length is cut. */
const NOTICE_CHARACTERS = 500;
const MAX_NOTICES = 16;
const LINE_CHARACTERS = 120;
const NAME_CHARACTERS = 200;
/** What a statement can say of itself; a device that stands elsewhere could send nothing that is believed. */
const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** The list that follows from the decisions in force, the devices that are installed, and the partner's word. */
export function compileTrustList(grounds: ListGrounds, dates: ListDates): TrustListPayload {
  const { agency, before, sample } = grounds;
  return {
    v: 2,
    agency,
    version: (before?.version ?? 0) + 1,
    ...dates,
    previous: before?.hash ?? null,
    configurations: grounds.states.flatMap((state) => listedConfiguration(state, grounds)),
    devices: grounds.devices.flatMap((device) => listedDevice(device, grounds, dates)),
    sample,
    answers: answersOf(grounds),
  };
}

/** Whether two lists say the same, whenever they were issued. */
export function saysTheSame(left: TrustListPayload, right: TrustListPayload): boolean {
  return isSame(contentOf(left), contentOf(right));
}

function contentOf({ agency, answers, configurations, devices, sample }: TrustListPayload) {
  return { agency, answers, configurations, devices, sample };
}

function listedConfiguration(state: ConfigurationState, grounds: ListGrounds): Listed[] {
  const status = statusOf(state);
  const record = grounds.configurations.find(({ id }) => id === state.id)?.body;
  if (!status || !record) return [];
  const model = grounds.models.find(({ id }) => id === record.model)?.body;
  const maker = grounds.suppliers.find(({ id }) => id === model?.maker)?.body;
  const standard = grounds.standards.find(({ id }) => id === record.standard)?.body;
  const { listing, newest } = state;
  const digests = record.software.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256]));
  return [
    {
      id: state.id,
      maker: (maker?.name ?? model?.maker ?? '-').slice(0, LINE_CHARACTERS),
      model: (model?.name ?? record.model).slice(0, LINE_CHARACTERS),
      name: { es: record.name.es.slice(0, NAME_CHARACTERS), en: record.name.en.slice(0, NAME_CHARACTERS) },
      status,
      approvedUntil: listing ? listedUntil(listing, standard?.endsAt ?? null) : null,
      reasons: status === 'approved' || status === 'conditional' ? conditionsOf(listing) : noticesOf(newest),
      software: [...new Set(digests)].sort().map((digest) => new Uint8Array(Buffer.from(digest, 'hex'))),
      credential: (listing && grounds.credentials.get(listing.hash)) ?? null,
      contexts: [...(listing?.decision.contexts ?? [])].sort(),
      acceptedByPartner: grounds.acceptance(state.id),
    },
  ];
}

function statusOf({ listing, newest }: ConfigurationState): Listed['status'] | undefined {
  const { to } = newest.decision;
  if (to === 'suspended' || to === 'removed' || to === 'refused') return to;
  if (!listing) return undefined;
  return listing.decision.section === 'approved-conditional' ? 'conditional' : 'approved';
}

function listedDevice(
  { body, id, at }: Kept<'device'>,
  grounds: ListGrounds,
  { issuedAt }: Pick<ListDates, 'issuedAt'>,
): ListedDevice[] {
  const decided = grounds.decidedDevices.find(({ decision }) => decision.subject.id === id);
  const to = decided?.decision.to;
  const taken = to === 'suspended' || to === 'removed' ? decided : undefined;
  // A device that was never there has no scans to judge; one that was removed stays as a warning.
  if (body.state !== 'installed' && !(taken && body.state === 'retired')) return [];
  if (![id, body.configuration, body.site, body.lane].every((one) => IDENTIFIER.test(one))) return [];
  const before = grounds.before?.devices.find((one) => one.id === id);
  const status = taken ? (to as 'suspended' | 'removed') : 'active';
  // Words that change about a device move nothing: what it sent before stays believed.
  const since = before?.status === status ? before.effectiveFrom : (body.installedAt ?? at);
  return [
    {
      ...{ id, configuration: body.configuration, site: body.site, lane: body.lane, status },
      serial: body.serial.slice(0, LINE_CHARACTERS) || '-',
      // An officer's clock that is ahead makes no gap in which the device is believed.
      effectiveFrom: taken ? Math.min(taken.decision.at, issuedAt) : since,
      compromisedSince: taken?.decision.compromisedSince ?? null,
      reasons: taken ? noticesOf(taken) : [],
    },
  ];
}

function noticesOf({ decision: { reason: code, es, en } }: KeptDecision): Notice[] {
  return [{ code, ...cut({ es, en }) }];
}

function conditionsOf(listing: KeptDecision | undefined): Notice[] {
  const conditions = listing?.decision.conditions ?? [];
  return conditions.slice(0, MAX_NOTICES).map((words) => ({ code: 'CONDITION', ...cut(words) }));
}

function cut({ es, en }: Bilingual): Bilingual {
  const short = (text: string) =>
    text.length <= NOTICE_CHARACTERS ? text : `${text.slice(0, NOTICE_CHARACTERS - 1).trimEnd()}…`;
  return { es: short(es), en: short(en) };
}

/** All it took into account: what is not named here goes on taking trust away. */
function answersOf({ takingAway }: ListGrounds): Uint8Array[] {
  return takingAway
    .slice(-MAX_ANSWERS)
    .map(({ decision }) => decision.payloadHash)
    .sort((left, right) => Buffer.compare(left, right));
}
