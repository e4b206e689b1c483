import { Button } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/loading.tsx';
import { useConfiguration } from '../parts/use-configuration.ts';
import classes from './briefing.module.css';
import { BriefingDistribution } from './briefing-distribution.tsx';
import { BriefingDocument } from './briefing-document.tsx';

const LANGUAGES = ['es', 'en'] as const;

/** How this equipment was evaluated and why, for whoever has never heard of bounds; on screen and on paper. */
export function BriefingPage(): ReactNode {
  const { say, language, choose } = useWords();
  const { id } = useParams({ from: '/equipment/configurations/$id/briefing' });
  const { data, error, refetch } = useConfiguration(id);
  if (!data) return error ? <Failure error={error} retry={() => void refetch()} /> : <Loading />;
  return (
    <div className={classes.page}>
      <div className={classes.actions}>
        <ButtonLink variant="default" size="xs" to="/equipment/configurations/$id" params={{ id }}>
          {say('briefing.toPage')}
        </ButtonLink>
        {LANGUAGES.map((one) => (
          <Button
            key={one}
            size="xs"
            variant={one === language ? 'filled' : 'default'}
            aria-pressed={one === language}
            lang={one}
            onClick={() => choose(one)}
          >
            {say(`briefing.language.${one}`)}
          </Button>
        ))}
        {LANGUAGES.map((one) => (
          <Button
            key={`pdf ${one}`}
            size="xs"
            variant="default"
            component="a"
            href={`/api/v1/equipment/configurations/${encodeURIComponent(id)}/briefing?language=${one}&format=pdf`}
            download
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {say(`briefing.pdf.${one}`)}
          </Button>
        ))}
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => globalThis.print()}
        >
          {say('case.print')}
        </Button>
      </div>
      <BriefingDocument view={data} />
      <BriefingDistribution configuration={id} />
    </div>
  );
}
