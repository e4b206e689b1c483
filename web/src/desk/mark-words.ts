import type { MachineMark, MarkBody } from '@garita/api';
import { CONTRABAND_KINDS, type ContrabandKind } from '@garita/review';
import type { Formats } from '../i18n/formats.ts';
import type { Say } from '../i18n/language.tsx';

function isContraband(kind: string): kind is ContrabandKind {
  return (CONTRABAND_KINDS as readonly string[]).includes(kind);
}

/** What a mark is called: its kind, or that none was said yet. Kinds of the partner that are not ours stay as they are. */
export function markName({ contraband }: Pick<MarkBody, 'contraband'>, say: Say): string {
  if (contraband === null) return say('desk.mark.unnamed');
  return isContraband(contraband) ? say(`contraband.${contraband}`) : contraband;
}

/** A machine's mark in a line: category, words, probability. */
export function machineMarkName(mark: MachineMark, say: Say, formats: Formats): string {
  const parts = [mark.text ?? mark.category ?? say(`desk.flag.${mark.flag}`)];
  if (mark.probability !== null) parts.push(formats.percent(mark.probability));
  return parts.join(' · ');
}
