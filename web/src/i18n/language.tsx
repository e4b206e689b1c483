import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { Catalogue, en, MessageKey } from './en.ts';
import { type Formats, formatsIn } from './formats.ts';
import type { Slots } from './same.ts';

export type Language = 'es' | 'en';

/** What a text asks to be filled in with; nothing when it has no slots. */
type Filling<Key extends MessageKey> = [Slots<(typeof en)[Key]>] extends [never]
  ? []
  : [values: Readonly<Record<Slots<(typeof en)[Key]>, string | number>>];

/** Keys of texts without slots. */
export type PlainKey = {
  [Key in MessageKey]: [Slots<(typeof en)[Key]>] extends [never] ? Key : never;
}[MessageKey];

export type Say = <Key extends MessageKey>(key: Key, ...values: Filling<Key>) => string;

interface Words {
  readonly language: Language;
  readonly say: Say;
  readonly formats: Formats;
  choose(language: Language): void;
}

const KEPT = 'garita.language';
const context = createContext<Words | undefined>(undefined);

/** By the person's choice, otherwise by the browser's wish; Spanish where it wishes neither. */
export function preferredLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (kept === 'es' || kept === 'en') return kept;
  const wished = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'es' || tag === 'en');
  return wished === 'en' ? 'en' : 'es';
}

const load = {
  es: async () => (await import('./es.ts')).es,
  en: async () => (await import('./en.ts')).en,
};

export async function loadCatalogue(language: Language): Promise<Catalogue> {
  return load[language]();
}

/** Fills `{slots}`; only for texts of the catalogue. */
export function fill(text: string, values: Readonly<Record<string, string | number>> = {}): string {
  return text.replace(/\{(\w+)\}/g, (slot, name: string) => String(values[name] ?? slot));
}

export function LanguageProvider(props: {
  readonly initial: Language;
  readonly catalogue: Catalogue;
  readonly children: ReactNode;
}): ReactNode {
  const [shown, setShown] = useState({ language: props.initial, catalogue: props.catalogue });
  const choose = useCallback((language: Language) => {
    localStorage.setItem(KEPT, language);
    void loadCatalogue(language).then((catalogue) => setShown({ language, catalogue }));
  }, []);
  useEffect(() => {
    document.documentElement.lang = shown.language;
  }, [shown.language]);
  const words = useMemo<Words>(() => {
    const say = (key: MessageKey, values?: Readonly<Record<string, string | number>>) =>
      fill(shown.catalogue[key], values);
    return { language: shown.language, say: say as Say, formats: formatsIn(shown.language), choose };
  }, [shown, choose]);
  return <context.Provider value={words}>{props.children}</context.Provider>;
}

/** `const { say, formats, language } = useWords()`. */
export function useWords(): Words {
  const words = useContext(context);
  if (!words) throw new Error('useWords outside LanguageProvider');
  return words;
}
