import { ERRORS, isErrorCode } from '@garita/api';
import type { Language } from '../i18n/language.tsx';

/** A code of the catalogue in words, with the way out; a newer server's code says itself. */
export function explainCode(code: string, language: Language): { readonly says: string; readonly wayOut: string } {
  if (!isErrorCode(code)) return { says: code, wayOut: '' };
  const { says, wayOut } = ERRORS[code][language];
  return { says, wayOut };
}
