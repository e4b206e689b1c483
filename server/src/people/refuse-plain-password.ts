import { Refusal } from '../http/refusal.ts';

/** Fewer than this and it is a pattern of the keyboard, not a password. */
const DIFFERENT = 5;

/**
 * NIST SP 800-63B-4 section 3.1.1.2: refuse what is repeated or says the name of the service or of the person, and ask
 * for no digits or signs. With 15 characters no list of common passwords has much left to say.
 */
export function refusePlainPassword(password: string, person: string, agency: string): void {
  const left = [person, agency, 'garita', 'password', 'contraseña']
    .filter((word) => word.length > 1)
    .reduce((text, word) => text.replaceAll(word.toLowerCase(), ''), password.normalize('NFC').toLowerCase());
  if (new Set(left).size < DIFFERENT)
    throw new Refusal(422, 'PASSWORD_PLAIN', `apart from names it has fewer than ${DIFFERENT} different characters`);
}
