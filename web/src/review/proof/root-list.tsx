import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { useAgencyName } from '../../ui/agency-name.ts';
import { Badge } from '../../ui/badge.tsx';
import type { CheckedRoot } from './check-case.ts';
import { type ComparedRoot, keepComparedRoot, readComparedRoots, spoken } from './compared-roots.ts';
import classes from './proof.module.css';

/** The two roots everything rests on, to be compared with the agencies by another way, once. */
export function RootList(props: { readonly roots: readonly CheckedRoot[]; changed(): void }): ReactNode {
  const [compared, setCompared] = useState(() => readComparedRoots(localStorage));
  const keep = (agency: string, root: ComparedRoot | null) => {
    setCompared(keepComparedRoot(localStorage, agency, root));
    // What rested on it is judged anew.
    if (root === null) props.changed();
  };
  return (
    <dl className={classes.roots}>
      {props.roots.map((root) => (
        <Root key={root.agency} root={root} compared={compared[root.agency]} keep={keep} />
      ))}
    </dl>
  );
}

function Root(props: {
  readonly root: CheckedRoot;
  readonly compared: ComparedRoot | undefined;
  keep(agency: string, root: ComparedRoot | null): void;
}): ReactNode {
  const { root, compared, keep } = props;
  const { agency, fingerprint } = root;
  const { say, formats } = useWords();
  const nameOf = useAgencyName();
  const differs = compared !== undefined && compared.fingerprint !== fingerprint;
  const day = compared ? formats.day(compared.at) : '';
  return (
    <div>
      <dt>{say('proof.root', { agency: nameOf(agency) })}</dt>
      <dd>
        <code className={classes.fingerprint}>{spoken(fingerprint)}</code>
        {differs && <p className={classes.differs}>{say('proof.differs', { day, agency: nameOf(agency) })}</p>}
        <p className={classes.rootState}>
          {compared && !differs && <Badge tone="good">{say('proof.compared', { day })}</Badge>}
          {!compared && <Badge tone="attention">{say('proof.notCompared')}</Badge>}
          {compared ? (
            <Button size="compact-sm" variant="subtle" onClick={() => keep(agency, null)}>
              {say('proof.forget')}
            </Button>
          ) : (
            <Button size="compact-sm" variant="default" onClick={() => keep(agency, { fingerprint, at: Date.now() })}>
              {say('proof.compare')}
            </Button>
          )}
        </p>
      </dd>
    </div>
  );
}
