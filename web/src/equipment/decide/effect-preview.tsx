import { type DecisionSubject, type EffectBody, effectBody } from '@garita/api';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../../app/api.ts';
import { useWords } from '../../i18n/language.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { usePlaceNames } from '../../ui/use-register.ts';
import classes from './decide.module.css';
import { useEffectSentence } from './effect-sentence.ts';

/** What a step would do to the lanes, asked of the server. */
function useEffectOf(subject: DecisionSubject, to: string, compromisedSince: number | null) {
  return useQuery({
    queryKey: ['equipment', 'effect', subject.kind, subject.id, to, compromisedSince],
    queryFn: ({ signal }) =>
      api.get(
        '/api/v1/equipment/effect',
        effectBody,
        { ...subject, to, compromisedSince: compromisedSince ?? undefined },
        signal,
      ),
    staleTime: 30_000,
  });
}

/** Before anybody signs: which lanes, how many scans a day, what is left at the same sites. */
export function EffectPreview(props: {
  readonly subject: DecisionSubject;
  readonly to: string;
  readonly compromisedSince: number | null;
}): ReactNode {
  const { say } = useWords();
  const { data, error, refetch } = useEffectOf(props.subject, props.to, props.compromisedSince);
  return (
    <section className={classes.effect} aria-label={say('work.effect.title')} aria-live="polite">
      <h3>{say('work.effect.title')}</h3>
      {error ? <Failure error={error} retry={() => void refetch()} /> : data ? <Effect of={data} /> : <Loading />}
    </section>
  );
}

function Effect({ of: effect }: { readonly of: EffectBody }): ReactNode {
  const { say, formats, language } = useWords();
  const places = usePlaceNames();
  const sentence = useEffectSentence();
  const { devices, lanesLeft, flagged, sharedPerDay } = effect;
  return (
    <>
      <p className={classes.sentence}>{sentence(effect)}</p>
      <ul className={classes.plain}>
        {sharedPerDay !== null && sharedPerDay >= 0.5 && (
          <li>{say('work.effect.shared', { count: formats.number(Math.round(sharedPerDay)) })}</li>
        )}
        {effect.lanes > 0 && (
          <li>
            {say(lanesLeft === 0 ? 'work.effect.noneLeft' : 'work.effect.left', { count: formats.number(lanesLeft) })}
          </li>
        )}
        {flagged > 0 && <li>{say('work.effect.flagged', { count: formats.number(flagged) })}</li>}
      </ul>
      {devices.length > 0 && (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{say('form.site')}</th>
                <th scope="col">{say('form.lane')}</th>
                <th scope="col">{say('eq.kind.device')}</th>
                <th scope="col">{say('work.effect.perDay')}</th>
              </tr>
            </thead>
            <tbody>
              {devices.map((device) => (
                <tr key={device.device}>
                  <td>{device.siteName[language]}</td>
                  <td>{places.lane(device.lane)}</td>
                  <td>
                    <code>{device.device}</code>
                  </td>
                  <td>
                    {device.scansPerDay > 0
                      ? formats.number(Math.round(device.scansPerDay))
                      : say('work.effect.noPace')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
