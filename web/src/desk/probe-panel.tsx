import { type ReactNode, useSyncExternalStore } from 'react';
import { useWords } from '../i18n/language.tsx';
import { probe, type Reading } from '../viewer/index.ts';
import { useDesk } from './desk-context.ts';
import { materialText, sampleText } from './probe-words.ts';
import classes from './side-panel.module.css';

const NOTHING = '—';

/** What is under the cursor: where, as the file has it, and as physics reads it. Rows stay where they are. */
export function ProbePanel(): ReactNode {
  const { say, formats } = useWords();
  const { cursor, active } = useDesk();
  const at = useSyncExternalStore(cursor.subscribe, cursor.snapshot);
  const found = at && probe(at.image, at.place);
  const two = (active?.loaded.view.energies.length ?? 1) > 1;
  const sample = (reading: Reading | undefined) => sampleText(reading, formats) ?? NOTHING;
  const attenuation = (reading: Reading | undefined) =>
    reading?.attenuation === undefined
      ? NOTHING
      : Number.isFinite(reading.attenuation)
        ? formats.number(reading.attenuation, 3)
        : '∞';
  const material = found?.material;
  return (
    <section className={classes.section} aria-label={say('desk.probe')}>
      <h2>{say('desk.probe')}</h2>
      <dl className={classes.facts}>
        <Fact name={say('desk.probe.place')} value={found ? `${found.column}, ${found.row}` : NOTHING} />
        <Fact
          name={say('desk.probe.value')}
          value={two ? `${sample(found?.high)} · ${sample(found?.low)}` : sample(found?.high)}
          title={two ? say('desk.probe.highLow') : undefined}
        />
        <Fact
          name={say('desk.probe.attenuation')}
          value={two ? `${attenuation(found?.high)} · ${attenuation(found?.low)}` : attenuation(found?.high)}
          title={say('desk.probe.attenuationWhat')}
        />
        {two && (
          <Fact
            name={say('desk.probe.ratio')}
            value={found?.ratio === undefined ? NOTHING : formats.number(found.ratio, 3)}
          />
        )}
        {two && (
          <Fact name={say('desk.probe.material')} value={material ? materialText(material, say, formats) : NOTHING} />
        )}
      </dl>
      {material?.assumed && <p className={classes.small}>{say('desk.probe.assumed')}</p>}
    </section>
  );
}

export function Fact(props: {
  readonly name: string;
  readonly value: ReactNode;
  readonly title?: string | undefined;
}): ReactNode {
  return (
    <div title={props.title}>
      <dt>{props.name}</dt>
      <dd>{props.value}</dd>
    </div>
  );
}
