import { preferredLanguage } from './failure.ts';

/** The same words in both languages of the border. */
export interface Words {
  readonly es: string;
  readonly en: string;
}

/** Prints a result: one line of JSON for scripts, sentences in the person's language otherwise. */
export function answer(json: boolean | undefined, value: object, words: Words): void {
  const text = json ? JSON.stringify(value) : words[preferredLanguage()];
  process.stdout.write(`${text}\n`);
}

/** A day as people write it, UTC. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
