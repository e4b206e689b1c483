import { toHex } from './bytes.ts';
import { credentialDocument } from './credential-document.ts';
import {
  CREDENTIAL_CONTEXT,
  type CredentialIssuer,
  dateTime,
  dateTimeText,
  exactly,
  hexHash,
  type InBothLanguages,
  issuer,
  issuerText,
  languages,
  languagesText,
  listAddress,
} from './credential-parts.ts';
import { type CredentialVerdict, credentialVerdict } from './credential-verdict.ts';
import type { TrustCrypto } from './crypto.ts';
import type { AgencyDescriptor } from './descriptor.ts';
import { listingSection } from './equipment-decision.ts';
import { encodeJson, type JsonValue } from './json.ts';
import type { OfficerSigned } from './officer-document.ts';
import { bool, identifier, list, matching, nullable, oneOf, prose, record, type Shape, text } from './shape.ts';
import { agencyUrn } from './statement.ts';
import { verifyStatusList } from './status-list.ts';
import { TrustError } from './trust-error.ts';

export const APPROVAL_CREDENTIAL_MAX_BYTES = 131_072;

/** What an agency says of a configuration it approved: for whoever buys or admits it, to check without asking. */
export interface ApprovalCredential extends CredentialIssuer {
  readonly id: string;
  /** Milliseconds since 1970. An approval always ends. */
  readonly validFrom: number;
  readonly validUntil: number;
  readonly configuration: string;
  readonly maker: string;
  readonly model: string;
  readonly name: InBothLanguages;
  readonly hardware: string;
  /** SHA-256 of each approved software. */
  readonly software: readonly Uint8Array[];
  readonly standard: string;
  readonly conceptOfOperations: InBothLanguages;
  readonly section: 'qualified' | 'approved-conditional' | 'grandfathered';
  readonly contexts: readonly string[];
  readonly conditions: readonly InBothLanguages[];
  /** Payload hash of the equipment decision it follows from. */
  readonly decision: Uint8Array;
  /** SHA-256 of the evaluation record. */
  readonly record: Uint8Array | null;
  /** Its two places in a status list. */
  readonly status: { readonly list: string; readonly suspension: number; readonly revocation: number };
  readonly sample: boolean;
}

declare const verified: unique symbol;
/** A credential all of whose signatures were checked; only `verifyApprovalCredential` makes one. */
export type VerifiedApprovalCredential = ApprovalCredential & OfficerSigned & { readonly [verified]: true };

const TYPE = ['VerifiableCredential', 'EquipmentApprovalCredential'];

const index: Shape<number> = (value, path) =>
  Number(matching(/^(?:0|[1-9][0-9]{0,6})$/, 'a place in a status list')(value, path));
const statusEntry = record({
  type: oneOf('BitstringStatusListEntry'),
  statusPurpose: oneOf('suspension', 'revocation'),
  statusListIndex: index,
  statusListCredential: listAddress,
});

const wire = record({
  '@context': exactly(CREDENTIAL_CONTEXT),
  id: text(200),
  type: exactly(TYPE),
  issuer,
  validFrom: dateTime,
  validUntil: dateTime,
  credentialSubject: record({
    id: text(200),
    maker: text(300),
    model: text(300),
    name: languages(text(4000)),
    hardware: text(300),
    software: list(hexHash, 16),
    standard: identifier,
    conceptOfOperations: languages(prose(4000)),
    section: listingSection,
    contexts: list(identifier, 16),
    // JSON-LD flattens a list in a list: each condition is a thing of its own, so that its languages stay together.
    conditions: list(record({ description: languages(prose(500)) }), 16),
    sample: bool,
  }),
  evidence: list(record({ type: oneOf('EquipmentDecision'), decision: hexHash, record: nullable(hexHash) }), 1, 1),
  credentialStatus: list(statusEntry, 2, 2),
});

