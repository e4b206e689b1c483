import type { Bilingual, DocumentRef, RecordKind, RecordOf } from '@garita/api';
import { CLOCK_SKEW_MS } from '@garita/trust';
import { Refusal } from '../http/refusal.ts';
import type { EquipmentDocuments } from './equipment-documents.ts';
import type { EquipmentRecords } from './equipment-records.ts';
import type { SiteBook } from './site-book.ts';

export interface RecordContext {
  readonly records: Pick<EquipmentRecords, 'get'>;
  readonly documents: Pick<EquipmentDocuments, 'find'>;
  sites(): SiteBook;
  /** Milliseconds since 1970. */
  readonly now: number;
}

interface Checked<K extends RecordKind> {
  readonly id: string;
  readonly body: RecordOf<K>;
  readonly before: RecordOf<K> | undefined;
  readonly context: RecordContext;
}

/** What is asked of each kind of record beyond its shape; each throws a `Refusal`. */
export const checkBodies: { readonly [K in RecordKind]: (checked: Checked<K>) => Promise<void> | void } = {
  async supplier({ body, context }) {
    const named = [...body.ownership, ...body.performance].flatMap(({ evidence }) => evidence ?? []);
    await demandEvidence(named, undefined, context);
  },

  async model({ body, context }) {
    const maker = await demand('supplier', body.maker, context);
    if (!maker.roles.includes('maker')) throw unknown(`supplier ${body.maker}, who is recorded as no maker`);
  },

  async configuration({ id, body, context }) {
    const model = await demand('model', body.model, context);
    const standard = await demand('standard', body.standard, context);
    if (standard.equipmentTypes.length > 0 && !standard.equipmentTypes.includes(model.type))
      throw unknown(`standard ${body.standard}, which is not for equipment of type ${model.type}`);
    demandContexts(body.contexts, standard);
    const explained = body.change !== null && isSaid(body.change);
    if ((body.parent !== null) !== explained || body.parent === id)
      throw new Refusal(422, 'CONFIGURATION_CHANGE_UNEXPLAINED', `parent: ${body.parent ?? 'none'}`);
    if (body.parent !== null) await demand('configuration', body.parent, context);
  },

  async device({ body, context }) {
    await demand('configuration', body.configuration, context);
    // What is gone may have stood where nothing is registered any more.
    if (body.state === 'retired') return;
    const site = context.sites().site(body.site);
    if (!site) throw unknown(`site ${body.site}`);
    if (!context.sites().lane(body.site, body.lane)) throw unknown(`lane ${body.lane} of site ${body.site}`);
    if (site.operator !== body.operator) throw unknown(`operator ${body.operator} of site ${body.site}`);
  },

  laboratory() {},

  standard({ body }) {
    const inconsistent = (detail: string) => new Refusal(422, 'STANDARD_INCONSISTENT', detail);
    if (body.endsAt !== null && body.endsAt <= body.validFrom) throw inconsistent('endsAt: it ends before it begins');
    for (const [name, items] of [
      ['contexts', body.contexts],
      ['requirements', body.requirements],
      ['checklist', body.checklist],
    ] as const) {
      const twice = doubled(items.map((item) => item.id));
      if (twice !== undefined) throw inconsistent(`${name}: ${twice} is there twice`);
    }
    const contexts = new Set(body.contexts.map((context) => context.id));
    for (const requirement of body.requirements) {
      const stranger = requirement.contexts.find((context) => !contexts.has(context));
      if (stranger !== undefined) throw inconsistent(`requirement ${requirement.id}: no context ${stranger}`);
    }
  },

  async evidence({ id, body, before, context }) {
    await demand('configuration', body.configuration, context);
    if (before && before.configuration !== body.configuration)
      throw otherConfiguration(`${id} speaks of ${before.configuration}`);
    if (body.laboratory !== null) await demand('laboratory', body.laboratory, context);
    await demandEvidence(body.counters, body.configuration, context);
    if (body.counters.includes(id)) throw unknown(`evidence ${id}, which cannot speak against itself`);
    await demandDocument(body.document, context);
    demandDates(body, context.now);
  },

  async finding({ id, body, before, context }) {
    const { configuration: of, evidence, outcome } = body;
    const configuration = await demand('configuration', of, context);
    if (before && before.configuration !== of) throw otherConfiguration(`${id} speaks of ${before.configuration}`);
    const standard = await demand('standard', configuration.standard, context);
    demandContexts(body.contexts, standard);
    const items = new Set(standard.checklist.map((item) => item.id));
    const stranger = body.checklist.find(({ item }) => !items.has(item));
    if (stranger) throw unknown(`item ${stranger.item} of the checklist of standard ${configuration.standard}`);
    await demandEvidence([...evidence, ...body.checklist.flatMap((item) => item.evidence)], of, context);
    if (outcome !== 'not-assessed' && evidence.length === 0)
      throw new Refusal(422, 'FINDING_WITHOUT_EVIDENCE', `gate ${body.gate}: ${outcome}, and no evidence is named`);
    if (!isSaid(body.reasons)) throw new Refusal(422, 'FINDING_UNREASONED', 'reasons: in both languages');
    if (outcome === 'conditional' && !(body.conditions.length > 0 && body.conditions.every(isSaid)))
      throw new Refusal(422, 'FINDING_UNREASONED', 'conditions: at least one, each in both languages');
  },

  async assertion({ body, context }) {
    await demand(body.about.kind, body.about.id, context);
    await demandDocument(body.document, context);
    await demandEvidence(body.evidence, body.about.kind === 'configuration' ? body.about.id : undefined, context);
    if (body.standing === 'not-verified') return;
    if (body.evidence.length === 0 || body.standingReasons === null || !isSaid(body.standingReasons))
      throw new Refusal(422, 'ASSERTION_UNSUPPORTED', `${body.standing}: evidence and reasons in both languages`);
  },
};

