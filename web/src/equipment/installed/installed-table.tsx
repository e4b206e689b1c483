import { siteKind } from '@garita/api';
import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { usePlaceNames } from '../../ui/use-register.ts';
import { DeviceStateBadge, GateBadge } from '../parts/state-badge.tsx';
import { Validity } from '../parts/validity.tsx';
import classes from './installed.module.css';
import type { InstalledRow } from './installed-search.ts';

const COLUMNS = ['device', 'place', 'configuration', 'state', 'valid', 'replace'] as const;

/** Devices, under their sites where they stand by place. */
export function InstalledTable(props: {
  readonly rows: readonly InstalledRow[];
  readonly now: number;
  readonly byDate: boolean;
}): ReactNode {
  const { say } = useWords();
  const { rows, now, byDate } = props;
  return (
    <div className={classes.scroller}>
      <table className={classes.table} aria-label={say('installed.title')}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {say(`installed.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Fragment key={row.device}>
              {!byDate && rows[index - 1]?.site !== row.site && (
                <SiteHead row={row} count={rows.filter(({ site }) => site === row.site).length} />
              )}
              <DeviceRow row={row} now={now} withSite={byDate} />
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SiteHead({ row, count }: { readonly row: InstalledRow; readonly count: number }): ReactNode {
  const { say, language, formats } = useWords();
  const kind = siteKind.safeParse(row.siteKind);
  return (
    <tr className={classes.site}>
      <th colSpan={COLUMNS.length} scope="rowgroup">
        {row.siteName[language]}
        <span className={classes.quiet}>
          {[
            row.operatorName[language],
            kind.success ? say(`site.${kind.data}`) : row.siteKind,
            count === 1 ? say('installed.siteDevice') : say('installed.siteDevices', { count: formats.number(count) }),
          ].join(' · ')}
        </span>
      </th>
    </tr>
  );
}

function DeviceRow(props: { readonly row: InstalledRow; readonly now: number; readonly withSite: boolean }): ReactNode {
  const { say, language } = useWords();
  const places = usePlaceNames();
  const { row, now, withSite } = props;
  return (
    <tr>
      <td>
        <Link to="/equipment/devices/$id" params={{ id: row.device }} className={classes.name ?? ''}>
          {row.device}
        </Link>
        <small>{row.serial}</small>
      </td>
      <td>
        {withSite ? row.siteName[language] : places.lane(row.lane)}
        {withSite && (
          <small>
            {places.lane(row.lane)} · {row.operatorName[language]}
          </small>
        )}
      </td>
      <td>
        <Link to="/equipment/configurations/$id" params={{ id: row.configuration }}>
          {row.configurationName[language]}
        </Link>
        <small>{say(`eq.type.${row.type}`)}</small>
      </td>
      <td>
        <span className={classes.badges}>
          <DeviceStateBadge state={row.deviceState} />
          {row.deviceState !== 'retired' && row.deviceState !== 'planned' && <GateBadge standing={row.standing} />}
        </span>
        <small>{say(`standing.${row.standing}`)}</small>
      </td>
      <td>
        {row.deviceState === 'retired' ? (
          <span className={classes.quiet}>–</span>
        ) : row.validUntil === null ? (
          <span className={classes.quiet}>{say('installed.approvalGone')}</span>
        ) : (
          <Validity until={row.validUntil} now={now} />
        )}
      </td>
      <td>
        {row.replaceBy === null || row.deviceState === 'retired' ? (
          <span className={classes.quiet}>{row.deviceState === 'retired' ? '–' : say('installed.noDate')}</span>
        ) : (
          <>
            <Validity until={row.replaceBy} now={now} isDeadline />
            {row.replaceReason && <small>{row.replaceReason[language]}</small>}
          </>
        )}
      </td>
    </tr>
  );
}
