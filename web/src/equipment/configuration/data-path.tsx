import type { ConfigurationView } from '@garita/api';
import { IconAlertTriangle, IconCheck, IconMinus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { EvidenceLink } from '../parts/evidence-link.tsx';
import { mergeDestinations } from '../parts/merge-destinations.ts';
import classes from './configuration.module.css';
import { ConfigurationSection } from './configuration-section.tsx';

/** Where the device says that it sends and is reached from, beside where a test saw it. */
export function DataPath({ view }: { readonly view: ConfigurationView }): ReactNode {
  const { say, language, formats } = useWords();
  const tests = view.evidence
    .flatMap((record) =>
      record.kind === 'evidence'
        ? record.body.results.flatMap((result) => (result.kind === 'data-path' ? [{ record, result }] : []))
        : [],
    )
    .toSorted((a, b) => b.result.at - a.result.at);
  return (
    <ConfigurationSection
      id="data-path"
      title={say('configuration.dataPath')}
      lead={say('configuration.dataPath.lead')}
    >
      {tests.length === 0 && <p className={classes.unknown}>{say('configuration.dataPath.none')}</p>}
      {tests.map(({ record, result }) => (
        <div key={`${record.id} ${result.at}`} className={classes.part}>
          <p>
            <EvidenceLink configuration={view.line.configuration} evidence={record.id}>
              {record.body.title[language]}
            </EvidenceLink>
            <span className={classes.quiet}>
              {' · '}
              {say('configuration.dataPath.hours', {
                hours: formats.number(result.observedHours, Number.isInteger(result.observedHours) ? 0 : 1),
                when: formats.day(result.at),
              })}
            </span>
          </p>
          <table className={classes.table}>
            <thead>
              <tr>
                {(['destination', 'direction', 'declared', 'observed'] as const).map((column) => (
                  <th key={column} scope="col">
                    {say(`configuration.dataPath.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {mergeDestinations(result).map(({ destination, direction, declared, observed }) => (
                <tr key={`${direction} ${destination}`} data-undeclared={declared === null || undefined}>
                  <th scope="row">
                    <code>{destination}</code>
                  </th>
                  <td>{say(`eq.direction.${direction}`)}</td>
                  <td>
                    {declared === null ? (
                      <Badge tone="bad">
                        <IconAlertTriangle size="1em" aria-hidden />
                        {say('configuration.dataPath.undeclared')}
                      </Badge>
                    ) : (
                      <span className={classes.marked}>
                        <IconCheck size="1.1em" aria-hidden />
                        {declared}
                      </span>
                    )}
                  </td>
                  <td>
                    <span className={classes.marked}>
                      {observed === null ? (
                        <IconMinus size="1.1em" aria-hidden />
                      ) : (
                        <IconCheck size="1.1em" aria-hidden />
                      )}
                      {observed ?? say('configuration.dataPath.notSeen')}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </ConfigurationSection>
  );
}
