import { useEffect, useRef } from 'react';
import { type SteppedView, viewInStep } from '../viewer/index.ts';
import type { PaneSpec } from './desk-context.ts';
import { PaneController } from './pane-controller.ts';

/** The canvases of the desk, kept from case to case; in step they follow the one that was moved. */
export function useControllers(panes: readonly PaneSpec[], inStep: boolean): (slot: number) => PaneController {
  const all = useRef<PaneController[]>([]);
  const controller = (slot: number): PaneController => {
    const known = all.current[slot];
    if (known) return known;
    const made = new PaneController();
    all.current[slot] = made;
    return made;
  };
  useEffect(() => {
    for (const leader of panes) {
      const from = all.current[leader.slot];
      if (!from) continue;
      from.onMoved = () => {
        if (!inStep) return;
        const seen = stepped(from);
        if (!seen || !from.state.view) return;
        for (const follower of panes) {
          const to = all.current[follower.slot];
          // The planes of a volume look along different axes: only the same plane follows.
          if (!to || to === from || follower.plane !== leader.plane) continue;
          const other = stepped(to);
          if (!other) continue;
          const view = viewInStep(seen, from.state.view, other);
          const { mirrored } = to.state.view ?? {};
          to.setView({ ...view, ...(mirrored && { mirrored }) }, false);
        }
      };
    }
    return () => {
      for (const one of all.current) if (one) one.onMoved = undefined;
    };
  }, [panes, inStep]);
  return controller;
}

function stepped({ state }: PaneController): SteppedView | undefined {
  const { shape, image } = state;
  return shape && { shape, ...(image?.spacing && { spacing: image.spacing }) };
}
