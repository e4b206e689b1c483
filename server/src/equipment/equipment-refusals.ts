import type { EquipmentRefusalList } from '@garita/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import { personOf } from '../http/api-person.ts';
import { Refusal } from '../http/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import type { RecordTables } from './record-table.ts';

const MAX_TEXT = 500;
/** As many attempts as are kept; whoever makes more of them pushes out the oldest, and is on every one that is left. */
const MAX_KEPT = 10_000;

export interface EquipmentRefusals {
  note(attempt: Omit<EquipmentRefusalList['refusals'][number], 'number' | 'at'>): Promise<void>;
  /** The newest first, before a number. */
  list(page: { readonly before?: number | undefined; readonly limit: number }): Promise<EquipmentRefusalList>;
}

/** Attempts that were refused: kept, so that whoever answers for the equipment sees who tried what. */
export function equipmentRefusals({
  clock,
  database,
}: {
  readonly clock: Clock;
  readonly database: Database;
}): EquipmentRefusals {
  return {
    async note({ by, action, subject, code, detail }) {
      const row = { by, action, code, subject: subject.slice(0, MAX_TEXT), detail: detail.slice(0, MAX_TEXT) };
      await database.transaction(async (tx) => {
        const table = tx.tables<RecordTables>();
        const { number } = await table
          .insertInto('equipment_refusals')
          .values({ ...row, at: clock.now() })
          .returning('number')
          .executeTakeFirstOrThrow();
        await table
          .deleteFrom('equipment_refusals')
          .where('number', '<=', number - MAX_KEPT)
          .execute();
      });
    },
    async list({ before, limit }) {
      let query = database
        .tables<RecordTables>()
        .selectFrom('equipment_refusals')
        .selectAll()
        .orderBy('number', 'desc')
        .limit(limit);
      if (before !== undefined) query = query.where('number', '<', before);
      const refusals = await query.execute();
      const last = refusals.at(-1);
      return { refusals, next: last && refusals.length === limit && last.number > 1 ? last.number : null };
    },
  };
}

/** Whatever is written at this scope's routes and refused is noted, with who tried. */
export function noteRefusals(
  app: FastifyInstance,
  refusals: EquipmentRefusals,
  report: (error: unknown) => void,
): void {
  app.addHook('onError', async (request, _reply, error) => {
    if (request.method === 'GET') return;
    const told = toldOf(error);
    const by = told && whoAsked(request);
    if (!told || by === undefined) return;
    const action = `${request.method} ${request.routeOptions.url ?? ''}`;
    const subject = Object.values((request.params ?? {}) as Record<string, string>).join(' ');
    // Whoever tried gets the refusal all the same.
    await refusals.note({ by, action, subject, ...told }).catch(report);
  });
}

function toldOf(error: unknown): { readonly code: string; readonly detail: string } | undefined {
  if (error instanceof Refusal) return { code: error.code, detail: error.message };
  if (error instanceof ZodError)
    return { code: 'BODY_MALFORMED', detail: error.issues.map(({ path }) => path.join('.')).join('; ') };
  return undefined;
}

/** Somebody without a key is nobody whose attempt could be kept. */
function whoAsked(request: FastifyRequest): string | undefined {
  try {
    return personOf(request).person;
  } catch {
    return undefined;
  }
}
