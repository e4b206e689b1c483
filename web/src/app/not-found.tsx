import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { PageHead } from '../ui/page-head.tsx';

export function NotFound(): ReactNode {
  const { say } = useWords();
  return (
    <PageHead title={say('app.notFound.title')} lead={say('app.notFound.text')}>
      <Anchor component={Link} to="/">
        {say('app.notFound.home')}
      </Anchor>
    </PageHead>
  );
}
