import type { DecisionBody } from '@garita/api';
import { CONTRABAND_KINDS } from '@garita/review';
import type { ReactNode } from 'react';
import { useSession } from '../app/session.tsx';
import { ENHANCEMENTS } from '../desk/enhancements.ts';
import type { MessageKey } from '../i18n/en.ts';
import { useWords } from '../i18n/language.tsx';
import classes from './case-page.module.css';
import { marksByKind } from './compare-decisions.ts';
import { mayReadObjects } from './may-read-objects.ts';

/** One decision: what, who, when, why, the marks by kind, and with which enhancements the image was seen. */
export function DecisionView({ decision }: { readonly decision: DecisionBody }): ReactNode {
  const { say, formats } = useWords();
  const session = useSession();
  const { by, marks, enhancements, reason, report, signedAt, verdict, logIndex } = decision;
  const enhancementName = useEnhancementName();
  return (
    <div className={classes.decision}>
      <p className={classes.verdict} data-verdict={verdict}>
        {say(`decided.${verdict}`)}
      </p>
      <p>
        {say('case.decisions.by', { person: by, time: formats.moment(signedAt) })}
        <br />
        <span className={classes.quiet}>{say('case.decisions.logged', { index: formats.number(logIndex) })}</span>
      </p>
      <p className={reason === '' ? classes.quiet : classes.reason}>
        {reason === '' ? say('case.decisions.noReason') : reason}
      </p>
      <Marks marks={marks} />
      <p className={classes.quiet}>
        {enhancements.length === 0
          ? say('case.decisions.plain')
          : say('case.decisions.seenWith', { list: formats.list(enhancements.map(enhancementName)) })}
      </p>
      {report !== null && mayReadObjects(session) && (
        <a href={`/api/v1/objects/${report}`} download={`${decision.decision.slice(0, 16)}-tdr.dcs`}>
          {say('case.decisions.report')}
        </a>
      )}
    </div>
  );
}

function Marks({ marks }: { readonly marks: DecisionBody['marks'] }): ReactNode {
  const { say, formats, language } = useWords();
  if (marks.length === 0) return <p className={classes.quiet}>{say('case.decisions.noMarks')}</p>;
  const groups = marksByKind(marks).map(({ kind, certainty, count }) => {
    const contraband = CONTRABAND_KINDS.find((known) => known === kind);
    const named = {
      count: formats.number(count),
      // The partner may use a kind that we do not know: it is shown as it came.
      kind: contraband ? say(`contraband.${contraband}`) : (kind ?? say('case.decisions.unnamed')),
    };
    const sure = certainty === null ? undefined : CERTAINTY[certainty];
    const what = count === 1 ? named.kind : say('case.decisions.markOf', named);
    return sure ? `${what} (${say(sure).toLocaleLowerCase(language)})` : what;
  });
  const texts = marks.flatMap(({ text }) => (text === '' ? [] : [text]));
  return (
    <>
      <p>
        {marks.length === 1 ? say('case.decisions.oneMark') : say('case.decisions.marks', { count: marks.length })}
        {': '}
        {formats.list(groups)}
      </p>
      {texts.map((text) => (
        <p key={text} className={classes.reason}>
          {text}
        </p>
      ))}
    </>
  );
}

const CERTAINTY: Readonly<Record<string, MessageKey & `certainty.${string}`>> = {
  possible: 'certainty.possible',
  likely: 'certainty.likely',
  certain: 'certainty.certain',
};

/** Enhancements by their name on the desk; what has none there is shown as it was recorded. */
function useEnhancementName(): (name: string) => string {
  const { say, language } = useWords();
  return (name) => {
    const known = ENHANCEMENTS.find((one) => one === name.split(/[.:=]/)[0]);
    return known ? say(`desk.on.${known}`).toLocaleLowerCase(language) : name;
  };
}