const shape: Shape<ApprovalCredential> = (value, path) => {
  const read = wire(value, path);
  const { agency } = read.issuer;
  const { id: subject, ...about } = read.credentialSubject;
  const [suspension, revocation] = read.credentialStatus;
  const [evidence] = read.evidence;
  if (suspension?.statusPurpose !== 'suspension' || revocation?.statusPurpose !== 'revocation' || !evidence)
    throw new TrustError('JSON_MALFORMED', 'credentialStatus: expected suspension, then revocation');
  if (suspension.statusListCredential !== revocation.statusListCredential)
    throw new TrustError('JSON_MALFORMED', 'credentialStatus: in two lists');
  if (suspension.statusListIndex === revocation.statusListIndex)
    throw new TrustError('JSON_MALFORMED', 'credentialStatus: one place for two purposes');
  return {
    ...read.issuer,
    ...about,
    conditions: about.conditions.map(({ description }) => description),
    id: nameIn(read.id, credentialUrn(agency, ''), 'id'),
    validFrom: read.validFrom,
    validUntil: read.validUntil,
    configuration: nameIn(subject, configurationUrn(agency, ''), 'credentialSubject.id'),
    decision: evidence.decision,
    record: evidence.record,
    status: {
      list: suspension.statusListCredential,
      suspension: suspension.statusListIndex,
      revocation: revocation.statusListIndex,
    },
  };
};

function nameIn(urn: string, start: string, path: string): string {
  if (!urn.startsWith(start)) throw new TrustError('JSON_MALFORMED', `${path}: expected ${start}…`);
  return identifier(urn.slice(start.length), path);
}

function encode(credential: ApprovalCredential): Uint8Array {
  const { agency, configuration, decision, id, record, software, status, validFrom, validUntil } = credential;
  const { maker, model, name, hardware, standard, conceptOfOperations, section, contexts, conditions, sample } =
    credential;
  const entry = (statusPurpose: string, place: number): JsonValue => ({
    type: 'BitstringStatusListEntry',
    statusPurpose,
    statusListIndex: String(place),
    statusListCredential: status.list,
  });
  return encodeJson({
    '@context': CREDENTIAL_CONTEXT,
    id: credentialUrn(agency, id),
    type: TYPE,
    issuer: issuerText(credential),
    validFrom: dateTimeText(validFrom),
    validUntil: dateTimeText(validUntil),
    credentialSubject: {
      id: configurationUrn(agency, configuration),
      ...{ maker, model, hardware, standard, section, contexts, sample },
      name: languagesText(name),
      conceptOfOperations: languagesText(conceptOfOperations),
      software: software.map(toHex),
      conditions: conditions.map((condition) => ({ description: languagesText(condition) })),
    },
    evidence: [{ type: 'EquipmentDecision', decision: toHex(decision), record: record && toHex(record) }],
    credentialStatus: [entry('suspension', status.suspension), entry('revocation', status.revocation)],
  });
}

const document = credentialDocument<ApprovalCredential>({
  called: 'an approval credential',
  codes: 'CREDENTIAL',
  encode,
  maxBytes: APPROVAL_CREDENTIAL_MAX_BYTES,
  shape,
});

/** The JSON that officers sign, one sealing and the others countersigning. Throws `CREDENTIAL_MALFORMED`. */
export const encodeApprovalCredential = document.encode;

/** Signs a credential with one equipment authority's key; `counterSign` adds others. Throws `CREDENTIAL_MALFORMED`. */
export const makeApprovalCredential = document.seal;

/** Parses a credential and trusts nothing in it. Throws `CREDENTIAL_MALFORMED`. */
export const readApprovalCredential = document.read;

/**
 * A credential signed by as many equipment authorities as the descriptor asks for, and how it stands at `at` by the
 * status list, where one is given. Whether it still counts is an answer; one that is forged is a `TrustError` with a
 * `CREDENTIAL_` code, a forged status list one with a `STATUS_LIST_` code.
 */
export async function verifyApprovalCredential(
  crypto: TrustCrypto,
  input: Uint8Array,
  descriptor: AgencyDescriptor,
  at: number,
  statusList?: Uint8Array,
): Promise<{ readonly credential: VerifiedApprovalCredential; readonly verdict: CredentialVerdict }> {
  const credential = (await document.verify(crypto, input, descriptor)) as VerifiedApprovalCredential;
  const status = statusList && (await verifyStatusList(crypto, statusList, descriptor, at));
  return { credential, verdict: credentialVerdict(credential, status, at) };
}

/** The agency's own name of a credential, and of what it speaks of. */
export function credentialUrn(agency: string, id: string): string {
  return `${agencyUrn(agency)}:credential:${id}`;
}

export function configurationUrn(agency: string, configuration: string): string {
  return `${agencyUrn(agency)}:configuration:${configuration}`;
}
