import { useEffect, useRef, useState } from 'react';
import { browserStore } from '../../app/browser-store.ts';
import { useSession } from '../../app/session.tsx';
import type { Draft } from './field.ts';

/** Forms nobody came back to are given up after this, ms. */
const KEPT_MS = 30 * 86_400_000;
/** So long nobody types before it is kept, ms. */
const PAUSE_MS = 400;

export interface FormDraft {
  /** `undefined` until what was kept is known. */
  readonly value: Draft | undefined;
  /** It is what somebody wrote earlier. */
  readonly wasKept: boolean;
  change(value: Draft): void;
  /** After it was sent, or when nobody wants it any more: begins anew. */
  forget(): Promise<void>;
}

/** What is being written into a form, kept in this browser: a reload or a lost session loses nothing. */
export function useFormDraft(form: string, begin: Draft | undefined): FormDraft {
  const person = useSession().person ?? '';
  const [held, setHeld] = useState<{ readonly form: string; readonly value: Draft; readonly wasKept: boolean }>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const first = useRef(begin);
  first.current = begin;
  const isReady = begin !== undefined;
  useEffect(() => {
    if (!isReady) return;
    let gone = false;
    load(person, form).then((kept) => {
      const value = kept ?? first.current;
      if (!gone && value)
        setHeld((before) => (before?.form === form ? before : { form, value, wasKept: kept !== undefined }));
    });
    return () => {
      gone = true;
    };
  }, [person, form, isReady]);
  return {
    value: held?.form === form ? held.value : undefined,
    wasKept: held?.form === form && held.wasKept,
    change: (value) => {
      setHeld({ form, value, wasKept: held?.wasKept === true });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void keep(person, form, value), PAUSE_MS);
    },
    forget: async () => {
      clearTimeout(timer.current);
      await remove(person, form);
      if (first.current) setHeld({ form, value: first.current, wasKept: false });
    },
  };
}

// Where nothing can be kept, it is still written in the form: none of these fails to the page.

async function load(person: string, form: string): Promise<Draft | undefined> {
  try {
    const kept = await (await browserStore()).get('forms', [person, form]);
    return kept && Date.now() - kept.keptAt < KEPT_MS ? (kept.value as Draft) : undefined;
  } catch {
    return undefined;
  }
}

async function keep(person: string, form: string, value: Draft): Promise<void> {
  try {
    await (await browserStore()).put('forms', { person, form, value, keptAt: Date.now() });
  } catch {
    // Nothing is lost that is on the screen.
  }
}

async function remove(person: string, form: string): Promise<void> {
  try {
    await (await browserStore()).delete('forms', [person, form]);
  } catch {
    // It could not have been kept either.
  }
}
