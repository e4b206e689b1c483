import type { DeviceView } from '@garita/api';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Fact } from '../../ui/fact.tsx';
import { usePlaceNames } from '../../ui/use-register.ts';
import { keptAs } from '../parts/kept-as.ts';
import classes from './device.module.css';

/** Where it stands, whose it is, and until when. */
export function DevicePlace({ view }: { readonly view: DeviceView }): ReactNode {
  const { say, language, formats } = useWords();
  const places = usePlaceNames();
  const { body } = keptAs('device', view.device);
  const operator = places.register?.operators.find(({ id }) => id === body.operator);
  return (
    <section>
      <h2>{say('deviceView.place')}</h2>
      <dl className={classes.facts}>
        <Fact name={say('deviceView.site')}>
          <Link to="/equipment/installed" search={{ site: body.site }}>
            {places.site(body.site)}
          </Link>
        </Fact>
        <Fact name={say('deviceView.lane')}>{places.lane(body.lane)}</Fact>
        <Fact name={say('deviceView.operator')}>{operator?.name[language] ?? body.operator}</Fact>
        <Fact name={say('deviceView.serial')}>
          <code>{body.serial}</code>
        </Fact>
        <Fact name={say('deviceView.installed')}>
          {body.installedAt === null ? say('app.unknown') : formats.day(body.installedAt)}
        </Fact>
        <Fact name={say('deviceView.replaceBy')}>
          {body.replaceBy === null ? say('deviceView.noReplacement') : formats.day(body.replaceBy)}
          {body.replaceReason && <small>{body.replaceReason[language]}</small>}
        </Fact>
        <Fact name={say('deviceView.certificate')}>
          {say(view.enrolled ? 'deviceView.enrolled' : 'deviceView.notEnrolled')}
        </Fact>
      </dl>
    </section>
  );
}
