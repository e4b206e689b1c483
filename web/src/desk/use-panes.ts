import { useMemo, useState } from 'react';
import { type Say, useWords } from '../i18n/language.tsx';
import type { Plane } from '../viewer/index.ts';
import type { PaneSpec } from './desk-context.ts';
import type { LoadedView } from './loaded-view.ts';

const MOST_PANES = 4;
const PLANES: readonly Plane[] = ['axial', 'coronal', 'sagittal'];

export interface PaneChoice {
  readonly key: string;
  readonly label: string;
  readonly shown: boolean;
}

export interface Panes {
  readonly panes: readonly PaneSpec[];
  /** Every image of the case, and which are on the screen. */
  readonly choices: readonly PaneChoice[];
  toggle(key: string): void;
}

/** Which images are on the screen: up to four of the case, or two of it beside two of what it is compared with. */
export function usePanes(
  scan: string,
  views: readonly LoadedView[],
  compared: readonly LoadedView[] | undefined,
): Panes {
  const { say } = useWords();
  const [chosen, setChosen] = useState<{ readonly scan: string; readonly keys: readonly string[] }>();
  return useMemo(() => {
    const labelOf = ({ view, index }: LoadedView, plane: Plane | undefined, count: number) => {
      const number = index + 1;
      const name = view.name
        ? say('desk.viewNamed', { number, name: viewName(view.name, say) })
        : say('desk.view', { number });
      if (!plane) return name;
      return count > 1 ? `${name} · ${say(`desk.plane.${plane}`)}` : say(`desk.plane.${plane}`);
    };
    const specsOf = (loadeds: readonly LoadedView[], side: PaneSpec['side']) =>
      loadeds.flatMap((loaded) =>
        (loaded.view.kind === 'volume' ? PLANES : [undefined]).map((plane) => ({
          key: `${side} ${loaded.scan} ${loaded.index} ${plane ?? ''}`,
          side,
          label: labelOf(loaded, plane, loadeds.length),
          loaded,
          ...(plane && { plane }),
        })),
      );
    const all = specsOf(views, 'case');
    const others = compared ? specsOf(compared, 'compared') : [];
    const most = compared ? MOST_PANES / 2 : MOST_PANES;
    const wanted = chosen?.scan === scan ? chosen.keys : all.slice(0, MOST_PANES).map(({ key }) => key);
    const kept = all.filter(({ key }) => wanted.includes(key));
    const shown = (kept.length > 0 ? kept : all).slice(0, most);
    const beside = shown.flatMap((spec) => {
      const same = others.filter(({ plane }) => plane === spec.plane);
      const partner = same.find(({ loaded }) => loaded.index === spec.loaded.index) ?? same[0];
      return partner ? [partner] : [];
    });
    const seen = compared ? shown.flatMap((spec, at) => [spec, ...(beside[at] ? [beside[at]] : [])]) : shown;
    const distinct = [...new Map(seen.map((spec) => [spec.key, spec])).values()];
    return {
      panes: distinct.map((spec, slot): PaneSpec => ({ ...spec, slot })),
      choices: all.map(({ key, label }) => ({ key, label, shown: shown.some((one) => one.key === key) })),
      toggle: (key) => {
        const now = shown.map((one) => one.key);
        const next = now.includes(key)
          ? now.filter((one) => one !== key)
          : [...now.slice(now.length >= most ? 1 : 0), key];
        if (next.length > 0) setChosen({ scan, keys: next });
      },
    };
  }, [scan, views, compared, chosen, say]);
}

const KNOWN_NAMES = ['side', 'top', 'bottom', 'front', 'back'] as const;

/** What makers commonly call views, in the words of the page; other names as they are. */
function viewName(name: string, say: Say): string {
  const known = KNOWN_NAMES.find((one) => one === name.trim().toLowerCase());
  return known ? say(`desk.viewName.${known}`) : name;
}
