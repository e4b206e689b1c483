import type { Requirement } from '@garita/api';
import type { ReactNode } from 'react';
import { type PlainKey, useWords } from '../../i18n/language.tsx';
import classes from './record-view.module.css';

/** What a requirement asks, in figures. */
export function RequirementText({ requirement: one }: { readonly requirement: Requirement }): ReactNode {
  const { say, formats } = useWords();
  const exact = (value: number) => formats.number(value, value < 1 && value !== 0 ? 2 : 0);
  const text = () => {
    switch (one.kind) {
      case 'detection':
        return say('work.asks.detection', {
          class: one.threatClass,
          bound: formats.percent(one.atLeast),
          confidence: formats.percent(one.confidence),
        });
      case 'false-alarm':
        return say('work.asks.falseAlarm', {
          bound: formats.percent(one.atMost),
          confidence: formats.percent(one.confidence),
        });
      case 'measure':
        return [
          one.atLeast !== null && say('work.asks.atLeast', { value: exact(one.atLeast), unit: one.unit }),
          one.atMost !== null && say('work.asks.atMost', { value: exact(one.atMost), unit: one.unit }),
        ]
          .filter(Boolean)
          .join(' · ');
      case 'evidence':
        return say('work.asks.evidence', { type: evidenceWords(one.evidenceType, say) });
      case 'gate':
        return say('work.asks.gate', { gate: say(`eq.gate.${one.gate}`) });
    }
  };
  return <span className={classes.quiet}>{text()}</span>;
}

/** A standard may ask for a type of evidence that this page has no words for. */
function evidenceWords(type: string, say: (key: PlainKey) => string): string {
  const key = `eq.evidence.${type}` as PlainKey;
  return say(key) ?? type;
}
