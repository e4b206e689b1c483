import type { StepName } from '@garita/exchange/verify-proof';
import { Progress as Bar, Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy, IconPlayerStop, IconShieldCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { useAgencyName } from '../../ui/agency-name.ts';
import { Failure } from '../../ui/failure.tsx';
import type { CheckReport, Progress } from './check-case.ts';
import { STEPS_TO_CHECK, tallyOf } from './order-steps.ts';
import classes from './proof.module.css';
import { ProofStepRow } from './proof-step-row.tsx';
import { reportText, tellSteps, tellVerdict } from './report-text.ts';
import { RootList } from './root-list.tsx';
import { type StepLanguage, stepTitle } from './step-words.ts';
import { type CheckState, useCheck } from './use-check.ts';

export interface ProofClaims {
  readonly statement?: string | undefined;
  readonly 'admitted-in-log'?: string | undefined;
  readonly shared?: string | undefined;
  readonly receipt?: string | undefined;
}

/** The chain of proof: what the server claims, until this browser has checked it; then what it has found. */
export function ProofPanel(props: {
  readonly scan: string;
  readonly sender: string;
  readonly recipient: string | null;
  readonly claims: ProofClaims;
}): ReactNode {
  const { scan, sender, recipient, claims } = props;
  const words = useStepLanguage();
  const { say } = words;
  const { check, run, stop } = useCheck(scan);
  const isBusy = check.state === 'fetching' || check.state === 'running';
  return (
    <>
      {check.state !== 'done' && <p className={classes.lead}>{say('proof.lead')}</p>}
      <div className={classes.actions}>
        {isBusy ? (
          <Button variant="default" leftSection={<IconPlayerStop size={18} aria-hidden />} onClick={stop}>
            {say('proof.stop')}
          </Button>
        ) : (
          <Button leftSection={<IconShieldCheck size={18} aria-hidden />} onClick={run}>
            {say(check.state === 'done' ? 'proof.again' : 'proof.verify')}
          </Button>
        )}
        {check.state === 'done' && <CopyReport report={check.report} words={words} />}
      </div>
      <div role="status" className={classes.news}>
        <News check={check} words={words} />
      </div>
      {check.state === 'failed' && <Failure error={check.error} retry={run} />}
      {check.state === 'done' ? (
        <Checked report={check.report} words={words} recheck={run} />
      ) : (
        <ol className={classes.steps} aria-label={say('proof.title')}>
          {STEPS_TO_CHECK.map((step) => (
            <ProofStepRow
              key={step}
              title={stepTitle({ step, agency: OF_RECIPIENT.includes(step) ? recipient : sender }, words)}
              state="unchecked"
              says={[claims[step as keyof ProofClaims] ?? '']}
            />
          ))}
        </ol>
      )}
    </>
  );
}

/** Steps of the one who was handed the scan. */
const OF_RECIPIENT: readonly StepName[] = ['witnessed', 'receipt', 'partner-log'];

function useStepLanguage(): StepLanguage {
  const { agency: own } = useSession();
  const { say, formats, language } = useWords();
  const nameOf = useAgencyName();
  return { own, say, formats, language, nameOf };
}

function News({ check, words }: { readonly check: CheckState; readonly words: StepLanguage }): ReactNode {
  const { say } = words;
  if (check.state === 'stopped') return say('proof.stopped');
  if (check.state === 'fetching' || (check.state === 'running' && !check.progress)) return say('proof.fetching');
  if (check.state === 'done') return <Verdict report={check.report} words={words} />;
  if (check.state !== 'running') return null;
  if (!check.progress || check.progress.done >= check.progress.total) return say('proof.checking');
  return <Hashing progress={check.progress} words={words} />;
}

function Hashing({ progress, words }: { readonly progress: Progress; readonly words: StepLanguage }): ReactNode {
  const { say, formats } = words;
  const { name, number, count, done, total } = progress;
  const label = say('proof.running', {
    ...{ name, number: formats.number(number), count: formats.number(count) },
    ...{ done: formats.bytes(done), total: formats.bytes(total) },
  });
  return (
    <>
      <span>{label}</span>
      <Bar value={total === 0 ? 100 : (100 * done) / total} aria-label={label} mt={4} />
    </>
  );
}

function Verdict({ report, words }: { readonly report: CheckReport; readonly words: StepLanguage }): ReactNode {
  const { verdict } = tallyOf(report);
  return (
    <div className={classes.verdict} data-verdict={verdict}>
      <strong>{tellVerdict(report, words)}</strong>
      {verdict === 'wrong' && <p>{words.say('proof.wrongWay')}</p>}
    </div>
  );
}

function Checked(props: { readonly report: CheckReport; readonly words: StepLanguage; recheck(): void }): ReactNode {
  const { report, words, recheck } = props;
  const { say } = words;
  const statement = report.steps.find((step) => step.step === 'statement');
  const inSoftware =
    statement?.step === 'statement' && statement.ok === true && statement.facts.keyProtection === 'software';
  return (
    <>
      <ol className={classes.steps} aria-label={say('proof.title')}>
        {tellSteps(report, words).map(({ id, ...told }) => (
          <ProofStepRow key={id} {...told} />
        ))}
      </ol>
      <h3 className={classes.subhead}>{say('proof.roots')}</h3>
      <p className={classes.lead}>{say('proof.rootsText')}</p>
      <RootList roots={report.roots} changed={recheck} />
      <h3 className={classes.subhead}>{say('proof.limits')}</h3>
      <ul className={classes.limits}>
        <li>{say('proof.limit.scanner')}</li>
        {inSoftware && <li>{say('proof.limit.key')}</li>}
        <li>{say('proof.limit.clock')}</li>
        <li>{say('proof.limit.contents')}</li>
      </ul>
    </>
  );
}

function CopyReport({ report, words }: { readonly report: CheckReport; readonly words: StepLanguage }): ReactNode {
  return (
    <CopyButton value={reportText(report, words)}>
      {({ copied, copy }) => (
        <Button
          variant="default"
          leftSection={copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
          onClick={copy}
        >
          {words.say(copied ? 'app.copied' : 'proof.copy')}
        </Button>
      )}
    </CopyButton>
  );
}
