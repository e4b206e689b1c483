import type { ConfigurationView } from '@garita/api';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { ButtonLink } from '../../ui/button-link.tsx';
import { usePlaceNames } from '../../ui/use-register.ts';
import classes from './configuration.module.css';
import { ConfigurationSection } from './configuration-section.tsx';

/** The scanners that are of this configuration, and where they stand. */
export function DeviceTable({ view }: { readonly view: ConfigurationView }): ReactNode {
  const { say, language, formats } = useWords();
  const places = usePlaceNames();
  const session = useSession();
  const devices = view.devices.flatMap((record) => (record.kind === 'device' ? [record] : []));
  return (
    <ConfigurationSection
      id="devices"
      title={say('configuration.devices')}
      tools={
        session.has('evaluator', 'equipment-authority') && (
          <ButtonLink
            size="xs"
            variant="default"
            to="/equipment/new"
            search={{ kind: 'device', about: view.line.configuration }}
          >
            {say('configuration.do.device')}
          </ButtonLink>
        )
      }
    >
      {devices.length === 0 ? (
        <p className={classes.quiet}>{say('configuration.devices.none')}</p>
      ) : (
        <table className={classes.table} aria-label={say('configuration.devices')}>
          <thead>
            <tr>
              {(['device', 'place', 'state', 'replace'] as const).map((column) => (
                <th key={column} scope="col">
                  {say(`installed.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {devices.map(({ id, body }) => (
              <tr key={id}>
                <th scope="row">
                  <Link to="/equipment/devices/$id" params={{ id }}>
                    {id}
                  </Link>
                  <small>{body.serial}</small>
                </th>
                <td>
                  {places.site(body.site)}
                  <small>{places.lane(body.lane)}</small>
                </td>
                <td>{say(`eq.state.${body.state}`)}</td>
                <td>
                  {body.replaceBy === null ? (
                    <span className={classes.quiet}>{say('installed.noDate')}</span>
                  ) : (
                    formats.day(body.replaceBy)
                  )}
                  {body.replaceReason && <small>{body.replaceReason[language]}</small>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ConfigurationSection>
  );
}
