import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { PageHead } from '../ui/page-head.tsx';

export function SharingPage(): ReactNode {
  const { say } = useWords();
  return <PageHead title={say('exchange.title')} />;
}
