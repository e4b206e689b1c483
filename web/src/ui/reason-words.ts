import { isReasonCode, REASONS } from '@garita/evaluation';
import type { Language } from '../i18n/language.tsx';

/** A reason of the closed list in words; a newer server's code says itself. */
export function reasonWords(code: string, language: Language): string {
  return isReasonCode(code) ? REASONS[code].words[language] : code;
}
