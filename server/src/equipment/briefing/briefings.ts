import { createHash } from 'node:crypto';
import { type BriefingBody, type BriefingRequest, briefingBody, type ConfigurationView } from '@garita/api';
import { z } from 'zod';
import { Refusal } from '../../http/refusal.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Database } from '../../ports/database.ts';
import type { Placed, TransparencyLog } from '../../ports/transparency-log.ts';
import type { Language } from '../../report/report.ts';
import { writePdf } from '../../report/write-pdf.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { briefing } from './briefing.ts';
import type { BriefingRow, BriefingTables } from './briefing-table.ts';
import type { BriefingGiven } from './pen.ts';

/** As many as one answer holds. */
const MOST_LISTED = 500;

export interface BriefingsNeeds {
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly log: Pick<TransparencyLog, 'append'>;
  readonly agency: string;
}

/** Briefings that were handed out: to whom, as which bytes, and who acknowledged. */
export interface Briefings {
  /** Writes both PDF into the archive, then logs and keeps who gets them. */
  issue(view: ConfigurationView, request: BriefingRequest, given: BriefingGiven, by: string): Promise<BriefingBody>;
  /** Newest first. */
  list(configuration?: string): Promise<readonly BriefingBody[]>;
  /** Throws BRIEFING_UNKNOWN. */
  get(hash: string): Promise<BriefingBody>;
  /** Throws BRIEFING_UNKNOWN, BRIEFING_NOT_ADDRESSED, BRIEFING_ACKNOWLEDGED. */
  acknowledge(hash: string, person: string): Promise<BriefingBody>;
}

/** What the hash of a briefing is made of. */
const manifest = briefingBody.omit({ id: true, logIndex: true, recipients: true }).extend({
  v: z.literal(1),
  agency: z.string(),
  recipients: z.array(briefingBody.shape.recipients.element.omit({ acknowledgedAt: true, acknowledgedBy: true })),
});

export function briefings({ agency, blobs, clock, database, log }: BriefingsNeeds): Briefings {
  const tables = () => database.tables<BriefingTables>();
  const find = (hash: string) =>
    tables().selectFrom('equipment_briefings').selectAll().where('hash', '=', hash).executeTakeFirst();
  const get = async (hash: string) => {
    const row = await find(hash);
    if (!row) throw new Refusal(404, 'BRIEFING_UNKNOWN', hash);
    return (await bodiesOf([row]))[0] as BriefingBody;
  };
  const bodiesOf = async (rows: readonly BriefingRow[]): Promise<BriefingBody[]> => {
    const hashes = rows.map(({ hash }) => hash);
    const seen = await tables()
      .selectFrom('equipment_acknowledgements')
      .selectAll()
      .where('briefing', 'in', hashes)
      .execute();
    return rows.map((row) => {
      const {
        agency: _agency,
        v: _v,
        recipients,
        ...said
      } = manifest.parse(JSON.parse(Buffer.from(row.bytes).toString('utf8')));
      const when = new Map(seen.filter(({ briefing }) => briefing === row.hash).map(({ at, person }) => [person, at]));
      return {
        ...said,
        id: row.hash,
        logIndex: row.log_index,
        recipients: recipients.map((one) => {
          const at = one.person === null ? undefined : when.get(one.person);
          return { ...one, acknowledgedAt: at ?? null, acknowledgedBy: at === undefined ? null : one.person };
        }),
      };
    });
  };
  const inTurn = oneAtATime();

  return {
    issue: (view, { note, recipients }, given, by) =>
      inTurn(async () => {
        const at = clock.now();
        const saying = { ...given, at, issue: { by, note, recipients } };
        const pdf = { es: await keepPdf(view, 'es', saying, blobs), en: await keepPdf(view, 'en', saying, blobs) };
        const { configuration, name } = view.line;
        const record = view.evaluations[0]?.hash ?? null;
        const said: z.infer<typeof manifest> = {
          ...{ v: 1, agency, configuration, configurationName: name, record, pdf, by, at, note, recipients },
        };
        const bytes = Buffer.from(JSON.stringify(said));
        const digest = createHash('sha256').update(bytes).digest();
        const hash = digest.toString('hex');
        const row = { hash, configuration, bytes, pdf_es: pdf.es, pdf_en: pdf.en, by, at };
        // The same to the same in the same millisecond is the same briefing.
        if (!(await find(hash)))
          await log.append([{ kind: 'equipment-record', digest }], async (tx, [place]) => {
            const values = { ...row, log_index: (place as Placed).index };
            await tx.tables<BriefingTables>().insertInto('equipment_briefings').values(values).execute();
          });
        return get(hash);
      }),
    async list(configuration) {
      let query = tables()
        .selectFrom('equipment_briefings')
        .selectAll()
        .orderBy('log_index', 'desc')
        .limit(MOST_LISTED);
      if (configuration !== undefined) query = query.where('configuration', '=', configuration);
      const rows = await query.execute();
      return rows.length === 0 ? [] : bodiesOf(rows);
    },
    get,
    async acknowledge(hash, person) {
      const found = await get(hash);
      const own = found.recipients.find((one) => one.person === person);
      if (!own) throw new Refusal(403, 'BRIEFING_NOT_ADDRESSED', `${person} is not on its distribution list`);
      const kept = await database.transaction((tx) =>
        tx
          .tables<BriefingTables>()
          .insertInto('equipment_acknowledgements')
          .values({ briefing: hash, person, at: clock.now() })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst(),
      );
      if (kept.numInsertedOrUpdatedRows === 0n)
        throw new Refusal(409, 'BRIEFING_ACKNOWLEDGED', `${person} acknowledged it before`);
      return get(hash);
    },
  };
}

async function keepPdf(
  view: ConfigurationView,
  language: Language,
  given: BriefingGiven,
  blobs: BlobStore,
): Promise<string> {
  const bytes = await writePdf(briefing(view, language, given));
  const hash = createHash('sha256').update(bytes).digest('hex');
  const writer = await blobs.create();
  try {
    await writer.write([bytes]);
    await writer.commit(hash);
  } finally {
    await writer.abort();
  }
  return hash;
}
