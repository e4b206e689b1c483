import { type InspectionBody, inspection } from '@garita/api';
import { useEffect, useRef, useState } from 'react';
import { ApiError, api } from '../app/api.ts';
import { useEvents } from '../app/events.ts';
import { router } from '../app/router.tsx';
import type { Claim } from '../review/deciding.ts';

export type HeldClaim = Claim & {
  again(): void;
  /** From now on others see to it that the case is given back. */
  keep(): void;
};

const NONE: Claim = { state: 'none' };
// Leaving and coming straight back (a new render, the case page and back) keeps the case.
const LEAVE_MS = 250;
const leaving = new Map<string, ReturnType<typeof setTimeout>>();

/** Holds the case while somebody works on it, and gives it back when they leave it undecided. */
export function useClaim(needs: {
  readonly scan: string;
  /** Whether this person may hold it, and it is not decided; undefined as long as that is not known. */
  readonly wanted: boolean | undefined;
  readonly person: string | null;
  readonly leaseSeconds: number;
}): HeldClaim {
  const { scan, wanted, person, leaseSeconds } = needs;
  const [held, setHeld] = useState<{ readonly scan: string; readonly claim: Claim }>({ scan, claim: NONE });
  const [asked, setAsked] = useState(0);
  const mine = useRef(false);
  const kept = useRef<string>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again, it is claimed again
  useEffect(() => {
    const say = (claim: Claim) => setHeld({ scan, claim });
    if (wanted === false) return say(NONE);
    clearTimeout(leaving.get(scan));
    leaving.delete(scan);
    // The queue may have claimed it before its details are here: who leaves now gives it back all the same.
    if (wanted === undefined) return () => giveBackSoon(scan);
    let gone = false;
    let active = performance.now();
    const stir = () => {
      active = performance.now();
    };
    const take = ({ claimedBy, claimedUntil }: InspectionBody) => {
      mine.current = claimedBy === person;
      if (claimedBy === null) say(NONE);
      else say(mine.current ? { state: 'mine', until: claimedUntil ?? 0 } : { state: 'other', by: claimedBy });
    };
    const refused = async (error: unknown) => {
      if (error instanceof ApiError && error.code === 'INSPECTION_CLAIMED') {
        return take(await api.get(`/api/v1/inspections/${scan}`, inspection));
      }
      // The lease may still run: a network that fails for a moment takes nothing away.
      setHeld((before) => {
        const runs = before.scan === scan && before.claim.state === 'mine' && before.claim.until > Date.now();
        return runs ? before : { scan, claim: { state: 'failed', error } };
      });
    };
    const ask = () =>
      api
        .post(`/api/v1/inspections/${scan}/claim`, { seconds: leaseSeconds }, inspection)
        .then((answer) => void (gone || take(answer)))
        .catch((error: unknown) => (gone ? undefined : refused(error)))
        .catch((error: unknown) => void (gone || say({ state: 'failed', error })));
    setHeld((before) =>
      before.scan === scan && before.claim.state === 'mine' ? before : { scan, claim: { state: 'claiming' } },
    );
    void ask();
    const every = (leaseSeconds * 1000) / 3;
    const timer = setInterval(() => performance.now() - active < leaseSeconds * 1000 && void ask(), every);
    const signs = ['pointermove', 'keydown', 'wheel'] as const;
    for (const sign of signs) addEventListener(sign, stir, { passive: true });
    return () => {
      gone = true;
      clearInterval(timer);
      for (const sign of signs) removeEventListener(sign, stir);
      if (kept.current === scan) return;
      mine.current = false;
      giveBackSoon(scan);
    };
  }, [scan, wanted, person, leaseSeconds, asked]);
  const claim = held.scan === scan ? held.claim : NONE;
  useEvents((event) => {
    if (event.scan !== scan || !wanted) return;
    if (event.step === 'claimed' && event.by !== undefined && event.by !== person)
      setHeld({ scan, claim: { state: 'other', by: event.by } });
    if (event.step === 'given-back' && claim.state === 'other') setAsked((count) => count + 1);
  });
  return {
    ...claim,
    again: () => setAsked((count) => count + 1),
    keep: () => {
      kept.current = scan;
    },
  };
}

/** Gives back what was left, also when the answer to the claim is still on its way. */
function giveBackSoon(scan: string): void {
  clearTimeout(leaving.get(scan));
  leaving.set(
    scan,
    setTimeout(() => {
      leaving.delete(scan);
      // Its own page is still the case.
      if (!router.state.location.pathname.includes(scan)) void giveBack(scan).catch(() => undefined);
    }, LEAVE_MS),
  );
}

/** Puts a case back into the queue; not holding it changes nothing. */
function giveBack(scan: string): Promise<InspectionBody> {
  return api.post(`/api/v1/inspections/${scan}/release`, undefined, inspection);
}
