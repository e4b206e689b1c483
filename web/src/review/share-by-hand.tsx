import { shareByHandAnswer } from '@garita/api';
import { Button, Modal } from '@mantine/core';
import { IconShare } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api } from '../app/api.ts';
import { useWords } from '../i18n/language.tsx';
import { Failure } from '../ui/failure.tsx';
import classes from './case-page.module.css';

/** Asks for a scan to be shared: the agreement decides, and says which clause keeps it back if one does. */
export function ShareByHand(props: { readonly scan: string; changed(): void }): ReactNode {
  const { say } = useWords();
  const [isOpen, setOpen] = useState(false);
  const share = useMutation({
    mutationFn: () => api.post(`/api/v1/scans/${props.scan}/share`, undefined, shareByHandAnswer),
    onSuccess: props.changed,
  });
  const close = () => {
    setOpen(false);
    share.reset();
  };
  return (
    <>
      <Button variant="default" leftSection={<IconShare size={18} aria-hidden />} onClick={() => setOpen(true)}>
        {say('exchange.share')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={say('exchange.shareTitle')}
        closeButtonProps={{ 'aria-label': say('app.close') }}
      >
        {share.data ? (
          <p role="status">{say(share.data.state === 'shared' ? 'exchange.shareShared' : 'exchange.shareAsked')}</p>
        ) : (
          <p>{say('exchange.shareText')}</p>
        )}
        {share.error && <Failure error={share.error} />}
        <div className={classes.actions}>
          {!share.data && (
            <Button loading={share.isPending} onClick={() => share.mutate()} data-autofocus>
              {say('exchange.shareConfirm')}
            </Button>
          )}
          <Button variant="default" onClick={close}>
            {say(share.data ? 'app.close' : 'exchange.cancel')}
          </Button>
        </div>
      </Modal>
    </>
  );
}
