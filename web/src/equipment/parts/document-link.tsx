import type { DocumentRef } from '@garita/api';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Hash } from '../../ui/hash.tsx';

export function documentAddress(sha256: string): string {
  return `/api/v1/equipment/documents/${sha256}`;
}

/** A kept file: its name leads to it, its hash says which it is. */
export function DocumentLink({ of }: { readonly of: DocumentRef }): ReactNode {
  const { formats } = useWords();
  return (
    <span>
      <a href={documentAddress(of.sha256)} target="_blank" rel="noreferrer">
        {of.name}
      </a>{' '}
      <small>
        {of.mediaType} · {formats.bytes(of.size)} · <Hash value={of.sha256} />
      </small>
    </span>
  );
}
