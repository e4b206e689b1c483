import type { InspectionDetail } from '@garita/api';
import { Modal, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { Badge } from '../ui/badge.tsx';
import { usePlaceNames } from '../ui/use-register.ts';
import classes from './side-panel.module.css';

/** What this scan is put beside: itself as a plain image, or an earlier scan of the same object, of either agency. */
export function CompareMenu(props: {
  readonly inspection: InspectionDetail;
  readonly own: string;
  readonly onChoose: (scan: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { say, formats } = useWords();
  const places = usePlaceNames();
  const { inspection, own, onChoose } = props;
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={say('key.compare')}
      size="lg"
      closeButtonProps={{ 'aria-label': say('app.close') }}
    >
      <ul className={classes.compareList}>
        <li>
          <UnstyledButton className={classes.compareItem} data-autofocus onClick={() => onChoose(inspection.scan)}>
            <strong>{say('desk.compare.self')}</strong>
            <span>{say('desk.compare.selfWhat')}</span>
          </UnstyledButton>
        </li>
        {inspection.priorScans.map((prior) => (
          <li key={prior.scan}>
            <UnstyledButton className={classes.compareItem} onClick={() => onChoose(prior.scan)}>
              <strong>
                {formats.moment(prior.capturedAt)}{' '}
                {prior.agency !== own && <Badge tone="note">{say('desk.compare.ofPartner')}</Badge>}
                {prior.decision && <Badge tone="quiet">{say(`decided.${prior.decision}`)}</Badge>}
              </strong>
              <span>
                {places.site(prior.site)} · {places.lane(prior.lane)} · {say(`id.${prior.matched.type}`)}{' '}
                {prior.matched.value}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {inspection.priorScans.length === 0 && <p className={classes.small}>{say('desk.compare.none')}</p>}
    </Modal>
  );
}
