import type { ProofStep } from '@garita/exchange/verify-proof';
import { explainCode } from '../../ui/explain-code.ts';
import type { CheckReport } from './check-case.ts';
import { inOrder, tallyOf } from './order-steps.ts';
import { type StepLanguage, stepKey, stepMissing, stepSays, stepTitle } from './step-words.ts';

/** One step as people read it, on the page and in the text that is copied. */
export interface ToldStep {
  readonly id: string;
  readonly step: ProofStep;
  readonly title: string;
  readonly state: 'ok' | 'failed' | 'notYet';
  /** What was shown, or what does not match, or what is not there. */
  readonly says: readonly string[];
  /** What to do about a failure. */
  readonly wayOut: readonly string[];
  readonly checkedWith: string;
  readonly details: readonly string[];
}

export function tellSteps(report: CheckReport, words: StepLanguage): readonly ToldStep[] {
  const list = report.steps.find((step) => step.step === 'trust-list');
  const version = list?.ok === true && list.step === 'trust-list' ? words.formats.number(list.facts.version) : '?';
  return inOrder(report.steps).map((step, at) => {
    const head = { id: `${at} ${step.step}`, step, title: stepTitle(step, words), checkedWith: stepKey(step, words) };
    const nothing = { wayOut: [], details: [] };
    if (step.ok === true) return { ...head, ...nothing, state: 'ok', says: [stepSays(step, version, words)] };
    if (step.ok === 'not-yet')
      return { ...head, ...nothing, state: 'notYet', says: [stepMissing(step, report.objects, words)] };
    const rests = step.problems.every(({ code }) => code === 'PROOF_UNCHECKED');
    const told = step.problems.map(({ code }) => explainCode(code, words.language));
    return {
      ...head,
      state: 'failed',
      says: rests ? [words.say('proof.rests')] : [...new Set(told.map(({ says }) => says))],
      wayOut: rests ? [] : [...new Set(told.map(({ wayOut }) => wayOut).filter((wayOut) => wayOut !== ''))],
      details: step.problems.map(({ code, detail }) => `${code}: ${withName(detail, report)}`),
    };
  });
}

/** A verifier counts objects; people know files. */
function withName(detail: string, { objects }: CheckReport): string {
  return detail.replace(/^object (\d+):/, (whole, index: string) => {
    const name = objects[Number(index)]?.name;
    return name === undefined ? whole : `${name}:`;
  });
}

/** The verdict over all steps in one sentence. */
export function tellVerdict(report: CheckReport, { say, formats, own }: StepLanguage): string {
  const { verdict, ok, failed, missing, count } = tallyOf(report);
  const time = formats.clock(report.at);
  const [all, there] = [formats.number(count), formats.number(ok)];
  if (verdict === 'wrong') return say('proof.wrong', { failed: formats.number(failed), count: all, time });
  if (verdict === 'some') return say('proof.some', { count: there, missing: formats.number(missing), time });
  if (verdict === 'all') return say('proof.all', { count: all, time });
  const isOurs = report.steps.some(({ step, agency }) => step === 'receipt' && agency === own);
  return say(isOurs ? 'proof.allOurs' : 'proof.allPartner', { count: all, time });
}

const MARK = { ok: '[x]', failed: '[!]', notYet: '[ ]' } as const;

/** The result as plain text, to be kept or sent: every step with its state, and what is still taken on trust. */
export function reportText(report: CheckReport, words: StepLanguage): string {
  const { say, formats, nameOf } = words;
  const lines = [
    say('proof.text.head', { scan: report.scan }),
    say('proof.text.when', { time: new Date(report.at).toISOString() }),
    '',
    tellVerdict(report, words),
    '',
    ...tellSteps(report, words).flatMap(({ title, state, says, checkedWith, details }) => [
      `${MARK[state]} ${title}: ${says.join(' ')}`,
      ...(state === 'ok'
        ? [`    ${say('proof.key', { key: checkedWith })}`]
        : details.map((detail) => `    ${detail}`)),
    ]),
    '',
    ...report.objects.map(({ name, size, sha256 }) => `${sha256 ?? '-'.repeat(64)}  ${formats.bytes(size)}  ${name}`),
    '',
    `${say('proof.roots')}:`,
    ...report.roots.map(
      ({ agency, fingerprint }) => `${say('proof.root', { agency: nameOf(agency) })}: ${fingerprint}`,
    ),
  ];
  return lines.join('\n');
}
