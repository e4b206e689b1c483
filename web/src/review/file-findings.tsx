import type { ScanBody } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { Badge, type Tone } from '../ui/badge.tsx';
import { explainCode } from '../ui/explain-code.ts';
import classes from './case-page.module.css';
import { findingWords } from './finding-words.ts';

type Findings = NonNullable<ScanBody['objects'][number]['findings']>;
const TONE: Readonly<Record<string, Tone>> = { error: 'bad', warning: 'attention', note: 'quiet' };
const SEVERITY = { error: 'case.finding.error', warning: 'case.finding.warning', note: 'case.finding.note' } as const;

/** What the structure check said of one file, each code once, in words; the particulars stay in the title. */
export function FileFindings(props: {
  readonly findings: Findings | undefined;
  readonly mediaType: string;
}): ReactNode {
  const { findings, mediaType } = props;
  const { say, formats, language } = useWords();
  const isImage = /dicos|dicom/.test(mediaType);
  if (findings === undefined || (findings.length === 0 && !isImage))
    return <span className={classes.quiet}>{say('case.files.notChecked')}</span>;
  if (findings.length === 0) return <span className={classes.quiet}>{say('case.files.noFindings')}</span>;
  const codes = Map.groupBy(findings, ({ code }) => code);
  return (
    <ul className={classes.plain}>
      {[...codes].map(([code, found]) => {
        const severity = found[0]?.severity ?? 'note';
        const known = severity in SEVERITY ? SEVERITY[severity as keyof typeof SEVERITY] : undefined;
        return (
          <li key={code} title={found.map(({ detail }) => detail).join('\n')}>
            <Badge tone={TONE[severity] ?? 'quiet'}>{known ? say(known) : severity}</Badge>{' '}
            {findingWords(code, language) ?? explainCode(code, language).says}
            {found.length > 1 && ` (${formats.number(found.length)})`}
            {severity !== 'note' && (
              <span className={classes.quiet} lang="en">
                {' '}
                {found[0]?.detail}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
