import type { Grounding } from './assessment.ts';
import type { AssessmentReason } from './assessment-reasons.ts';
import { listed, quoted } from './explain.ts';
import type { EvidenceRecord } from './records.ts';
import type { Weighed } from './weigh-evidence.ts';
import { type Bilingual, inBoth } from './words.ts';

/** Why a document that speaks to a requirement does not count for it. */
export type Exclusion = Extract<
  AssessmentReason,
  | 'EVIDENCE_STALE'
  | 'EVIDENCE_COUNTERED'
  | 'EVIDENCE_WITHOUT_DOCUMENT'
  | 'UNIT_DIFFERS'
  | 'EVIDENCE_OTHER_CONFIGURATION'
>;

export interface Excluded {
  readonly body: EvidenceRecord;
  readonly why: Exclusion;
}

const SAID: Readonly<Record<Exclusion, Bilingual>> = {
  EVIDENCE_STALE: inBoth('fuera de fecha', 'out of date'),
  EVIDENCE_COUNTERED: inBoth('contradicho por otra evidencia', 'spoken against by other evidence'),
  EVIDENCE_WITHOUT_DOCUMENT: inBoth('sin documento', 'without a document'),
  UNIT_DIFFERS: inBoth('en otra unidad', 'in another unit'),
  EVIDENCE_OTHER_CONFIGURATION: inBoth('de otra configuración', 'of another configuration'),
};

/** What a document’s weight excludes it for, whatever it says. */
export function excludedBy({ weight }: Weighed): Exclusion | undefined {
  if (weight === 'expired' || weight === 'not-yet') return 'EVIDENCE_STALE';
  return weight === 'set-aside' ? 'EVIDENCE_COUNTERED' : undefined;
}

/** The foreign documents that would have spoken to a requirement. */
export function foreignThat({ foreign }: Grounding, speaks: (body: EvidenceRecord) => boolean): Excluded[] {
  return foreign.filter(({ body }) => speaks(body)).map(({ body }) => ({ body, why: 'EVIDENCE_OTHER_CONFIGURATION' }));
}

/** The reason where nothing counts at all: the nearest miss, in the order of `SAID`. */
export function whyNothingCounts(excluded: readonly Excluded[]): AssessmentReason {
  const order = Object.keys(SAID) as Exclusion[];
  return order.find((why) => excluded.some((one) => one.why === why)) ?? 'EVIDENCE_MISSING';
}

/** Names what was not counted, and why; `undefined` where everything was. */
export function sayExcluded(excluded: readonly Excluded[]): Bilingual | undefined {
  if (excluded.length === 0) return undefined;
  const row = listed(
    excluded.map(({ body, why }) => {
      const title = quoted(body.title);
      return inBoth(`${title.es} (${SAID[why].es})`, `${title.en} (${SAID[why].en})`);
    }),
  );
  return inBoth(`No cuenta: ${row.es}.`, `Not counted: ${row.en}.`);
}
