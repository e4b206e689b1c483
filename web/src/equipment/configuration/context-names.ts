import type { ConfigurationView } from '@garita/api';
import type { Language } from '../../i18n/language.tsx';

/** Names of uses, as the standard gives them; an id where it does not. */
export function contextNames(view: ConfigurationView, ids: readonly string[], language: Language): readonly string[] {
  const known = view.standard.kind === 'standard' ? view.standard.body.contexts : [];
  return ids.map((id) => known.find((context) => context.id === id)?.name[language] ?? id);
}
