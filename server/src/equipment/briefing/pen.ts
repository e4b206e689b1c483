import type { AssessedOutcome, Bilingual, BriefingBody, ConfigurationView } from '@garita/api';
import { isReasonCode, REASONS } from '@garita/evaluation';
import type { Language, Run, Target, Text } from '../../report/report.ts';
import { formatsOf, type ReportFormats } from '../../report/report-formats.ts';
import { type EvidenceBook, evidenceBook } from './evidence-book.ts';
import { OUTCOME_TONES, OUTCOMES } from './vocabulary.ts';

/** What a briefing says beside the configuration's own records. */
export interface BriefingGiven {
  readonly agency: { readonly id: string; readonly name: Bilingual };
  /** How people reach the server, for the addresses in the briefing. */
  readonly url: string;
  readonly at: number;
  /** Officers by id. */
  readonly officers: ReadonlyMap<string, string>;
  siteName(site: string): Bilingual | undefined;
  /** Handed out before, newest first. */
  readonly handedOut: readonly BriefingBody[];
  /** For a briefing that is being handed out. */
  readonly issue: {
    readonly by: string;
    readonly note: Bilingual;
    readonly recipients: readonly { readonly name: string; readonly office: string; readonly person: string | null }[];
  } | null;
}

/** What every part of a briefing is written with. */
export interface Pen extends BriefingGiven {
  readonly view: ConfigurationView;
  readonly language: Language;
  readonly formats: ReportFormats;
  readonly book: EvidenceBook;
  say(es: string, en: string): string;
  /** In quotation marks. */
  quote(words: Bilingual): string;
  in(words: Bilingual): string;
  outcome(outcome: AssessedOutcome): Run;
  /** ` [3] [5]`: each leads to its entry. */
  cite(evidence: readonly string[]): Run[];
  /** A figure that leads to what it rests on: evidence, else another entry. */
  figure(text: string, evidence: readonly string[], otherwise?: string): Run;
  /** Every number in a text leads there. */
  linked(text: string, evidence: readonly string[], otherwise?: string): Run[];
  day(at: number, entry?: string): Run;
  /** An officer by name, anybody else by id. */
  person(id: string): string;
  /** Why a step was taken, in the words of the closed list. */
  reason(code: string): string;
  page(path: string): Target;
}

export function openPen(view: ConfigurationView, language: Language, given: BriefingGiven): Pen {
  const formats = formatsOf(language);
  const book = evidenceBook(view);
  const pick = (words: Bilingual) => words[language];
  const towards = (evidence: readonly string[], otherwise?: string): Target | undefined => {
    const entry = evidence.map(book.entryOf).find((one) => one !== undefined) ?? otherwise;
    return entry === undefined ? undefined : { entry };
  };
  const figure: Pen['figure'] = (text, evidence, otherwise) => {
    const to = towards(evidence, otherwise);
    return to ? { text, to } : { text };
  };
  return {
    ...given,
    view,
    language,
    formats,
    book,
    say: (es, en) => (language === 'es' ? es : en),
    in: pick,
    quote: ({ en, es }) => (language === 'es' ? `«${es}»` : `“${en}”`),
    outcome: (outcome) => ({ text: pick(OUTCOMES[outcome]), tone: OUTCOME_TONES[outcome], bold: true }),
    cite: (evidence) =>
      [...new Set(evidence)].flatMap((id) => {
        const entry = book.entryOf(id);
        return entry === undefined ? [] : [{ text: ' ' }, { text: `[${book.numberOf(id)}]`, to: { entry } }];
      }),
    figure,
    linked: (text, evidence, otherwise) =>
      text
        .split(/(\d(?:[\d.,:-]*\d)?(?:[ \u00a0]%)?)/)
        .flatMap((part, at) =>
          part === '' ? [] : [at % 2 === 1 ? figure(part, evidence, otherwise) : { text: part }],
        ),
    day: (at, entry) => figure(formats.day(at), [], entry),
    person: (id) => given.officers.get(id) ?? id,
    reason: (code) => (isReasonCode(code) ? pick(REASONS[code].words) : code),
    page: (path) => ({ url: new URL(path, given.url).href }),
  };
}

/** Parts one after the other, with something between them. */
export function joined(parts: readonly Text[], between: string): Text {
  return parts.flatMap((part, at) => (at === 0 ? part : [between, ...part]));
}
