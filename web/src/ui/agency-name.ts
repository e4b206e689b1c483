import { useSession } from '../app/session.tsx';
import { type Language, useWords } from '../i18n/language.tsx';

/** Name of an agency: our own by its name, others by their country where the id is a country's code, otherwise by id. */
export function useAgencyName(): (agency: string) => string {
  const session = useSession();
  const { language } = useWords();
  return (agency) => (agency === session.agency ? session.name[language] : countryOf(agency, language));
}

/** ISO 3166-1 codes have a name in every browser; what is none stays as it is. */
function countryOf(id: string, language: Language): string {
  if (!/^[a-z]{2}$/.test(id)) return id;
  return new Intl.DisplayNames(language === 'es' ? 'es-MX' : 'en-US', { type: 'region' }).of(id.toUpperCase()) ?? id;
}
