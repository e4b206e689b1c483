import type { ProofStep, StepFacts, StepName } from '@garita/exchange/verify-proof';
import type { MessageKey } from '../../i18n/en.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Language, Say } from '../../i18n/language.tsx';
import { explainCode } from '../../ui/explain-code.ts';
import type { CheckedObject } from './check-case.ts';

export interface StepLanguage {
  /** The reader's own agency. */
  readonly own: string;
  readonly say: Say;
  readonly formats: Formats;
  readonly language: Language;
  nameOf(agency: string): string;
}

/** What a step is about, in a few words. */
export function stepTitle(
  step: { readonly step: StepName; readonly agency: string | null },
  { say, nameOf }: StepLanguage,
): string {
  const agency = step.agency === null ? say('exchange.col.partner') : nameOf(step.agency);
  switch (step.step) {
    case 'descriptor':
    case 'decision':
    case 'receipt':
    case 'partner-log':
      return say(`proof.step.${step.step}`, { agency });
    default:
      return say(`proof.step.${step.step}`);
  }
}

/** By which key a step was checked. */
export function stepKey({ step, agency }: ProofStep, { say, nameOf }: StepLanguage): string {
  const name = agency === null ? '' : nameOf(agency);
  switch (step) {
    case 'descriptor':
    case 'admitted-in-log':
    case 'witnessed':
    case 'partner-log':
      return say(`proof.key.${step}`, { agency: name });
    default:
      return say(`proof.key.${step}`);
  }
}

/** What a step that holds has shown: only what was signed or hashed. `list`: version of the list it rests on. */
export function stepSays(step: Extract<ProofStep, { ok: true }>, list: string, words: StepLanguage): string {
  const { say, formats, language, nameOf } = words;
  const { moment, number } = formats;
  const agency = step.agency === null ? '' : nameOf(step.agency);
  switch (step.step) {
    case 'descriptor': {
      const { name, version, issuedAt } = step.facts;
      return say('proof.says.descriptor', { name: name[language], version: number(version), time: moment(issuedAt) });
    }
    case 'trust-list': {
      const { version, issuedAt, expiresAt } = step.facts;
      const span = { from: moment(issuedAt), until: moment(expiresAt) };
      return say('proof.says.trust-list', { version: number(version), agency, ...span });
    }
    case 'statement': {
      const { device, capturedAt, clock, objects, bytes } = step.facts;
      return say('proof.says.statement', {
        ...{ device, time: moment(capturedAt), source: clockName(clock.source, say), objects: number(objects) },
        ...{ uncertainty: number(clock.uncertaintyMs), bytes: formats.bytes(bytes) },
      });
    }
    case 'equipment': {
      const { device, serial, name, status } = step.facts;
      const standing = say(standingKey(status)).toLocaleLowerCase(language);
      return say('proof.says.equipment', { version: list, device, serial, name: name[language], standing });
    }
    case 'objects': {
      const { objects, bytes } = step.facts;
      return say('proof.says.objects', { objects: number(objects), bytes: formats.bytes(bytes) });
    }
    case 'admitted-in-log': {
      const { origin, index, size, recordedAt } = step.facts;
      const place = { index: number(index), size: number(size), origin };
      return say('proof.says.admitted-in-log', { time: moment(recordedAt), ...place });
    }
    case 'witnessed': {
      const { by, size, cosignedAt } = step.facts;
      return say('proof.says.witnessed', { agency: nameOf(by), time: moment(cosignedAt), size: number(size) });
    }
    case 'agreement': {
      const { title, version, signers } = step.facts;
      const names = formats.list(signers.map((signer) => `${signer.officer} (${nameOf(signer.agency)})`));
      return say('proof.says.agreement', { title: title[language], version: number(version), signers: names });
    }
    case 'shared': {
      const { recipient, sharedAt, origin, index, cosignedAt } = step.facts;
      const place = { index: number(index), origin, seen: moment(cosignedAt) };
      return say('proof.says.shared', { agency: nameOf(recipient), time: moment(sharedAt), ...place });
    }
    case 'receipt': {
      const { receivedAt, result, reasons } = step.facts;
      const time = moment(receivedAt);
      if (result === 'verified') return say('proof.says.receipt', { agency, time });
      return say('proof.says.receiptRefused', { agency, time, reasons: formats.list(reasons) });
    }
    case 'partner-log': {
      const { origin, index, by, cosignedAt } = step.facts;
      const place = { index: number(index), origin };
      return say('proof.says.partner-log', { ...place, agency: nameOf(by), time: moment(cosignedAt) });
    }
    case 'decision':
      return decisionSays(step.facts, words);
  }
}

function decisionSays(facts: StepFacts['decision'], { say, formats }: StepLanguage): string {
  const { name, role, decision, at, origin, index, cosignedAt } = facts;
  const says = say('proof.says.decision', {
    ...{ name, role: role in ROLES ? say(`role.${role as keyof typeof ROLES}`) : role },
    ...{ verdict: say(`decision.${decision}`), time: formats.moment(at), index: formats.number(index), origin },
  });
  return cosignedAt === null ? says : `${says} ${say('proof.says.cosigned', { time: formats.moment(cosignedAt) })}`;
}

function clockName(source: StepFacts['statement']['clock']['source'], say: Say): string {
  return source === 'local' ? say('case.clock.local') : source.toUpperCase();
}

const ROLES = { analyst: true, supervisor: true } as const;

function standingKey(status: StepFacts['equipment']['status']): MessageKey & `standing.${string}` {
  return status === 'removed' ? 'standing.refused' : `standing.${status}`;
}

/** Why a step is not there yet. */
export function stepMissing({ step }: ProofStep, objects: readonly CheckedObject[], words: StepLanguage): string {
  const { say } = words;
  switch (step) {
    case 'objects':
      return say('proof.missing.objects', { reason: whyNotHashed(objects, words) });
    case 'descriptor':
    case 'admitted-in-log':
    case 'witnessed':
    case 'receipt':
    case 'decision':
    case 'shared':
      return say(`proof.missing.${step}`);
    case 'partner-log':
      return say('proof.missing.receipt');
    case 'agreement':
      return say('proof.missing.shared');
    default:
      return say('proof.missing.other');
  }
}

function whyNotHashed(objects: readonly CheckedObject[], { say, language }: StepLanguage): string {
  const codes = new Set(objects.flatMap(({ because }) => because ?? []));
  const says = (code: string) =>
    code === 'UNREACHABLE' ? say('app.error.unreachable') : explainCode(code, language).says;
  return [...codes].map(says).join(' ');
}
