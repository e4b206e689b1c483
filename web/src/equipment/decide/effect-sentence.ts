import type { EffectBody } from '@garita/api';
import { useWords } from '../../i18n/language.tsx';

/** "Suspending this configuration quarantines scans from 3 lanes at 2 sites, about 410 a day." */
export function useEffectSentence(): (effect: EffectBody) => string {
  const { say, formats } = useWords();
  return ({ subject, to, lanes, sites, scansPerDay }) => {
    const act = to === 'suspended' || to === 'removed' ? to : 'other';
    if (lanes === 0) return say(`work.effect.${act}.${subject.kind}.none`);
    const words = {
      lanes: lanes === 1 ? say('work.lane') : say('work.lanes', { count: formats.number(lanes) }),
      sites: sites === 1 ? say('work.site') : say('work.sites', { count: formats.number(sites) }),
    };
    const what = say(`work.effect.${act}.${subject.kind}`, words);
    const pace =
      scansPerDay === null
        ? say('work.effect.paceUnknown')
        : say('work.effect.pace', { count: formats.number(Math.max(1, Math.round(scansPerDay))) });
    return `${what} ${pace}`;
  };
}
