import { EQUIPMENT_RECORDS, type KeptRecord, type RecordKind, type RecordOf } from '@garita/api';
import { ZodError } from 'zod';
import { Refusal } from '../http/refusal.ts';
import { checkBodies, type RecordContext } from './check-bodies.ts';

/** A record's body as its kind asks, whatever else came with it left out. Throws TRIALS_IMPOSSIBLE and `ZodError`. */
export function readBody<K extends RecordKind>(kind: K, body: unknown): RecordOf<K> {
  try {
    return EQUIPMENT_RECORDS[kind].parse(body) as RecordOf<K>;
  } catch (error) {
    const impossible = error instanceof ZodError && error.issues.find(isHitsBeyondTrials);
    if (!impossible) throw error;
    throw new Refusal(422, 'TRIALS_IMPOSSIBLE', `${impossible.path.join('.')}: ${impossible.message}`);
  }
}

/** Only the rule that hits are within trials has a custom issue there. */
function isHitsBeyondTrials({ code, path }: ZodError['issues'][number]): boolean {
  return code === 'custom' && path.at(-1) === 'hits';
}

/**
 * That what a record names is there and belongs to it, and that it does not contradict itself. Throws a `Refusal`;
 * nothing it looks for is ever deleted, so that what it finds once stays true.
 */
export async function checkRecord<K extends RecordKind>(
  kind: K,
  id: string,
  body: RecordOf<K>,
  before: KeptRecord | undefined,
  context: RecordContext,
): Promise<void> {
  const check = checkBodies[kind] as (one: {
    readonly id: string;
    readonly body: RecordOf<K>;
    readonly before: RecordOf<K> | undefined;
    readonly context: RecordContext;
  }) => Promise<void> | void;
  await check({ id, body, before: before?.body as RecordOf<K> | undefined, context });
}
