import type { EquipmentLine } from '@garita/api';
import type { ReactNode } from 'react';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { ButtonLink } from '../../ui/button-link.tsx';
import classes from './configuration.module.css';

/** From reading to working, for whoever may: the evidence, a decision, a change, the briefing. */
export function ConfigurationActions({ line }: { readonly line: EquipmentLine }): ReactNode {
  const { say } = useWords();
  const session = useSession();
  const params = { id: line.configuration };
  const works = session.has('evaluator', 'equipment-authority');
  const isOpen = line.state === 'draft' || line.state === 'returned';
  const look = { size: 'xs', variant: 'default' } as const;
  return (
    <p className={classes.actions}>
      {session.has('evaluator', 'equipment-authority', 'auditor') && (
        <ButtonLink {...look} to="/equipment/configurations/$id/review" params={params}>
          {say('configuration.do.review')}
        </ButtonLink>
      )}
      {works && (
        <ButtonLink {...look} to="/equipment/configurations/$id/decide" params={params}>
          {say('configuration.do.decide')}
        </ButtonLink>
      )}
      {works &&
        (isOpen ? (
          <ButtonLink {...look} to="/equipment/records/$kind/$id" params={{ kind: 'configuration', ...params }}>
            {say('configuration.do.edit')}
          </ButtonLink>
        ) : (
          <ButtonLink {...look} to="/equipment/new" search={{ kind: 'configuration', parent: line.configuration }}>
            {say('configuration.do.change')}
          </ButtonLink>
        ))}
      <ButtonLink {...look} to="/equipment/configurations/$id/briefing" params={params}>
        {say('configuration.do.briefing')}
      </ButtonLink>
    </p>
  );
}
