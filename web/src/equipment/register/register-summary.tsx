import type { EquipmentRegister } from '@garita/api';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { daysUntil } from '../parts/days.ts';
import classes from './register.module.css';
import { STATE_GROUPS } from './register-search.ts';

/** The register in five figures, each a way to what it counts. */
export function RegisterSummary({ register }: { readonly register: EquipmentRegister }): ReactNode {
  const { say, formats } = useWords();
  const { lines, at } = register;
  const inGroup = (group: keyof typeof STATE_GROUPS) => {
    const states: readonly string[] = STATE_GROUPS[group];
    return lines.filter(({ state }) => states.includes(state)).length;
  };
  const soon = lines.filter(({ validUntil }) => validUntil !== null && daysUntil(validUntil, at) < 90).length;
  const unknown = lines.filter(({ outcome, notAssessed }) => outcome === null || notAssessed > 0).length;
  const figures = [
    [inGroup('approved'), say('register.sum.approved'), { state: 'approved' }],
    [inGroup('evaluated'), say('register.sum.evaluated'), { state: 'evaluated' }],
    [inGroup('not-approved'), say('register.sum.notApproved'), { state: 'not-approved' }],
    [soon, say('register.sum.soon'), { within: 90 }],
    [unknown, say('register.sum.unknown'), { sort: 'not-assessed' }],
  ] as const;
  return (
    <ul className={classes.figures}>
      {figures.map(([count, words, search]) => (
        <li key={words}>
          <Link to="/equipment" search={search}>
            <strong>{formats.number(count)}</strong> {words}
          </Link>
        </li>
      ))}
    </ul>
  );
}
