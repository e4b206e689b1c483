import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { KEY_TABLE, type KeyScope } from './key-table.ts';
import classes from './shortcut-sheet.module.css';

const SCOPES: readonly KeyScope[] = ['everywhere', 'worklist', 'desk', 'marks', 'chosen-mark', 'decide', 'equipment'];

/** All keys, made from the one table. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { say } = useWords();
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('app.shortcuts')}
      size="80rem"
      closeButtonProps={{ 'aria-label': say('app.shortcuts.close') }}
    >
      <div className={classes.sheet}>
        {SCOPES.map((scope) => (
          <section key={scope}>
            <h2>{say(`app.shortcuts.${scope}`)}</h2>
            <dl>
              {KEY_TABLE.filter((entry) => entry.scope === scope).map(({ id }) => (
                <div key={id}>
                  <dt>
                    <KeyHint of={id} all />
                  </dt>
                  <dd>{say(`key.${id}`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
