import type { EquipmentFlag } from '@garita/api';
import { useWords } from '../i18n/language.tsx';
import { useAgencyName } from './agency-name.ts';
import { reasonWords } from './reason-words.ts';

/** What a flag says: what became of the equipment, when, by whom and why; and when trust was given back. */
export function useFlagWords(): (flag: EquipmentFlag) => string {
  const { say, formats, language } = useWords();
  const nameOf = useAgencyName();
  return ({ agency, compromisedSince, reason, restoredAt, since, state, subject, words }) => {
    const parts = [
      say(`flag.${state}.${subject.kind}`, { time: formats.moment(since), agency: nameOf(agency) }),
      reasonWords(reason, language),
      words[language],
      compromisedSince !== null && say('flag.since', { time: formats.moment(compromisedSince) }),
      restoredAt !== null && say('flag.restored', { time: formats.moment(restoredAt) }),
    ];
    return parts.filter(Boolean).join(' ');
  };
}
