import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSession } from '../app/session.tsx';
import { publicPem, type SigningKey } from '../app/signing-key.ts';
import { useWords } from '../i18n/language.tsx';
import classes from './people.module.css';

/** The public key for whoever holds the root, with the command that names this officer. */
export function HandOver(props: { readonly keyHeld: SigningKey; readonly person: string }): ReactNode {
  const { say } = useWords();
  const { displayName, has } = useSession();
  const { person } = props;
  const pem = publicPem(props.keyHeld);
  const file = `${person}.pub`;
  const role = has('supervisor') ? 'supervisor' : 'analyst';
  const save = () => {
    const address = URL.createObjectURL(new Blob([pem], { type: 'application/x-pem-file' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  const command = `garita officer add ${person} --role ${role} --name ${quoted(displayName ?? person)} \\
    --public ${file} --folder /srv/garita --root-key /media/root/root.key`;
  return (
    <details open={props.keyHeld.source === 'made'}>
      <summary>{say('people.key.handOver')}</summary>
      <div className={classes.key}>
        <pre className={classes.command}>{pem}</pre>
        <div className={classes.actions}>
          <Button variant="default" size="compact-sm" onClick={save}>
            {say('people.key.download', { file })}
          </Button>
        </div>
        <p>{say('people.key.handOverText', { file })}</p>
        <pre className={classes.command}>{command}</pre>
        <p className={classes.hint}>{say('people.key.handOverAfter')}</p>
      </div>
    </details>
  );
}

/** For a POSIX shell: a name is somebody's text, and the command is pasted where the root key lies. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
