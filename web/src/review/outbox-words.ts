import type { Say } from '../i18n/language.tsx';
import type { OutboxEntry } from './outbox-entry.ts';

/** What was decided or found, in words. */
export function whatWords({ what }: Pick<OutboxEntry, 'what'>, say: Say): string {
  return what === 'found' || what === 'nothing' || what === 'inconclusive'
    ? say(`outcome.${what}`)
    : say(`decided.${what}`);
}
