import { Popover, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { useFlagWords } from '../ui/flag-words.ts';
import { type FoundInFile, MILD, type Notice, SERIOUS } from './banners.ts';
import classes from './image-area.module.css';

/** What an analyst must know about the image, over it and never hidden. */
export function Banner(props: {
  readonly notices: readonly Notice[];
  readonly findings: readonly FoundInFile[];
  readonly onAgain: () => void;
}): ReactNode {
  const { say, formats } = useWords();
  const flagWords = useFlagWords();
  const text = (notice: Notice): string => {
    switch (notice.code) {
      case 'incomplete':
        return say('desk.notice.incomplete', {
          reasons: formats.list(notice.reasons.map((reason) => say(`desk.reason.${reason}`))),
        });
      case 'lost-frames':
        return say('desk.notice.lost-frames', { count: notice.frames.length });
      case 'not-shown':
        return say('desk.notice.not-shown', { names: formats.list(notice.names) });
      case 'findings':
        return say('desk.notice.findings', { count: notice.count });
      case 'equipment':
      case 'equipment-restored':
        return flagWords(notice.flag);
      case 'read-only':
        return say('desk.notice.read-only', { by: notice.by });
      default:
        return say(`desk.notice.${notice.code}`);
    }
  };
  const mild = props.notices.filter(({ code }) => MILD.has(code));
  const grave = props.notices.filter(({ code }) => !MILD.has(code));
  return (
    <div className={classes.banners} role="status" aria-label={say('desk.notices')}>
      {grave.map((notice) => (
        <div
          key={notice.code}
          className={classes.banner}
          data-tone={SERIOUS.has(notice.code) ? 'serious' : 'warning'}
          data-notice={notice.code}
        >
          <IconAlertTriangle size={16} aria-hidden />
          <span>{text(notice)}</span>
          {(notice.code === 'preview-only' || notice.code === 'incomplete') && (
            <UnstyledButton className={classes.bannerAction} onClick={props.onAgain}>
              {say('app.error.retry')}
            </UnstyledButton>
          )}
        </div>
      ))}
      {mild.length > 0 && (
        <div className={classes.banner} data-tone="mild">
          {mild.map((notice) => (
            <span key={notice.code} className={classes.mild} data-notice={notice.code}>
              <IconInfoCircle size={15} aria-hidden />
              <span>{text(notice)}</span>
              {notice.code === 'findings' && <Findings findings={props.findings} />}
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

function Findings({ findings }: { readonly findings: readonly FoundInFile[] }): ReactNode {
  const { say } = useWords();
  return (
    <Popover width={440} withArrow shadow="md">
      <Popover.Target>
        <UnstyledButton className={classes.bannerAction}>{say('desk.notice.findings.show')}</UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <ul className={classes.findings}>
          {findings.slice(0, 40).map(({ code, severity, detail, object }) => (
            <li key={`${object} ${code} ${detail}`}>
              <code>{code}</code> <span>{severity}</span>
              <p>{say('desk.notice.finding', { object: object + 1, detail })}</p>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
