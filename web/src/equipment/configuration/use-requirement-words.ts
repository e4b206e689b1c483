import type { AssessedRequirement } from '@garita/api';
import { useWords } from '../../i18n/language.tsx';
import { measureValue, shareText } from '../parts/result-words.ts';

interface RequirementWords {
  /** What is asked, as short as it stands in the drawing. */
  readonly asked: string;
  readonly askedLong: string;
  /** `undefined`: nothing was. */
  readonly seen: string | undefined;
  readonly noSeen: string;
  readonly bound: string | undefined;
  /** With every digit. */
  readonly exact: string;
  readonly gate: string;
  /** Everything in one sentence. */
  readonly all: string;
}

/** The numbers of a requirement in words. */
export function useRequirementWords(line: AssessedRequirement): RequirementWords {
  const { say, formats } = useWords();
  const { kind, atLeast, atMost, value, bound, boundSide, confidence, hits, trials } = line;
  const isShare = kind === 'detection' || kind === 'false-alarm';
  const plain = (number: number) =>
    isShare ? formats.percent(number) : measureValue(number, line.unit ?? '', formats);
  const parts = [
    ...(atLeast === null ? [] : [`≥ ${plain(atLeast)}`]),
    ...(atMost === null ? [] : [`≤ ${plain(atMost)}`]),
  ];
  const asked = parts.join(', ');
  const askedLong =
    asked === ''
      ? ''
      : isShare && confidence !== null
        ? say('configuration.askedBound', { asked, confidence: formats.percent(confidence) })
        : say('configuration.asked', { asked });
  const seen =
    value === null
      ? undefined
      : hits !== null && trials !== null
        ? say('configuration.seen', {
            hits: formats.number(hits),
            trials: formats.number(trials),
            share: shareText(value, null, formats),
          })
        : isShare
          ? shareText(value, null, formats)
          : plain(value);
  const boundText =
    bound === null
      ? undefined
      : say(boundSide === 'upper' ? 'configuration.boundUpper' : 'configuration.boundLower', {
          bound: isShare ? shareText(bound, boundSide, formats) : plain(bound),
        });
  const noSeen = say('configuration.noNumber');
  const outcome = say(`eq.outcome.${line.outcome}`);
  return {
    asked,
    askedLong,
    seen,
    noSeen,
    bound: boundText,
    exact: [value, bound].filter((one) => one !== null).join(' · '),
    gate: line.gate === null ? '' : say(`eq.gate.${line.gate}`),
    all: [seen ?? noSeen, boundText, askedLong, outcome].filter(Boolean).join('; '),
  };
}
