import { fromHex } from './bytes.ts';
import type { JsonValue } from './json.ts';
import { matching, oneOf, record, type Shape, text } from './shape.ts';
import { agencyUrn } from './statement.ts';
import { TrustError } from './trust-error.ts';

// Securing Verifiable Credentials using JOSE and COSE, section 3.3: headers of a credential in COSE_Sign1.
export const CREDENTIAL_CONTENT_TYPE = 'application/vc';
export const CREDENTIAL_TYP = 'application/vc+cose';

/**
 * Verifiable Credentials Data Model 2.0 section 4.3: its own context first. Ours stands inside, so that nobody has to
 * fetch anything to know what a word means.
 */
export const CREDENTIAL_CONTEXT = [
  'https://www.w3.org/ns/credentials/v2',
  { '@vocab': 'urn:garita:approval:v1#' },
] as const;

export interface InBothLanguages {
  readonly es: string;
  readonly en: string;
}

/** Exactly this value. */
export function exactly(expected: JsonValue): Shape<true> {
  const wanted = JSON.stringify(expected);
  return (value, path) => {
    if (JSON.stringify(plain(value)) === wanted) return true;
    throw new TrustError('JSON_MALFORMED', `${path}: expected ${wanted}`);
  };
}

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const hexHash: Shape<Uint8Array> = (value, path) =>
  fromHex(matching(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal')(value, path)) as Uint8Array;

const DATE_TIME = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/;

/** A dateTimeStamp of XML Schema in its one form here, `2026-11-23T12:00:00.000Z`, as milliseconds since 1970. */
export const dateTime: Shape<number> = (value, path) => {
  const at = Date.parse(matching(DATE_TIME, 'a time like 2026-11-23T12:00:00.000Z')(value, path));
  if (at >= 0 && new Date(at).toISOString() === value) return at;
  throw new TrustError('JSON_MALFORMED', `${path}: no such day`);
};

export function dateTimeText(at: number): string {
  return new Date(at).toISOString();
}

/** Section 11.1 of the data model: a text with its language. */
export function languagesText({ es, en }: InBothLanguages): JsonValue {
  return [
    { '@language': 'es', '@value': es },
    { '@language': 'en', '@value': en },
  ];
}

/** Both languages, Spanish first. */
export function languages(one: Shape<string>): Shape<InBothLanguages> {
  const inLanguage = (language: string) => record({ '@language': oneOf(language), '@value': one });
  return (value, path) => {
    if (!Array.isArray(value) || value.length !== 2)
      throw new TrustError('JSON_MALFORMED', `${path}: expected two languages`);
    return {
      es: inLanguage('es')(value[0], `${path}[0]`)['@value'],
      en: inLanguage('en')(value[1], `${path}[1]`)['@value'],
    };
  };
}

const agencyName = languages(text(120));

export interface CredentialIssuer {
  readonly agency: string;
  readonly agencyName: InBothLanguages;
}

/** The agency, as the URN of its certificates and by name. */
export const issuer: Shape<CredentialIssuer> = (value, path) => {
  const { id, name } = record({ id: matching(ISSUER, 'the URN of an agency'), name: agencyName })(value, path);
  return { agency: id.slice(agencyUrn('').length), agencyName: name };
};
const ISSUER = /^urn:garita:agency:[a-z][a-z0-9-]{0,31}$/;

export function issuerText({ agency, agencyName: name }: CredentialIssuer): JsonValue {
  return { id: agencyUrn(agency), name: languagesText(name) };
}

/** Where a status list is published: an address, or a name. */
export const listAddress: Shape<string> = matching(/^(?:https?:\/\/|urn:)[!-~]{1,500}$/, 'an address or URN');

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)]));
}
