import { useSyncExternalStore } from 'react';

/** How far a newcomer has come on the guided path of a demonstration. */
export interface GuideFacts {
  /** The scan that was opened on the path. */
  readonly scan?: string;
  readonly decided?: boolean;
  readonly verified?: boolean;
  readonly dismissed?: boolean;
}

export type GuideStage = 'enter' | 'open' | 'decide' | 'verify' | 'done';

/** What comes next. */
export function guideStage(facts: GuideFacts, isSignedIn: boolean): GuideStage {
  if (!isSignedIn) return 'enter';
  if (facts.scan === undefined) return 'open';
  if (!facts.decided) return 'decide';
  return facts.verified ? 'done' : 'verify';
}

const KEPT = 'garita.guide';
const listeners = new Set<() => void>();
let facts: GuideFacts = readKept();

export function noteGuide(more: GuideFacts): void {
  facts = { ...facts, ...more };
  sessionStorage.setItem(KEPT, JSON.stringify(facts));
  for (const listener of listeners) listener();
}

/** A decision about the scan on the path was signed, or taken back. */
export function guideDecided(scan: string, decided: boolean): void {
  if (scan === facts.scan) noteGuide({ decided });
}

/** The scan on the path was verified in this browser, and nothing failed. */
export function guideVerified(scan: string): void {
  if (scan === facts.scan && !facts.verified) noteGuide({ verified: true });
}

/** Begin the path again. */
export function restartGuide(): void {
  facts = {};
  sessionStorage.removeItem(KEPT);
  for (const listener of listeners) listener();
}

export function useGuideFacts(): GuideFacts {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => facts,
  );
}

function readKept(): GuideFacts {
  try {
    const kept: unknown = JSON.parse(globalThis.sessionStorage?.getItem(KEPT) ?? '{}');
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {};
  }
}
