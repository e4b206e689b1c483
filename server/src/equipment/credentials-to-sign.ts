import type { Bilingual, Kept } from '@garita/api';
import {
  APPROVAL_CREDENTIAL_MAX_BYTES,
  type ApprovalCredential,
  agencyUrn,
  CREDENTIAL_CONTENT_TYPE,
  CREDENTIAL_TYP,
  encodeApprovalCredential,
} from '@garita/trust';
import type { Clock } from '../ports/clock.ts';
import type { ListGrounds } from './compile-trust-list.ts';
import { listedUntil } from './configuration-states.ts';
import type { Credentials } from './credentials.ts';
import { dayWords } from './date-words.ts';
import { SECTION_NAMES } from './decision-sentences.ts';
import type { KeptDecision } from './kept-decision.ts';
import type { SignedKind, Wanted } from './signing-desk.ts';

export interface CredentialsToSignNeeds {
  readonly agencyName: Bilingual;
  readonly clock: Clock;
  readonly credentials: Pick<Credentials, 'putInForce' | 'place'>;
}

/** Name under which an agency's credentials and its status list speak of that list. */
export function statusListAddress(agency: string): string {
  return `${agencyUrn(agency)}:status-list`;
}

/** For each configuration that is listed now, the credential of that listing, until it is in force. */
export function credentialsToSign({ agencyName, clock, credentials }: CredentialsToSignNeeds): SignedKind {
  return {
    kind: 'credential',
    contentType: CREDENTIAL_CONTENT_TYPE,
    typ: CREDENTIAL_TYP,
    maxBytes: APPROVAL_CREDENTIAL_MAX_BYTES,
    stale: 'EQUIPMENT_DRAFT_STALE',
    async wanted(known): Promise<readonly Wanted[]> {
      const wanted: Wanted[] = [];
      for (const { id, listing, newest } of known.states) {
        // What is suspended or removed gets none: it would be good for nothing.
        if (!listing || newest.hash !== listing.hash) continue;
        if (known.credentials.has(listing.hash)) continue;
        const place = await credentials.place(listing);
        const made = credentialOf(id, listing, { known, agencyName, place });
        if (!made || made.validUntil <= Math.max(made.validFrom, clock.now())) continue;
        const payload = encodeApprovalCredential(made);
        wanted.push({
          subject: listing.hash,
          payload,
          isStill: (draft) => Buffer.compare(draft, payload) === 0,
          describe: () => ({ title: titleOf(made), says: sentencesOf(made) }),
        });
      }
      return wanted;
    },
    putInForce: (signed, draft, also) => credentials.putInForce(signed, draft, also),
  };
}

interface CredentialGrounds {
  readonly known: ListGrounds;
  readonly agencyName: Bilingual;
  /** The first of its two places in the status list. */
  readonly place: number;
}

function credentialOf(
  id: string,
  listing: KeptDecision,
  { agencyName, known, place }: CredentialGrounds,
): ApprovalCredential | undefined {
  const configuration = known.configurations.find((one) => one.id === id)?.body;
  const model = known.models.find((one) => one.id === configuration?.model)?.body;
  const maker = known.suppliers.find((one) => one.id === model?.maker)?.body;
  const standard = known.standards.find((one) => one.id === configuration?.standard)?.body;
  const { decision } = listing;
  const validUntil = listedUntil(listing, standard?.endsAt ?? null);
  if (!configuration || !decision.section || validUntil === null) return undefined;
  return {
    agency: known.agency,
    agencyName,
    id: listing.hash,
    validFrom: decision.validFrom ?? decision.at,
    validUntil,
    configuration: id,
    maker: maker?.name ?? model?.maker ?? '-',
    model: model?.name ?? configuration.model,
    name: configuration.name,
    hardware: configuration.hardware,
    software: softwareOf(configuration),
    standard: configuration.standard,
    conceptOfOperations: configuration.conceptOfOperations,
    section: decision.section,
    contexts: decision.contexts,
    conditions: decision.conditions,
    decision: decision.payloadHash,
    record: decision.record,
    status: { list: statusListAddress(known.agency), suspension: place, revocation: place + 1 },
    sample: known.sample,
  };
}

function softwareOf({ software }: Kept<'configuration'>['body']): Uint8Array[] {
  const digests = software.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256]));
  return [...new Set(digests)].sort().map((digest) => new Uint8Array(Buffer.from(digest, 'hex')));
}

function titleOf({ configuration, name }: ApprovalCredential): Bilingual {
  return {
    es: `Credencial de aprobación de ${configuration}, ${name.es}`,
    en: `Approval credential of ${configuration}, ${name.en}`,
  };
}

function sentencesOf(made: ApprovalCredential): Bilingual[] {
  const { conditions, configuration, contexts, hardware, maker, model, section, software, standard } = made;
  const [from, until] = [dayWords(made.validFrom), dayWords(made.validUntil)];
  const uses = contexts.join(', ') || '–';
  return [
    {
      es: `La agencia ${made.agency} aprobó ${configuration} (${maker} ${model}) en la sección «${SECTION_NAMES[section].es}», del ${from.es} al ${until.es}.`,
      en: `Agency ${made.agency} approved ${configuration} (${maker} ${model}) as ${SECTION_NAMES[section].en}, from ${from.en} until ${until.en}.`,
    },
    {
      es: `Hardware: ${hardware}. Software con huella: ${software.length}. Norma: ${standard}.`,
      en: `Hardware: ${hardware}. Software with a hash: ${software.length}. Standard: ${standard}.`,
    },
    { es: `Usos: ${uses}.`, en: `Uses: ${uses}.` },
    ...conditions.map(({ es, en }) => ({ es: `Condición: ${es}`, en: `Condition: ${en}` })),
  ];
}
