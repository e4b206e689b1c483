import type { ConfigurationView } from '@garita/api';
import { Code } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Hash } from '../../ui/hash.tsx';
import classes from './configuration.module.css';

/** The signed approval: whose, until when, its place in the log, and how to check it without this server. */
export function Credential({ view }: { readonly view: ConfigurationView }): ReactNode {
  const { say, formats } = useWords();
  const { credential, line } = view;
  if (credential === null) return say('configuration.credential.none');
  const file = `${line.configuration}.cose`;
  return (
    <>
      <a href={`/trust/credentials/${encodeURIComponent(line.configuration)}`} download={file}>
        {file}
      </a>
      <small>
        {say('configuration.credential.valid', {
          from: formats.day(credential.validFrom),
          until: formats.day(credential.validUntil),
          people: formats.list(credential.signers),
        })}{' '}
        <Hash value={credential.hash} />
        {' · '}
        <Link to="/log-book">{say('configuration.logEntry', { index: formats.number(credential.logIndex) })}</Link>
      </small>
      <small className={classes.verify}>
        {say('configuration.credential.check')}{' '}
        <a href="/trust/descriptor" download="descriptor.cose">
          descriptor.cose
        </a>
        {', '}
        <a href="/trust/status-list" download="status.cose">
          status.cose
        </a>
        {'; '}
        <Code>{`garita verify ${file} --root AGENCY.crt --descriptor descriptor.cose --status status.cose`}</Code>
      </small>
    </>
  );
}
