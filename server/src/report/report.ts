/** A report as it is meant, before it is paper or a page. Texts are plain: whoever wrote them, nothing in them is markup. */
export interface Report {
  readonly language: Language;
  readonly title: string;
  readonly subtitle: string;
  /** Who speaks, at the head of every page. */
  readonly agency: string;
  /** What kind of report this is, beside it. */
  readonly kind: string;
  /** Marks every page; `null` where nothing is made up. */
  readonly sampleMark: string | null;
  /** At the foot of every page: what it is a copy of, and when it was made. */
  readonly foot: string;
  /** When it was made, ms since 1970: the same report is the same bytes. */
  readonly at: number;
  readonly blocks: readonly Block[];
}

export type Language = 'es' | 'en';

export type Block =
  | {
      readonly kind: 'heading';
      readonly level: 1 | 2 | 3;
      readonly text: string;
      /** By which other parts of the report lead here. */
      readonly entry?: string;
    }
  | { readonly kind: 'paragraph'; readonly text: Text; readonly quiet?: boolean }
  /** What nobody should overlook. */
  | { readonly kind: 'note'; readonly tone: Tone; readonly text: readonly Text[] }
  | { readonly kind: 'list'; readonly items: readonly Text[] }
  | { readonly kind: 'facts'; readonly title: string; readonly rows: readonly Fact[] }
  | Table;

export interface Fact {
  readonly label: string;
  readonly value: readonly Text[];
  readonly entry?: string;
}

export interface Table {
  readonly kind: 'table';
  /** For who hears the table instead of seeing it. */
  readonly title: string;
  readonly columns: readonly { readonly title: string; readonly share: number }[];
  /** The first cell names its row. */
  readonly rows: readonly { readonly cells: readonly Cell[]; readonly entry?: string }[];
}

/** Paragraphs, or a drawing. */
export type Cell = readonly Text[] | { readonly interval: Interval };

export type Text = readonly (string | Run)[];

export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly quiet?: boolean;
  readonly tone?: Tone;
  readonly to?: Target;
}

/** An entry of this report, or an address. */
export type Target = { readonly entry: string } | { readonly url: string };

export type Tone = 'good' | 'attention' | 'bad' | 'unknown';

/** What was seen, how far the truth may be from it, and the line that it has to pass; all in the unit of the scale. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly lowLabel: string;
  readonly highLabel: string;
  readonly seen: number;
  /** One-sided: the truth lies between it and the end of the scale on the side of what was seen. */
  readonly bound: { readonly at: number; readonly side: 'lower' | 'upper' } | null;
  readonly atLeast: number | null;
  readonly atMost: number | null;
  readonly tone: Tone;
  /** All that the drawing shows, in words and numbers. */
  readonly words: string;
}

/** Names of all entries that something can lead to. */
export function entriesOf({ blocks }: Report): ReadonlySet<string> {
  const all = blocks.flatMap((block) => {
    if (block.kind === 'heading') return block.entry ?? [];
    if (block.kind === 'facts' || block.kind === 'table') return block.rows.flatMap(({ entry }) => entry ?? []);
    return [];
  });
  return new Set(all);
}
