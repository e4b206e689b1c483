import type { MarkBody } from '@garita/api';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { OutboxEntry } from '../review/outbox-entry.ts';

/** A person's signing key; the browser keeps it and gives its bytes to nobody, this page included. */
export interface KeptKey {
  readonly person: string;
  readonly privateKey: CryptoKey;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array<ArrayBuffer>;
  readonly source: 'file' | 'made';
  readonly keptAt: number;
}

/** What somebody has marked and written about a case that is not decided. */
export interface KeptDraft {
  readonly person: string;
  readonly scan: string;
  readonly marks: readonly MarkBody[];
  readonly reason: string;
  readonly keptAt: number;
}

/** A form that is being filled in. */
export interface KeptForm {
  readonly person: string;
  /** Which form about what: `evidence new mx-portal-1`. */
  readonly form: string;
  readonly value: unknown;
  readonly keptAt: number;
}

export interface BrowserTables extends DBSchema {
  keys: { key: string; value: KeptKey };
  outbox: { key: string; value: OutboxEntry };
  drafts: { key: [person: string, scan: string]; value: KeptDraft };
  forms: { key: [person: string, form: string]; value: KeptForm };
}

let opened: Promise<IDBPDatabase<BrowserTables>> | undefined;

/** What this browser keeps for its people, across reloads and while there is no server. Rejects where storage is refused. */
export function browserStore(): Promise<IDBPDatabase<BrowserTables>> {
  opened ??= openDB<BrowserTables>('garita', 2, {
    upgrade(database, before) {
      if (before < 1) {
        database.createObjectStore('keys', { keyPath: 'person' });
        database.createObjectStore('outbox', { keyPath: 'id' });
        database.createObjectStore('drafts', { keyPath: ['person', 'scan'] });
      }
      if (before < 2) database.createObjectStore('forms', { keyPath: ['person', 'form'] });
    },
    // Another tab has a newer page: it must not wait for this one.
    blocking: (_now, _wanted, event) => {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
    terminated: () => {
      opened = undefined;
    },
  });
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}
