import {
  type ConfigurationView,
  type ListingSection,
  type NextDecision,
  type SignedAnswer,
  signedAnswer,
} from '@garita/api';
import { Button, Checkbox, MultiSelect, Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { api } from '../../app/api.ts';
import { serverNow } from '../../app/server-clock.ts';
import { useSession } from '../../app/session.tsx';
import { useSigningKey } from '../../app/signing-key.ts';
import { useWords } from '../../i18n/language.tsx';
import { explainCode } from '../../ui/explain-code.ts';
import { Loading } from '../../ui/loading.tsx';
import { reasonWords } from '../../ui/reason-words.ts';
import { fromInput, toDay, toMinute } from '../forms/day.ts';
import { useFormDraft } from '../forms/form-drafts.ts';
import { Framed, WordsField, WordsListField } from '../forms/words-field.tsx';
import { recordTitle } from '../parts/record-title.ts';
import { SignFailure } from '../parts/sign-failure.tsx';
import { stateWord } from '../parts/state-word.ts';
import { ConfirmSigning } from './confirm-signing.tsx';
import classes from './decide.module.css';
import {
  beginDecision,
  type DecisionDraft,
  givesTrust,
  objectionsTo,
  readDraft,
  type Step,
  sectionsOf,
  takesTrust,
} from './decision-draft.ts';
import { EffectPreview } from './effect-preview.tsx';
import { signEquipmentDecision } from './sign-equipment-decision.ts';

/** Reason, words, conditions and times of one step; then exactly what will be signed, and the signature. */
export function DecisionForm(props: {
  readonly next: NextDecision;
  readonly step: Step;
  readonly name: string;
  readonly view: ConfigurationView | undefined;
  readonly before: ListingSection | null;
  readonly onSigned: (answer: SignedAnswer) => void;
}): ReactNode {
  const { say, formats, language } = useWords();
  const session = useSession();
  const { next, step, view, before } = props;
  const { subject } = next;
  const begin = useMemo(() => beginDecision(next, step, before, serverNow()), [next, step, before]);
  const kept = useFormDraft(`decide ${subject.kind} ${subject.id} ${next.seq} ${step.to}`, { ...begin });
  const [tried, setTried] = useState(false);
  const [confirming, setConfirming] = useState(false);
  // Before it is needed: without a network it could not be asked for.
  useSigningKey(session);
  const sign = useMutation({
    mutationFn: async (draft: DecisionDraft) =>
      api.postCose('/api/v1/equipment/decisions', await signEquipmentDecision(session, next, draft), signedAnswer),
    onSuccess: async (answer) => {
      await kept.forget();
      setConfirming(false);
      props.onSigned(answer);
    },
  });
  if (!kept.value) return <Loading />;
  const draft = readDraft(kept.value, begin);
  const change = (changed: Partial<DecisionDraft>) => kept.change({ ...draft, ...changed });
  const objections = objectionsTo(draft, next, before, serverNow());
  const problem = (...codes: string[]) => {
    const found = tried && objections.find(({ code }) => codes.includes(code));
    if (!found) return undefined;
    const { says, wayOut } = explainCode(found.code, language);
    return `${says} ${wayOut}`;
  };
  const grants = givesTrust(next, step);
  const sections = sectionsOf(next, step, before);
  const standard = view?.standard.kind === 'standard' ? view.standard.body : undefined;
  const contextName = (id: string) => standard?.contexts.find((one) => one.id === id)?.name[language] ?? id;
  const grounds = [...(view?.evidence ?? []), ...(view?.findings ?? [])];
  const evidenceName = (hash: string) => {
    const record = grounds.find((one) => one.hash === hash);
    return record ? recordTitle(record, language) : hash.slice(0, 12);
  };
  return (
    <form
      noValidate
      className={classes.form}
      aria-label={stateWord(subject.kind, step.to, say)}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (objections.length === 0) setConfirming(true);
      }}
    >
      {takesTrust(step.to) && (
        <EffectPreview subject={subject} to={step.to} compromisedSince={draft.compromisedSince} />
      )}
      <Select
        label={say('work.says.reason')}
        data={step.reasons.map((code) => ({ value: code, label: reasonWords(code, language) }))}
        value={draft.reason}
        allowDeselect={false}
        searchable
        error={problem('REASON_NOT_ALLOWED')}
        onChange={(reason) => reason !== null && change({ reason })}
      />
      <WordsField
        field={{ type: 'words', name: 'words', label: 'work.says.words', hint: 'work.says.wordsHint', max: 2000 }}
        value={draft.words}
        problem={problem('REASON_WORDS_MISSING')}
        onChange={(words) => change({ words: words as DecisionDraft['words'] })}
      />
      {sections.length > 0 && (
        <Select
          label={say('work.section')}
          data={sections.map((one) => ({ value: one, label: say(`eq.section.${one}`) }))}
          value={draft.section}
          allowDeselect={false}
          error={problem('SECTION_MISSING', 'SECTION_NOT_ALLOWED')}
          onChange={(value) => change({ section: sections.find((one) => one === value) ?? null })}
        />
      )}
      {grants && (
        <>
          <Framed label={say('form.contexts')} problem={problem('CONTEXT_MISSING')}>
            {next.contexts.map((id) => (
              <Checkbox
                key={id}
                label={contextName(id)}
                checked={draft.contexts.includes(id)}
                onChange={(event) =>
                  change({
                    contexts: event.currentTarget.checked
                      ? [...draft.contexts, id]
                      : draft.contexts.filter((one) => one !== id),
                  })
                }
              />
            ))}
          </Framed>
          <WordsListField
            field={{ type: 'words-list', name: 'conditions', label: 'form.conditions', hint: 'work.conditionsHint' }}
            value={draft.conditions}
            problem={problem('CONDITIONS_MISSING')}
            onChange={(conditions) => change({ conditions: conditions as DecisionDraft['conditions'] })}
          />
          <div className={classes.two}>
            <TextInput
              type="date"
              label={say('work.validFrom')}
              value={toDay(draft.validFrom)}
              onChange={(event) =>
                change({ validFrom: notBefore(fromInput(event.currentTarget.value), begin.validFrom) })
              }
            />
            <TextInput
              type="date"
              label={say('work.validUntil')}
              description={
                next.latestValidUntil === null
                  ? undefined
                  : say('work.latest', { day: formats.day(next.latestValidUntil) })
              }
              value={toDay(draft.validUntil)}
              error={problem('VALIDITY_MISSING', 'APPROVAL_BEYOND_STANDARD')}
              onChange={(event) =>
                change({ validUntil: notAfter(fromInput(event.currentTarget.value), next.latestValidUntil) })
              }
            />
          </div>
        </>
      )}
      {takesTrust(step.to) && (
        <TextInput
          type="datetime-local"
          label={say('work.compromisedSince')}
          description={say('work.compromisedHint')}
          value={toMinute(draft.compromisedSince)}
          error={problem('COMPROMISED_SINCE_MISSING')}
          onChange={(event) => change({ compromisedSince: fromInput(event.currentTarget.value) })}
        />
      )}
      {next.evidence.length > 0 && (
        <MultiSelect
          label={say('form.evidence')}
          data={next.evidence.map((hash) => ({ value: hash, label: evidenceName(hash) }))}
          value={[...draft.evidence]}
          searchable
          error={problem('EVIDENCE_MISSING')}
          onChange={(evidence) => change({ evidence })}
        />
      )}
      {tried && objections.length > 0 && (
        <p className={classes.problem} role="alert">
          {say('form.problems', { count: formats.number(objections.length) })}
        </p>
      )}
      {sign.error && !confirming && <SignFailure error={sign.error} />}
      <div className={classes.actions}>
        <Button type="submit" color={takesTrust(step.to) ? 'red' : 'jade'}>
          {say('work.readAndSign')}
        </Button>
        <span className={classes.quiet}>
          {say(step.needed === 1 ? 'work.needs.one' : 'work.needs.many', { count: formats.number(step.needed) })}
        </span>
      </div>
      {confirming && (
        <ConfirmSigning
          next={next}
          step={step}
          draft={draft}
          name={props.name}
          contextName={contextName}
          evidenceName={evidenceName}
          isSigning={sign.isPending}
          error={sign.error}
          onSign={() => sign.mutate(draft)}
          onClose={() => setConfirming(false)}
        />
      )}
    </form>
  );
}

/** The chosen day may be the last one: then it ends when the standard does, not after it and not a day before. */
function notAfter(chosen: number | null, latest: number | null): number | null {
  if (chosen === null || latest === null) return chosen;
  return toDay(chosen) === toDay(latest) ? latest : chosen;
}

/** Today begins now. */
function notBefore(chosen: number | null, now: number | null): number | null {
  if (chosen === null || now === null) return chosen;
  return toDay(chosen) === toDay(now) ? now : chosen;
}
