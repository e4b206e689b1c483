import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import type { ViewerImage } from '../viewer/index.ts';
import classes from './image-area.module.css';
import type { LoadedView } from './loaded-view.ts';

/** How much of a view has come, while it comes; and why there is nothing, when there is nothing. */
export function PaneProgress(props: {
  readonly loaded: LoadedView;
  readonly image: ViewerImage | undefined;
  readonly failure: string | undefined;
}): ReactNode {
  const { say, formats } = useWords();
  const { loaded, image, failure } = props;
  const { objects, stage } = loaded;
  const total = objects.reduce((sum, { size }) => sum + size, 0);
  const received = objects.reduce((sum, one) => sum + one.received, 0);
  if (failure !== undefined) return <p className={classes.nothing}>{say('desk.pane.failed', { code: failure })}</p>;
  if (stage === 'failed' && !image)
    return <p className={classes.nothing}>{say('desk.pane.nothing', { why: loaded.why ?? '' })}</p>;
  if (stage === 'full' || stage === 'failed') return null;
  return (
    <div className={classes.progress} role="status">
      {!image && <span>{say('desk.loading')}</span>}
      <progress max={Math.max(1, total)} value={received} aria-label={say('desk.progress')} />
      <span>{say('desk.progress.bytes', { received: formats.bytes(received), total: formats.bytes(total) })}</span>
    </div>
  );
}
