import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { AgreementTab } from './agreement-tab.tsx';
import { PartnerLine } from './partner-line.tsx';
import { QuestionsTab } from './questions-tab.tsx';
import { ReceivedTab } from './received-tab.tsx';
import { SentTab } from './sent-tab.tsx';
import classes from './sharing-page.module.css';
import { WithheldTab } from './withheld-tab.tsx';

const TABS = {
  sent: SentTab,
  received: ReceivedTab,
  withheld: WithheldTab,
  questions: QuestionsTab,
  agreement: AgreementTab,
} as const;
type TabName = keyof typeof TABS;
const NAMES = Object.keys(TABS) as readonly TabName[];

/** What crosses the border and what does not, why, and what came of it. */
export function SharingPage(): ReactNode {
  const { say } = useWords();
  const navigate = useNavigate();
  const { tab } = useSearch({ from: '/sharing' });
  const shown = NAMES.find((name) => name === tab) ?? 'sent';
  return (
    <div className={classes.page}>
      <PageHead title={say('exchange.title')} lead={say('exchange.lead')} />
      <PartnerLine />
      <Tabs
        value={shown}
        onChange={(name) => void navigate({ to: '/sharing', search: name && name !== 'sent' ? { tab: name } : {} })}
        keepMounted={false}
      >
        <Tabs.List>
          {NAMES.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {say(`exchange.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {NAMES.map((name) => {
          const Content = TABS[name];
          return (
            <Tabs.Panel key={name} value={name} className={classes.panel ?? ''}>
              <Content />
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </div>
  );
}
