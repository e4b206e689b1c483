import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react';
import { KEY_TABLE, type KeyCommand } from './key-table.ts';

type Handlers = Partial<Readonly<Record<KeyCommand, (event: KeyboardEvent) => void>>>;

interface Commands {
  add(handlers: { readonly current: Handlers }): () => void;
}

const context = createContext<Commands | undefined>(undefined);
/** The second key of `g w` must come within this, ms. */
const SEQUENCE_MS = 1500;
/** A key given here belongs to what is being filled in. */
const TYPING = 'input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select, [contenteditable]';

/** What lies over the page has the keyboard to itself: nobody decides a case through a window that covers it. */
const APART = '[role=dialog]';

/** What has the focus and does something by Enter does that. */
const ACTS = 'a[href], button, summary, [role=button], [role=menuitem], [role=option], [role=tab]';

/** Hears the keyboard once for the whole page and calls whoever offers the command, the newest first. */
export function CommandProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const stack = useRef<{ readonly current: Handlers }[]>([]);
  const commands = useMemo<Commands>(
    () => ({
      add(handlers) {
        stack.current.push(handlers);
        return () => {
          stack.current = stack.current.filter((entry) => entry !== handlers);
        };
      },
    }),
    [],
  );
  useEffect(() => {
    let first: { readonly key: string; readonly at: number } | undefined;
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : undefined;
      if (target?.closest(TYPING) || target?.closest(APART)) return;
      if (event.key === 'Enter' && target?.closest(ACTS)) return;
      const pressed = nameOf(event);
      const sequence = first && event.timeStamp - first.at < SEQUENCE_MS ? `${first.key} ${pressed}` : undefined;
      first = undefined;
      const offered = (keys: string) =>
        KEY_TABLE.filter((entry) => (entry.keys as readonly string[]).includes(keys)).map(({ id }) => id);
      for (const keys of sequence ? [sequence, pressed] : [pressed]) {
        const ids = offered(keys);
        const taker = stack.current.findLast(({ current }) => ids.some((id) => current[id]));
        const id = ids.find((one) => taker?.current[one]);
        if (!taker || !id) continue;
        event.preventDefault();
        taker.current[id]?.(event);
        return;
      }
      if (KEY_TABLE.some(({ keys }) => keys.some((key) => key.startsWith(`${pressed} `)))) {
        first = { key: pressed, at: event.timeStamp };
      }
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
  return <context.Provider value={commands}>{children}</context.Provider>;
}

/** A key as the table writes it: `c`, `Shift+M`, `?`, `Escape`. */
function nameOf({ key, shiftKey }: KeyboardEvent): string {
  if (key.length > 1) return shiftKey && key !== 'Shift' ? `Shift+${key}` : key;
  return shiftKey && /^\p{L}$/u.test(key) ? `Shift+${key.toUpperCase()}` : key.toLowerCase();
}

/** Offers commands while the component is there; the newest component that offers a key gets it. */
export function useCommands(handlers: Handlers): void {
  const commands = useContext(context);
  const current = useRef(handlers);
  useEffect(() => {
    current.current = handlers;
  });
  useEffect(() => commands?.add(current), [commands]);
}
