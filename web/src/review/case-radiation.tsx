import type { PictureBody, RadiationBody } from '@garita/api';
import { lazy, type ReactNode, Suspense } from 'react';
import { useWords } from '../i18n/language.tsx';
import { Badge } from '../ui/badge.tsx';
import classes from './case-page.module.css';
import { CaseSection } from './case-section.tsx';
import { peakOf } from './series-of.ts';

const RadiationPlot = lazy(() => import('./radiation-plot.tsx').then((module) => ({ default: module.RadiationPlot })));

/** Each measurement that came with the scan: alarm, what the instrument names, counts over time. */
export function CaseRadiation({ picture }: { readonly picture: PictureBody | undefined }): ReactNode {
  const { say } = useWords();
  if (picture?.state !== 'ready') return null;
  return (
    <CaseSection title={say('case.radiation')}>
      {picture.radiation.length === 0 && <p className={classes.quiet}>{say('case.radiation.none')}</p>}
      {picture.radiation.map((measured) => (
        <Measurement key={measured.object} measured={measured} />
      ))}
    </CaseSection>
  );
}

function Measurement({ measured }: { readonly measured: RadiationBody }): ReactNode {
  const { say, formats } = useWords();
  const { alarm, alarms, nuclides, instrument, series } = measured;
  const named = nuclides.map(({ name, confidence }) =>
    confidence === null
      ? name
      : say('case.radiation.nuclide', {
          name,
          confidence: formats.percent(confidence > 1 ? confidence / 100 : confidence),
        }),
  );
  const isOverTime = series.some(({ seconds }) => seconds.length > 1);
  return (
    <div className={classes.measurement}>
      <p>
        {alarm === null ? (
          say('case.radiation.unknown')
        ) : (
          <Badge tone={alarm ? 'bad' : 'good'}>{say(alarm ? 'case.radiation.alarm' : 'case.radiation.noAlarm')}</Badge>
        )}{' '}
        <span className={classes.quiet}>{instrument}</span>
      </p>
      {alarms.map(({ kind, detector, text }) => (
        <p key={`${kind} ${detector} ${text}`}>{[kind, detector, text].filter((part) => part !== '').join(' · ')}</p>
      ))}
      {named.length > 0 && <p>{say('case.radiation.nuclides', { list: formats.list(named) })}</p>}
      {series.length > 0 && (
        <>
          {isOverTime && (
            <Suspense>
              <RadiationPlot series={series} />
            </Suspense>
          )}
          <ul className={classes.peaks}>
            {series.map((one) => (
              <Peak key={`${one.detector} ${one.kind}`} series={one} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** The highest rate; of a single measurement, that one. */
function Peak({ series }: { readonly series: RadiationBody['series'][number] }): ReactNode {
  const { say, formats } = useWords();
  const peak = peakOf(series);
  if (!peak) return null;
  const { detector, kind, seconds } = series;
  const rate = { detector, kind: say(`case.radiation.${kind}`), count: formats.number(peak.count) };
  const isOne = seconds.length === 1;
  return (
    <li>
      {isOne
        ? say('case.radiation.one', rate)
        : say('case.radiation.peak', { ...rate, second: formats.number(peak.second, 1) })}
    </li>
  );
}
