/** The same words in both languages of the border. */
export interface Bilingual {
  readonly es: string;
  readonly en: string;
}

export function inBoth(es: string, en: string): Bilingual {
  return { es, en };
}
