import type { ConfigurationView } from '@garita/api';
import { useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { DecisionList } from '../parts/decision-list.tsx';
import { EquipmentTabs } from '../parts/equipment-tabs.tsx';
import { useConfiguration } from '../parts/use-configuration.ts';
import { usePointed } from '../parts/use-pointed.ts';
import classes from './configuration.module.css';
import { ConfigurationHead } from './configuration-head.tsx';
import { ConfigurationNav } from './configuration-nav.tsx';
import { ConfigurationSection } from './configuration-section.tsx';
import { DataPath } from './data-path.tsx';
import { DeviceTable } from './device-table.tsx';
import { DocumentList } from './document-list.tsx';
import { EvaluationList } from './evaluation-list.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { Gates } from './gates.tsx';
import { NotAssessed } from './not-assessed.tsx';
import { OthersSay } from './others-say.tsx';
import { Requirements } from './requirements.tsx';
import { Supplier } from './supplier.tsx';
import { ThreeQuestions } from './three-questions.tsx';
import { WhatIsApproved } from './what-is-approved.tsx';

/** Everything known of a configuration on one page that can be printed: what was decided, why, and on what evidence. */
export function ConfigurationPage(): ReactNode {
  const { id } = useParams({ from: '/equipment/configurations/$id' });
  // A suspension shows here as soon as the gate obeys it.
  const { data, error, refetch } = useConfiguration(id, 5000);
  return (
    <div className={classes.page}>
      <EquipmentTabs />
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data ? <Configuration view={data} /> : error ? null : <Loading />}
    </div>
  );
}

function Configuration({ view }: { readonly view: ConfigurationView }): ReactNode {
  const { say } = useWords();
  const { evaluation: asked } = useSearch({ from: '/equipment/configurations/$id' });
  const pointed = usePointed();
  const shown = view.evaluations.find(({ hash }) => hash === asked) ?? view.evaluations[0];
  const record = shown?.record;
  return (
    <article>
      <ConfigurationHead view={view} record={record} />
      <div className={classes.body}>
        <ConfigurationNav view={view} record={record} />
        <div className={classes.sections}>
          <ThreeQuestions view={view} record={record} />
          <NotAssessed view={view} record={record} />
          <Requirements view={view} shown={shown} />
          <Gates view={view} record={record} />
          <DataPath view={view} />
          <Supplier view={view} />
          <WhatIsApproved view={view} record={record} />
          <EvidenceList view={view} pointed={pointed} />
          <OthersSay view={view} />
          <ConfigurationSection id="decisions" title={say('configuration.decisions')}>
            {view.decisions.length === 0 ? (
              <p className={classes.quiet}>{say('configuration.noDecision')}</p>
            ) : (
              <DecisionList decisions={view.decisions} pointed={pointed} />
            )}
          </ConfigurationSection>
          <EvaluationList view={view} shown={shown?.hash} />
          <DocumentList view={view} />
          <DeviceTable view={view} />
        </div>
      </div>
    </article>
  );
}
