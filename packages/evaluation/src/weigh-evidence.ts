import { day, listed, quoted } from './explain.ts';
import { monthsLater } from './months.ts';
import type { Confidence, EvidenceRecord, EvidenceUsed, Kept } from './records.ts';
import { type Bilingual, inBoth } from './words.ts';

/**
 * What a document counts for. `doubted`: evidence of the same confidence speaks against it; then what it shows against the equipment counts,
 * and what it shows for it does not. `set-aside`: evidence of higher confidence does, and it counts for nothing.
 */
export type Weight = 'counts' | 'doubted' | 'set-aside' | 'expired' | 'not-yet';

export interface Weighed {
  readonly kept: Kept<EvidenceRecord>;
  readonly weight: Weight;
  /** Whatever speaks against it, weaker evidence too. */
  readonly counteredBy: readonly Kept<EvidenceRecord>[];
}

const RANK: Readonly<Record<Confidence, number>> = { low: 0, medium: 1, high: 2 };

/** The evidence about one configuration, each document weighed against the others at a time; oldest first, in one order for ever. */
export function weighEvidence(evidence: readonly Kept<EvidenceRecord>[], configuration: string, at: number): Weighed[] {
  const own = evidence.filter(({ body }) => body.configuration === configuration).toSorted(byAge);
  const setAside = new Set<string>();
  const weights = new Map<string, Weight>();
  // Strongest first: what has itself been set aside sets nothing aside.
  for (const kept of own.toSorted((one, other) => rank(other) - rank(one))) {
    const weight = weigh(
      kept,
      countersOf(kept, own, at).filter(({ id }) => !setAside.has(id)),
      at,
    );
    weights.set(kept.id, weight);
    if (weight === 'set-aside') setAside.add(kept.id);
  }
  return own.map((kept) => ({
    kept,
    weight: weights.get(kept.id) ?? 'not-yet',
    counteredBy: countersOf(kept, own, at),
  }));
}

function weigh({ body }: Kept<EvidenceRecord>, counters: readonly Kept<EvidenceRecord>[], at: number): Weight {
  if (body.issuedAt > at) return 'not-yet';
  const stronger = counters.filter((counter) => rank(counter) > RANK[body.confidence]);
  // A counter whose own time is over still raises doubt: no evidence gets better by waiting.
  if (stronger.some((counter) => !isOver(counter.body, at))) return 'set-aside';
  if (isOver(body, at)) return 'expired';
  const raisesDoubt = stronger.length > 0 || counters.some((counter) => rank(counter) === RANK[body.confidence]);
  return raisesDoubt ? 'doubted' : 'counts';
}

function countersOf({ id }: Kept<EvidenceRecord>, own: readonly Kept<EvidenceRecord>[], at: number) {
  return own.filter((other) => other.id !== id && other.body.issuedAt <= at && other.body.counters.includes(id));
}

function isOver({ validUntil }: EvidenceRecord, at: number): boolean {
  return validUntil !== null && at >= validUntil;
}

function rank({ body }: Kept<EvidenceRecord>): number {
  return RANK[body.confidence];
}

function byAge(one: Kept<EvidenceRecord>, other: Kept<EvidenceRecord>): number {
  return one.body.issuedAt - other.body.issuedAt || (one.id < other.id ? -1 : 1);
}

/** Whether something of a date is recent enough; `null` months: any age is. What lies ahead is not. */
export function isFresh(dated: number, freshMonths: number | null, at: number): boolean {
  return dated <= at && (freshMonths === null || at < monthsLater(dated, freshMonths));
}

/** As the reasoned record names a document. */
function used({ kept: { id, hash, body } }: Weighed): EvidenceUsed {
  return { id, hash, document: body.document?.sha256 ?? null, title: body.title, issuedAt: body.issuedAt };
}

/** Documents for the record: those that counted, and whatever spoke against them; each once, oldest first. */
export function usedWithCounters(counted: readonly Weighed[], all: readonly Weighed[]): EvidenceUsed[] {
  const ids = new Set(counted.flatMap(({ kept, counteredBy }) => [kept.id, ...counteredBy.map(({ id }) => id)]));
  return all
    .filter(({ kept }) => ids.has(kept.id))
    .map(used)
    .slice(0, MOST_USED);
}

/** The contract's bound. */
const MOST_USED = 512;

/** Says which documents are spoken against and what became of them; `undefined` where none is. */
export function sayCountered(documents: readonly Weighed[]): Bilingual | undefined {
  const said = documents
    .filter(({ counteredBy }) => counteredBy.length > 0)
    .map(({ kept, weight, counteredBy }) => {
      const title = quoted(kept.body.title);
      const against = listed(
        counteredBy.map(({ body }) => quoted(body.title)),
        3,
      );
      const then = BECOMES[weight];
      return inBoth(
        `${title.es} es contradicho por ${against.es}: ${then.es}`,
        `${title.en} is spoken against by ${against.en}: ${then.en}`,
      );
    });
  if (said.length === 0) return undefined;
  const row = listed(said, 4);
  return inBoth(`${row.es}.`, `${row.en}.`);
}

const BECOMES: Readonly<Record<Weight, Bilingual>> = {
  counts: inBoth(
    'cuenta, pues lo contradice evidencia de menor confianza',
    'it counts, as the other has less confidence',
  ),
  doubted: inBoth('cuenta solo en lo que muestra en contra', 'only what it shows against the equipment counts'),
  'set-aside': inBoth(
    'no cuenta, pues la otra tiene mayor confianza',
    'it does not count, as the other has more confidence',
  ),
  expired: inBoth('no cuenta, y además venció', 'it does not count, and has run out as well'),
  'not-yet': inBoth('aún no cuenta', 'it does not count yet'),
};

/** Says from when a document is and who issued it. */
export function sayDocument({ kept: { body } }: Weighed): Bilingual {
  const title = quoted(body.title);
  const by = quoted(inBoth(body.issuer, body.issuer), 80);
  const issued = day(body.issuedAt);
  return inBoth(`${title.es}, ${by.es}, ${issued.es}`, `${title.en}, ${by.en}, ${issued.en}`);
}
