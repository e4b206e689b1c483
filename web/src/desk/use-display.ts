import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type History, historyOf, redo, step, undo } from '../viewer/index.ts';
import { type DeskDisplay, enhancementsOn, PLAIN } from './desk-display.ts';
import {
  type EnhancementUse,
  type UsedEnhancement,
  usageBegins,
  usageChanges,
  usageFrom,
  usedUntil,
} from './enhancement-use.ts';
import type { DisplayTool } from './tools.ts';

export interface Display {
  readonly display: DeskDisplay;
  change(change: (display: DeskDisplay) => DeskDisplay, gesture?: string): void;
  undo(): void;
  redo(): void;
  /** What a key of a tool does: a tap switches, held longer it is on for as long as it is held. */
  key(tool: DisplayTool): (event: KeyboardEvent) => void;
  /** What was used since the case was opened, the longest first. */
  used(): readonly UsedEnhancement[];
}

/** Longer than this, from when it is seen, is held, ms. */
const HOLD_MS = 400;
const KEPT = 'garita.palette';
const usedKey = (scan: string) => `garita.used.${scan}`;
let holds = 0;

/** How a case is looked at; every case begins with the standard image. */
export function useDisplay(scan: string): Display {
  const begin = (): History<DeskDisplay> => historyOf({ ...PLAIN, palette: keptPalette() });
  const [held, setHeld] = useState(() => ({ scan, history: begin() }));
  const use = useRef<EnhancementUse>(usageBegins(performance.now()));
  let now = held;
  if (held.scan !== scan) {
    now = { scan, history: begin() };
    setHeld(now);
  }
  const { history } = now;
  const display = history.now;
  useEffect(() => {
    use.current = usageBegins(performance.now(), usageFrom(sessionStorage.getItem(usedKey(scan))));
  }, [scan]);
  useEffect(() => {
    use.current = usageChanges(use.current, enhancementsOn(display), performance.now());
    const { totals } = use.current;
    if (Object.keys(totals).length > 0) sessionStorage.setItem(usedKey(scan), JSON.stringify(totals));
  }, [display, scan]);
  useEffect(() => localStorage.setItem(KEPT, display.palette), [display.palette]);
  const go = useCallback(
    (to: (history: History<DeskDisplay>) => History<DeskDisplay>) =>
      setHeld((before) => ({ ...before, history: to(before.history) })),
    [],
  );
  return useMemo<Display>(() => {
    const change: Display['change'] = (to, gesture) =>
      go((before) => {
        const next = to(before.now);
        return JSON.stringify(next) === JSON.stringify(before.now) ? before : step(before, next, gesture);
      });
    return {
      display,
      change,
      undo: () => go(undo),
      redo: () => go(redo),
      key: (tool) => (event) => {
        if (event.repeat) return;
        const gesture = `hold ${++holds}`;
        let before: DeskDisplay | undefined;
        let after: DeskDisplay | undefined;
        change((given) => {
          before ??= given;
          after = tool.change(given);
          return after;
        }, gesture);
        if (!tool.momentary) return;
        // From when the change was drawn: a busy page does not turn a tap into holding.
        let seen = Number.POSITIVE_INFINITY;
        requestAnimationFrame(() => requestAnimationFrame((now) => (seen = now)));
        const lift = ({ code, timeStamp }: KeyboardEvent) => {
          if (code !== event.code) return;
          removeEventListener('keyup', lift);
          if (!(timeStamp - seen > HOLD_MS)) return;
          change((given) => (given === after && before ? before : tool.change(given)), gesture);
        };
        addEventListener('keyup', lift);
      },
      used: () => usedUntil(use.current, performance.now()),
    };
  }, [display, go]);
}

function keptPalette(): DeskDisplay['palette'] {
  return localStorage.getItem(KEPT) === 'colour-blind' ? 'colour-blind' : 'standard';
}
