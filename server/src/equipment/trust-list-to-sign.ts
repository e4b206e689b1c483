import { decodeCbor, encodeTrustList, TRUST_LIST_CONTENT_TYPE, TRUST_LIST_MAX_BYTES, toHex } from '@garita/trust';
import type { Clock } from '../ports/clock.ts';
import { compileTrustList, type ListDates, type ListGrounds, saysTheSame } from './compile-trust-list.ts';
import type { SignedKind, Wanted } from './signing-desk.ts';
import { trustListChanges } from './trust-list-changes.ts';
import type { TrustLists } from './trust-lists.ts';

const DAY_MS = 86_400_000;

export interface TrustListToSignNeeds {
  readonly clock: Clock;
  readonly lists: Pick<TrustLists, 'current' | 'import'>;
  /** How long a list holds, days. */
  readonly validDays: number;
  /** No list outlives the descriptor that names its signers, ms since 1970. */
  descriptorEnds(): number;
  /** Whether a listing in force waits for its credential, which the list is to name. */
  credentialWaits(grounds: ListGrounds): Promise<boolean>;
}

/**
 * The trust list, whenever what follows from the decisions is not what the list in force says, or less than half of its
 * time is left, or the descriptor no longer bears it out. Nothing else ever becomes a list.
 */
export function trustListToSign(needs: TrustListToSignNeeds): SignedKind {
  const { clock, lists } = needs;
  return {
    kind: 'trust-list',
    contentType: TRUST_LIST_CONTENT_TYPE,
    typ: null,
    maxBytes: TRUST_LIST_MAX_BYTES,
    stale: 'TRUST_LIST_DRAFT_STALE',
    async wanted(grounds): Promise<readonly Wanted[]> {
      const { before } = grounds;
      const issuedAt = clock.now();
      const expiresAt = Math.min(issuedAt + needs.validDays * DAY_MS, needs.descriptorEnds());
      const next = compileTrustList(grounds, { issuedAt, expiresAt });
      const isEmpty = next.configurations.length === 0;
      // An agency that has decided nothing yet has nothing to list.
      if (!before && isEmpty) return [];
      // One whose signers the descriptor no longer names, or that it asks more signatures of, is in force no more.
      const stands = (await lists.current()) !== undefined;
      if (before && stands && saysTheSame(next, before) && !isHalfOver(before, issuedAt)) return [];
      const known = new Set((before?.answers ?? []).map(toHex));
      const answered = grounds.takingAway.filter(({ hash }) => !known.has(hash));
      return [
        {
          subject: '',
          payload: encodeTrustList(next),
          isStill(payload) {
            const dates = datesOf(payload);
            const same = encodeTrustList(compileTrustList(grounds, dates));
            return Buffer.compare(same, payload) === 0 && !isHalfOver(dates, issuedAt);
          },
          describe(payload) {
            const draft = compileTrustList(grounds, datesOf(payload));
            return {
              title: { es: `Lista de confianza ${draft.version}`, en: `Trust list ${draft.version}` },
              says: trustListChanges(draft, before, answered),
            };
          },
          waitsFor: (await needs.credentialWaits(grounds)) ? 'EQUIPMENT_CREDENTIAL_FIRST' : undefined,
        },
      ];
    },
    async putInForce(signed, _draft, also) {
      await lists.import(signed, also);
    },
  };
}

function isHalfOver({ expiresAt, issuedAt }: ListDates, now: number): boolean {
  return expiresAt - now < (expiresAt - issuedAt) / 2;
}

/** Of a payload that this server made. */
function datesOf(payload: Uint8Array): ListDates {
  const fields = decodeCbor(payload, { maxBytes: TRUST_LIST_MAX_BYTES }) as ReadonlyMap<string, number>;
  return { issuedAt: fields.get('issuedAt') as number, expiresAt: fields.get('expiresAt') as number };
}
