import type { ConfigurationView, EvaluationRecord, Kept } from '@garita/api';
import { allOf } from './kept-of.ts';

type EvidenceUsed = EvaluationRecord['requirements'][number]['evidence'][number];

/** All evidence of a briefing, numbered as it is met; what the evaluation used and nobody finds any more is there, too. */
export interface EvidenceBook {
  readonly entries: readonly EvidenceEntry[];
  numberOf(id: string): number | undefined;
  entryOf(id: string): string | undefined;
}

export interface EvidenceEntry {
  readonly id: string;
  readonly number: number;
  readonly entry: string;
  readonly record: Kept<'evidence'> | undefined;
  /** As the newest evaluation used it. */
  readonly used: EvidenceUsed | undefined;
}

export function evidenceBook({ evaluations, evidence, findings }: ConfigurationView): EvidenceBook {
  const used = (evaluations[0]?.record.requirements ?? []).flatMap((line) => line.evidence);
  const records = allOf('evidence', evidence);
  const ids = new Set([
    ...used.map(({ id }) => id),
    ...allOf('finding', findings).flatMap(({ body }) => body.evidence),
    ...records.toSorted((one, other) => one.body.issuedAt - other.body.issuedAt).map(({ id }) => id),
  ]);
  const found = new Map(records.map((record) => [record.id, record]));
  const usedAs = new Map(used.map((one) => [one.id, one]));
  const entries = [...ids]
    .filter((id) => found.has(id) || usedAs.has(id))
    .map((id, at) => {
      return { id, number: at + 1, entry: `evidence-${at + 1}`, record: found.get(id), used: usedAs.get(id) };
    });
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return {
    entries,
    numberOf: (id) => byId.get(id)?.number,
    entryOf: (id) => byId.get(id)?.entry,
  };
}
