import { type DocumentRef, documentRef } from '@garita/api';
import { Button, FileButton, Progress } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { api } from '../../app/api.ts';
import { useWords } from '../../i18n/language.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Hash } from '../../ui/hash.tsx';
import { DocumentLink } from '../parts/document-link.tsx';
import type { FieldProps } from './field.ts';
import classes from './forms.module.css';
import { withMediaType } from './media-type.ts';
import { sha256OfFile } from './sha256-of-file.ts';
import { Framed } from './words-field.tsx';

/** The server takes no larger one. */
const MOST_DOCUMENT_BYTES = 32 * 1024 * 1024;

interface Upload {
  readonly name: string;
  readonly sha256: string | undefined;
  readonly share: number;
}

/** A file: its hash is reckoned here before it goes up, and compared with what the server kept. */
export function DocumentField({ field, value, problem, onChange }: FieldProps<'document'>): ReactNode {
  const { say, formats } = useWords();
  const [upload, setUpload] = useState<Upload>();
  const [failure, setFailure] = useState<unknown>();
  const [refused, setRefused] = useState<string>();
  const kept = documentRef.safeParse(value).data;

  const send = async (file: File) => {
    setFailure(undefined);
    setRefused(undefined);
    if (file.size > MOST_DOCUMENT_BYTES) {
      setRefused(
        say('form.document.tooLarge', { size: formats.bytes(file.size), most: formats.bytes(MOST_DOCUMENT_BYTES) }),
      );
      return;
    }
    if (file.size === 0) {
      setRefused(say('form.document.empty', { name: file.name }));
      return;
    }
    const name = file.name.slice(0, 128);
    setUpload({ name, sha256: undefined, share: 0 });
    try {
      const sha256 = await sha256OfFile(file);
      setUpload({ name, sha256, share: 0 });
      const made: DocumentRef = await api.upload(
        '/api/v1/equipment/documents',
        withMediaType(file),
        documentRef,
        { name },
        (share) => setUpload({ name, sha256, share }),
      );
      if (made.sha256 === sha256) onChange(made);
      else setRefused(say('form.document.changed', { hash: made.sha256 }));
    } catch (error) {
      setFailure(error);
    } finally {
      setUpload(undefined);
    }
  };
  return (
    <Framed label={say(field.label)} hint={field.hint && say(field.hint)} problem={refused ?? problem}>
      {kept && <DocumentLink of={kept} />}
      {upload && (
        <div role="status" className={classes.upload}>
          <span>
            {say(upload.sha256 === undefined ? 'form.document.hashing' : 'form.document.sending', {
              name: upload.name,
            })}{' '}
            {upload.sha256 !== undefined && <Hash value={upload.sha256} />}
          </span>
          <Progress value={100 * upload.share} aria-label={say('form.document.progress')} />
        </div>
      )}
      {failure !== undefined && <Failure error={failure} />}
      <div className={classes.actions}>
        <FileButton onChange={(file) => file && void send(file)} disabled={upload !== undefined}>
          {(button) => (
            <Button {...button} size="compact-sm" variant="default" leftSection={<IconUpload size={16} aria-hidden />}>
              {say(kept ? 'form.document.replace' : 'form.document.choose')}
            </Button>
          )}
        </FileButton>
        {kept && (
          <Button size="compact-sm" variant="subtle" onClick={() => onChange(null)}>
            {say('form.document.without')}
          </Button>
        )}
      </div>
    </Framed>
  );
}
