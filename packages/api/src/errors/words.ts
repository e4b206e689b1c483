/** What happened, in one plain sentence, and what the reader can do about it. */
export interface Explanation {
  readonly says: string;
  readonly wayOut: string;
}

/** One error in both languages of the border. Particulars (names, numbers) travel beside it as `detail`. */
export interface ErrorWords {
  readonly en: Explanation;
  readonly es: Explanation;
}

export function words(enSays: string, enWayOut: string, esSays: string, esWayOut: string): ErrorWords {
  return { en: { says: enSays, wayOut: enWayOut }, es: { says: esSays, wayOut: esWayOut } };
}