async function demand<K extends RecordKind>(kind: K, id: string, { records }: RecordContext): Promise<RecordOf<K>> {
  const found = await records.get(kind, id);
  if (!found) throw unknown(`${kind} ${id}`);
  return found.body as RecordOf<K>;
}

/** All of it is there and, where it must, speaks of this configuration. */
async function demandEvidence(
  ids: readonly string[],
  configuration: string | undefined,
  context: RecordContext,
): Promise<void> {
  for (const id of new Set(ids)) {
    const found = await demand('evidence', id, context);
    if (configuration !== undefined && found.configuration !== configuration)
      throw otherConfiguration(`evidence ${id} speaks of ${found.configuration}, not of ${configuration}`);
  }
}

async function demandDocument(named: DocumentRef | null, { documents }: RecordContext): Promise<void> {
  if (named === null) return;
  const found = await documents.find(named.sha256);
  if (!found) throw new Refusal(422, 'DOCUMENT_UNKNOWN', named.sha256);
  if (found.size !== named.size || found.mediaType !== named.mediaType)
    throw new Refusal(422, 'DOCUMENT_UNKNOWN', `${named.sha256} has ${found.size} bytes of ${found.mediaType}`);
}

function demandContexts(asked: readonly string[], { contexts }: RecordOf<'standard'>): void {
  const stranger = asked.find((id) => !contexts.some((context) => context.id === id));
  if (stranger !== undefined) throw unknown(`context ${stranger} of the standard`);
}

/** Nothing was issued or seen after now, as far as clocks agree, and nothing ends before it begins. */
function demandDates({ issuedAt, validUntil, results }: RecordOf<'evidence'>, now: number): void {
  const impossible = (field: string) => new Refusal(422, 'EVIDENCE_DATES_IMPOSSIBLE', field);
  const latest = now + CLOCK_SKEW_MS;
  if (issuedAt > latest) throw impossible('issuedAt: in the future');
  if (validUntil !== null && validUntil <= issuedAt) throw impossible('validUntil: not after issuedAt');
  for (const [nth, result] of results.entries())
    if (result.kind === 'outage') {
      if (result.until <= result.from || result.until > latest) throw impossible(`results.${nth}.until`);
    } else if (result.at > latest) throw impossible(`results.${nth}.at: in the future`);
}

function doubled(ids: readonly string[]): string | undefined {
  return ids.find((id, nth) => ids.indexOf(id) !== nth);
}

function isSaid({ es, en }: Bilingual): boolean {
  return es.trim() !== '' && en.trim() !== '';
}

function unknown(detail: string): Refusal {
  return new Refusal(422, 'RECORD_REFERENCE_UNKNOWN', detail);
}

function otherConfiguration(detail: string): Refusal {
  return new Refusal(422, 'EVIDENCE_OTHER_CONFIGURATION', detail);
}
