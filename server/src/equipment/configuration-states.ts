import type { DecisionBook } from './decision-book.ts';
import type { KeptDecision } from './kept-decision.ts';

/** Where a configuration stands by the decisions in force about it. */
export interface ConfigurationState {
  readonly id: string;
  readonly newest: KeptDecision;
  /** The decision it was listed by last; `undefined` when it never was, or was refused or is tested anew since. */
  readonly listing: KeptDecision | undefined;
}

/** States that a listing outlives: it stays the ground of what is said about the configuration. */
const KEEPS_LISTING: ReadonlySet<string> = new Set(['listed', 'change-pending', 'suspended', 'removed', 'expired']);

/** Every configuration there is a decision in force about, by id. `inForce`: the newest of every subject, as the book has it. */
export async function configurationStates(
  inForce: readonly KeptDecision[],
  book: Pick<DecisionBook, 'chain'>,
): Promise<readonly ConfigurationState[]> {
  const newest = inForce.filter(({ decision }) => decision.subject.kind === 'configuration');
  return Promise.all(
    newest.map(async (one) => {
      const { id } = one.decision.subject;
      return { id, newest: one, listing: await listingOf(book, one) };
    }),
  );
}

async function listingOf(book: Pick<DecisionBook, 'chain'>, newest: KeptDecision): Promise<KeptDecision | undefined> {
  const { decision } = newest;
  if (decision.to === 'listed') return newest;
  if (!KEEPS_LISTING.has(decision.to)) return undefined;
  const inForce = await book.chain(decision.subject);
  return inForce.findLast(({ decision: { to } }) => to === 'listed');
}

/** Until when a listing holds: its own end or its standard's, whichever comes first; `null`: without end. */
export function listedUntil(listing: KeptDecision | undefined, standardEndsAt: number | null): number | null {
  const ends = [listing?.decision.validUntil ?? null, standardEndsAt].filter((end) => end !== null);
  return ends.length === 0 ? null : Math.min(...ends);
}
