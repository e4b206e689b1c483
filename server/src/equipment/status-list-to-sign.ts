import type { Bilingual } from '@garita/api';
import {
  CREDENTIAL_CONTENT_TYPE,
  CREDENTIAL_TYP,
  encodeStatusList,
  packBits,
  STATUS_LIST_MAX_BYTES,
  statusBits,
  unpackBits,
} from '@garita/trust';
import type { Clock } from '../ports/clock.ts';
import type { ListGrounds } from './compile-trust-list.ts';
import type { Credentials } from './credentials.ts';
import { statusListAddress } from './credentials-to-sign.ts';
import type { SignedKind, Wanted } from './signing-desk.ts';
import type { CredentialRow } from './signing-table.ts';
import type { StatusLists } from './status-lists.ts';

const DAY_MS = 86_400_000;

export interface StatusListToSignNeeds {
  readonly clock: Clock;
  readonly agencyName: Bilingual;
  readonly lists: StatusLists;
  readonly credentials: Pick<Credentials, 'all'>;
  /** How long a list holds, days. */
  readonly validDays: number;
}

interface Dates {
  readonly validFrom: number;
  readonly validUntil: number;
}

/**
 * The status list of the credentials in force, whenever what it should say has changed, half of its time is over, or
 * the descriptor no longer bears it out.
 */
export function statusListToSign(needs: StatusListToSignNeeds): SignedKind {
  const { agencyName, clock, lists } = needs;
  return {
    kind: 'status-list',
    contentType: CREDENTIAL_CONTENT_TYPE,
    typ: CREDENTIAL_TYP,
    maxBytes: STATUS_LIST_MAX_BYTES,
    stale: 'EQUIPMENT_DRAFT_STALE',
    async wanted(known): Promise<readonly Wanted[]> {
      const all = await needs.credentials.all();
      const before = await lists.newest();
      if (all.length === 0) return [];
      const marked = all.map((one) => ({ ...one, state: stateOf(one, known) }));
      const bits = statusBits(marked.flatMap(placesOf));
      const now = clock.now();
      const isSame = before && Buffer.compare(await unpackBits(before.list.encodedList), bits) === 0;
      if (isSame && !isHalfOver(before.list, now) && (await lists.stands())) return [];
      const encodedList = await packBits(bits);
      const version = (before?.list.version ?? 0) + 1;
      const { agency } = known;
      const payloadAt = (dates: Dates) =>
        encodeStatusList({ agency, agencyName, address: statusListAddress(agency), version, encodedList, ...dates });
      const says = sentences(marked);
      return [
        {
          subject: '',
          payload: payloadAt({ validFrom: now, validUntil: now + needs.validDays * DAY_MS }),
          isStill(draft) {
            const dates = datesOf(draft);
            return Buffer.compare(payloadAt(dates), draft) === 0 && !isHalfOver(dates, now);
          },
          describe: () => ({ title: { es: `Lista de estados ${version}`, en: `Status list ${version}` }, says }),
        },
      ];
    },
    putInForce: (signed, _draft, also) => lists.putInForce(signed, also),
  };
}

type State = 'good' | 'suspended' | 'revoked';

/** What became of a credential: it stands and falls with the listing it is about. */
function stateOf({ configuration, listing }: CredentialRow, { states }: ListGrounds): State {
  const now = states.find(({ id }) => id === configuration);
  if (!now || now.listing?.hash !== listing) return 'revoked';
  const { to } = now.newest.decision;
  if (to === 'suspended') return 'suspended';
  return to === 'removed' ? 'revoked' : 'good';
}

function placesOf({ state, status_index: place }: CredentialRow & { readonly state: State }): number[] {
  if (state === 'suspended') return [place];
  return state === 'revoked' ? [place + 1] : [];
}

function sentences(marked: readonly (CredentialRow & { readonly state: State })[]): Bilingual[] {
  const count = (state: State) => marked.filter((one) => one.state === state).length;
  const of = (state: State) => marked.filter((one) => one.state === state).slice(0, 90);
  return [
    {
      es: `Credenciales: ${marked.length}; vigentes ${count('good')}, suspendidas ${count('suspended')}, revocadas ${count('revoked')}.`,
      en: `Credentials: ${marked.length}; good ${count('good')}, suspended ${count('suspended')}, revoked ${count('revoked')}.`,
    },
    ...of('suspended').map(({ configuration: id }) => ({ es: `Suspendida: ${id}.`, en: `Suspended: ${id}.` })),
    ...of('revoked').map(({ configuration: id, listing }) => ({
      es: `Revocada: ${id}, inclusión ${listing.slice(0, 12)}.`,
      en: `Revoked: ${id}, listing ${listing.slice(0, 12)}.`,
    })),
  ];
}

function isHalfOver({ validFrom, validUntil }: Dates, now: number): boolean {
  return validUntil - now < (validUntil - validFrom) / 2;
}

/** Of a payload that this server made. */
function datesOf(payload: Uint8Array): Dates {
  const { validFrom, validUntil } = JSON.parse(Buffer.from(payload).toString('utf8'));
  return { validFrom: Date.parse(validFrom), validUntil: Date.parse(validUntil) };
}
