import { type ReactNode, useSyncExternalStore } from 'react';
import { useWords } from '../i18n/language.tsx';
import { type PaneSpec, useDesk } from './desk-context.ts';
import { Fact } from './probe-panel.tsx';
import classes from './side-panel.module.css';

/** What is known of the active image, and what each figure rests on. */
export function FactsPanel({ spec }: { readonly spec: PaneSpec }): ReactNode {
  const { say, formats } = useWords();
  const desk = useDesk();
  const controller = desk.controller(spec.slot);
  const { renderer } = useSyncExternalStore(controller.subscribe, controller.snapshot);
  const { view, volume, lag } = spec.loaded;
  const { spacing, energies } = view;
  const signal = energies[0]?.signal;
  const kvps = energies.flatMap(({ kvp }) => (kvp === null ? [] : [kvp >= 1000 ? `${kvp / 1000} MV` : `${kvp} kV`]));
  return (
    <section className={classes.section} aria-label={say('desk.facts')}>
      <h2>{say('desk.facts')}</h2>
      <dl className={classes.facts}>
        <Fact
          name={say('desk.facts.size')}
          value={`${formats.number(view.columns)} × ${formats.number(view.rows)}${view.kind === 'volume' ? ` × ${formats.number(volume?.high.slices ?? view.frames)}` : ''}`}
        />
        <Fact
          name={say('desk.facts.energies')}
          value={`${energies.length}${kvps.length > 0 ? ` · ${[...new Set(kvps)].join(' / ')}` : ''}`}
        />
        <Fact
          name={say('desk.facts.spacing')}
          value={
            spacing
              ? `${formats.number(spacing.columnMm, 1)} × ${formats.number(spacing.rowMm, 1)} mm · ${say(`desk.basis.${spacing.basis}`)}`
              : say('desk.facts.noSpacing')
          }
        />
        {signal && (
          <Fact
            name={say('desk.facts.signal')}
            value={`${say(`desk.signal.${signal.kind}`)}${signal.airBasis ? ` · ${say(`desk.air.${signal.airBasis}`)}` : ''}`}
          />
        )}
        {lag !== undefined && lag !== 0 && (
          <Fact
            name={say('desk.facts.lag')}
            value={say('desk.facts.moved', { columns: lag })}
            title={say('desk.facts.lagWhat')}
          />
        )}
        {renderer && <Fact name={say('desk.facts.renderer')} value={say(`desk.renderer.${renderer}`)} />}
      </dl>
    </section>
  );
}
