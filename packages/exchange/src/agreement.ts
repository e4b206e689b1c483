import {
  agencyId,
  bool,
  bytes,
  type CborValue,
  decodeCbor,
  encodeCbor,
  identifier,
  list,
  nullable,
  oneOf,
  prose,
  record,
  type Shape,
  type Shaped,
  text,
  time,
  uint,
} from '@garita/trust';
import { ExchangeError, refusingAs } from './exchange-error.ts';

/** Longest agreement bytes read. */
export const AGREEMENT_MAX_BYTES = 64 * 1024;
/** Longest policy text, in UTF-16 units. */
export const POLICY_MAX_LENGTH = 16 * 1024;
// One hundred years: long enough for any archive law, short enough to be a promise somebody can keep.
const MAX_RETENTION_DAYS = 36_525;

const title = record({ es: text(200), en: text(200) });
const paragraphs = record({ es: prose(8192), en: prose(8192) });

const agreementShape = record({
  v: oneOf(1),
  id: identifier,
  version: uint(1_000_000, 1),
  /** In order of agency id. */
  parties: list(record({ agency: agencyId, /** SHA-256 of the root certificate (DER). */ root: bytes(32) }), 2, 2),
  title,
  purpose: paragraphs,
  text: paragraphs,
  /** What may be handed over at all; the policy decides case by case. */
  items: list(oneOf('scan', 'decision'), 2, 1),
  retentionDays: uint(MAX_RETENTION_DAYS, 1),
  /** Cedar. */
  policy: prose(POLICY_MAX_LENGTH),
  validFrom: time,
  validUntil: time,
  /** Agreement hash of the version before. */
  previous: nullable(bytes(32)),
  /** Made for a demonstration, signed with keys that are no secret. */
  sample: bool,
});

/** The terms between two agencies, as data. */
export type Agreement = Shaped<typeof agreementShape>;
export type Item = Agreement['items'][number];

/** Agreement bytes. Throws `AGREEMENT_MALFORMED` instead of making what nobody would read. */
export function makeAgreement(agreement: Agreement): Uint8Array {
  const made = encodeCbor(agreement as unknown as CborValue);
  readAgreement(made);
  return made;
}

/** Parses agreement bytes and trusts nothing in them. Throws `AGREEMENT_MALFORMED`. */
export function readAgreement(input: Uint8Array): Agreement {
  const agreement = refusingAs('AGREEMENT_MALFORMED', () =>
    (agreementShape as Shape<Agreement>)(decodeCbor(input, { maxBytes: AGREEMENT_MAX_BYTES }), ''),
  );
  const [first, second] = agreement.parties;
  // One order and no repetition: the same terms have one hash.
  if (!first || !second || first.agency >= second.agency) throw malformed('the parties are two, in order of their ids');
  if (new Set(agreement.items).size !== agreement.items.length) throw malformed('an item is named twice');
  if (agreement.validFrom >= agreement.validUntil) throw malformed('it ends before it begins');
  if ((agreement.version === 1) !== (agreement.previous === null)) {
    throw malformed('the first version, and no other, has no predecessor');
  }
  return agreement;
}

function malformed(message: string): ExchangeError {
  return new ExchangeError('AGREEMENT_MALFORMED', message);
}
