import { type ReactNode, useSyncExternalStore } from 'react';
import { useWords } from '../i18n/language.tsx';
import { probe } from '../viewer/index.ts';
import classes from './desk.module.css';
import { useDesk } from './desk-context.ts';
import { materialText, sampleText } from './probe-words.ts';

/** What is under the cursor in one line, always in sight; the panel has it whole. */
export function CursorReadout(): ReactNode {
  const { say, formats } = useWords();
  const { cursor } = useDesk();
  const at = useSyncExternalStore(cursor.subscribe, cursor.snapshot);
  const found = at && probe(at.image, at.place);
  if (!found) return <span className={classes.readout} />;
  const values = [found.high, found.low].flatMap((reading) => sampleText(reading, formats) ?? []);
  const parts = [`${found.column}, ${found.row}`, values.join(' / ')];
  if (found.material) parts.push(materialText(found.material, say, formats));
  const text = parts.filter(Boolean).join(' · ');
  return (
    <span className={classes.readout} title={say('desk.probe')}>
      {text}
    </span>
  );
}
