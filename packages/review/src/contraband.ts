import type { ThreatCategory } from '@garita/dicos';

/** What an analyst may name; their names in words are in the web's catalogues. */
export const CONTRABAND_KINDS = [
  'precursor',
  'fentanyl',
  'methamphetamine',
  'other-synthetic-drug',
  'other-drug',
  'bulk-cash',
  'firearm',
  'ammunition',
  'explosive',
  'person',
  'undeclared-goods',
  'other',
] as const;
export type ContrabandKind = (typeof CONTRABAND_KINDS)[number];

/** DICOS v03 section 12, (4010,1012). */
export const THREAT_CATEGORIES = [
  'EXPLOSIVE',
  'PI',
  'CONTRABAND',
  'ANOMALY',
  'LAPTOP',
  'PHARMACEUTICAL',
  'OTHER',
] as const satisfies readonly ThreatCategory[];

// Why each: docs/standards/contraband.md, which a test compares with this table.
const CATEGORY: Readonly<Record<ContrabandKind, ThreatCategory>> = {
  precursor: 'CONTRABAND',
  fentanyl: 'CONTRABAND',
  methamphetamine: 'CONTRABAND',
  'other-synthetic-drug': 'CONTRABAND',
  'other-drug': 'CONTRABAND',
  'bulk-cash': 'CONTRABAND',
  firearm: 'PI',
  ammunition: 'PI',
  explosive: 'EXPLOSIVE',
  person: 'OTHER',
  'undeclared-goods': 'CONTRABAND',
  other: 'OTHER',
};

/** The DICOS category of a kind of contraband; of a kind that is not ours, OTHER. */
export function threatCategoryOf(kind: string): ThreatCategory {
  return Object.hasOwn(CATEGORY, kind) ? CATEGORY[kind as ContrabandKind] : 'OTHER';
}

export function isThreatCategory(text: string): text is ThreatCategory {
  return (THREAT_CATEGORIES as readonly string[]).includes(text);
}
