import type { DocumentRef } from '@garita/api';
import { Code } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../../app/api.ts';
import { useWords } from '../../i18n/language.tsx';
import { Failure } from '../../ui/failure.tsx';
import { documentAddress } from './document-link.tsx';
import classes from './record-view.module.css';

const TEXT: ReadonlySet<string> = new Set(['text/plain', 'text/csv', 'application/json', 'application/xml']);
const IMAGE: ReadonlySet<string> = new Set(['image/png', 'image/jpeg']);
/** So much of a text is shown; the whole is one click away. Its makers are outside: it is only ever text here. */
const MOST_CHARACTERS = 40_000;
const MOST_BYTES = 2_000_000;

/** What of a document a page can show by itself: pictures and texts. */
export function DocumentPreview({ of }: { readonly of: DocumentRef }): ReactNode {
  const { say } = useWords();
  const isText = TEXT.has(of.mediaType) && of.size <= MOST_BYTES;
  const { data, error } = useQuery({
    queryKey: ['document', of.sha256],
    queryFn: async ({ signal }) => new TextDecoder().decode(await api.bytes(documentAddress(of.sha256), signal)),
    enabled: isText,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (IMAGE.has(of.mediaType)) {
    return <img className={classes.image} src={documentAddress(of.sha256)} alt={of.name} loading="lazy" />;
  }
  if (error) return <Failure error={error} />;
  if (!isText || data === undefined) return null;
  return (
    <>
      <Code block className={classes.text ?? ''} tabIndex={0}>
        {data.slice(0, MOST_CHARACTERS)}
      </Code>
      {data.length > MOST_CHARACTERS && <p className={classes.quiet}>{say('work.textCut')}</p>}
    </>
  );
}
