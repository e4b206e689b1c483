import type { ConfigurationView } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { EvidenceLink } from '../parts/evidence-link.tsx';
import classes from './configuration.module.css';
import type { Finding } from './gate-lines.ts';

type Status = Finding['body']['checklist'][number]['status'];

const TONE: Readonly<Record<Status, Tone>> = {
  met: 'good',
  'not-met': 'bad',
  'not-applicable': 'quiet',
  'not-assessed': 'note',
  'text-not-public': 'attention',
};
const STATUSES = ['met', 'not-met', 'not-applicable', 'not-assessed', 'text-not-public'] as const;

/** A checklist of the standard, item by item; those whose text is not public say so. */
export function Checklist({
  finding,
  view,
}: {
  readonly finding: Finding;
  readonly view: ConfigurationView;
}): ReactNode {
  const { say, language, formats } = useWords();
  const { checklist } = finding.body;
  const items = view.standard.kind === 'standard' ? view.standard.body.checklist : [];
  const counts = STATUSES.flatMap((status) => {
    const count = checklist.filter((item) => item.status === status).length;
    return count === 0 ? [] : [`${say(`eq.check.${status}`)}: ${formats.number(count)}`];
  });
  return (
    <details className={classes.checklist}>
      <summary>{say('configuration.checklist', { counts: counts.join(' · ') })}</summary>
      <table className={classes.table}>
        <tbody>
          {checklist.map((item) => {
            const known = items.find(({ id }) => id === item.item);
            return (
              <tr key={item.item}>
                <th scope="row">
                  {known?.text[language] ?? item.item}
                  {known && <small>{known.source}</small>}
                  {known && !known.textPublic && <small>{say('configuration.checklist.notPublic')}</small>}
                </th>
                <td>
                  <Badge tone={TONE[item.status]}>{say(`eq.check.${item.status}`)}</Badge>
                </td>
                <td>{item.note[language]}</td>
                <td className={classes.sources}>
                  {item.evidence.map((id) => {
                    const record = view.evidence.find((one) => one.id === id);
                    return (
                      <EvidenceLink key={id} configuration={view.line.configuration} evidence={id}>
                        {record?.kind === 'evidence' ? record.body.title[language] : id}
                      </EvidenceLink>
                    );
                  })}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}
