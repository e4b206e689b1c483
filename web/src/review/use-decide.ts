import { type DecisionKind, inspection as inspectionBody } from '@garita/api';
import { useEffect, useMemo, useRef, useState } from 'react';
import { api } from '../app/api.ts';
import { guideDecided } from '../app/guide.ts';
import { readPreference } from '../app/preferences.ts';
import { useSession } from '../app/session.tsx';
import { signingKey } from '../app/signing-key.ts';
import { outbox } from './browser-outbox.ts';
import type { DecisionDockProps } from './deciding.ts';
import { reportMaker } from './report-maker.ts';
import { signDecision } from './sign-documents.ts';
import { claimNext } from './use-claim-next.ts';

/** The heads of the files are asked for when the images are on screen, ms after the case was opened. */
const PREPARE_MS = 800;
/** So long the next case may wait for this one's decision to be at the server, ms. */
const SENT_MS = 600;

export interface Deciding {
  readonly busy: boolean;
  readonly failure: unknown;
  decide(verdict: DecisionKind, reason: string): void;
}

/** Signs, keeps, sends; then the next case. */
export function useDecide({ inspection, rules, marks, enhancements, makeReport, onDone }: DecisionDockProps): Deciding {
  const session = useSession();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const running = useRef(false);
  const { scan, statement } = inspection;
  const reports = useMemo(() => reportMaker(statement), [statement]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another case begins anew
  useEffect(() => {
    setFailure(undefined);
    // In good time: whoever loses the network must still be able to sign.
    void signingKey(session).catch(() => undefined);
    if (makeReport) return;
    const timer = setTimeout(reports.prepare, PREPARE_MS);
    return () => clearTimeout(timer);
  }, [scan, reports, makeReport]);

  const work = async (verdict: DecisionKind, reason: string) => {
    const draft = { verdict, reason, marks, enhancements: enhancements() };
    const entry = await signDecision(session, inspection, draft, rules.undoSeconds, makeReport ?? reports.make);
    const { sent } = await outbox.add(entry);
    guideDecided(scan, true);
    const wait = new Promise((resolve) => setTimeout(resolve, SENT_MS));
    const next = readPreference('next') === 'on' ? claimNext().catch(() => undefined) : undefined;
    const [found] = await Promise.all([next, Promise.race([sent.catch(() => undefined), wait])]);
    // Taken back meanwhile: this case it is, and not the next.
    const kept = outbox.snapshot().find(({ id }) => id === entry.id);
    if (kept?.state === 'undoing' || kept?.state === 'undone') {
      if (found) await api.post(`/api/v1/inspections/${found}/release`, undefined, inspectionBody);
      return;
    }
    onDone(found);
  };
  const decide = (verdict: DecisionKind, reason: string) => {
    // Two keys in one breath are one decision.
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setFailure(undefined);
    work(verdict, reason)
      .catch(setFailure)
      .finally(() => {
        running.current = false;
        setBusy(false);
      });
  };
  return { busy, failure, decide };
}
