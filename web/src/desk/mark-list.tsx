import { Button, UnstyledButton } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { useDesk } from './desk-context.ts';
import { MarkEditor } from './mark-editor.tsx';
import { edgesOf } from './mark-geometry.ts';
import { markName } from './mark-words.ts';
import classes from './side-panel.module.css';
import { type DeskMark, MOST_MARKS } from './use-marks.ts';

/** Every mark in words, for those who do not see the image's lines too; the chosen one can be written here. */
export function MarkList({ onShow }: { readonly onShow: (mark: DeskMark) => void }): ReactNode {
  const { say } = useWords();
  const { marks, readOnly } = useDesk();
  return (
    <section className={classes.section} aria-label={say('desk.marks')}>
      <h2>
        {say('desk.marks')}
        {marks.marks.length > 0 && <span className={classes.count}>{marks.marks.length}</span>}
        {marks.canUndo && !readOnly && (
          <Button size="compact-xs" variant="subtle" onClick={marks.undo}>
            {say('desk.marks.undo')}
          </Button>
        )}
      </h2>
      {marks.marks.length === 0 && (
        <p className={classes.small}>
          {readOnly ? say('desk.marks.none') : say('desk.marks.how')} {!readOnly && <KeyHint of="mark-box" />}
        </p>
      )}
      <ol className={classes.markList}>
        {marks.marks.map((mark, index) => {
          const selected = marks.selected?.id === mark.id;
          const { left, top, right, bottom } = edgesOf(mark);
          const where = say('desk.mark.where', {
            shape: say(`desk.shape.${mark.shape}`),
            columns: `${left}–${right - 1}`,
            rows: `${top}–${bottom - 1}`,
          });
          return (
            <li key={mark.id} data-selected={selected || undefined}>
              <div className={classes.markRow}>
                <UnstyledButton
                  className={classes.markButton}
                  aria-expanded={selected}
                  onClick={() => {
                    marks.select(selected ? undefined : mark.id);
                    if (!selected) onShow(mark);
                  }}
                >
                  <strong>
                    {index + 1} · {markName(mark, say)}
                  </strong>
                  <span title={where}>
                    {[mark.certainty && say(`certainty.${mark.certainty}`), where, mark.text]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </UnstyledButton>
                {!readOnly && (
                  <UnstyledButton
                    className={classes.iconButton}
                    aria-label={say('desk.mark.remove', { name: `${index + 1}` })}
                    title={say('desk.mark.remove', { name: `${index + 1}` })}
                    onClick={() => marks.remove(mark.id)}
                  >
                    <IconTrash size={16} aria-hidden />
                  </UnstyledButton>
                )}
              </div>
              {selected && !readOnly && <MarkEditor mark={mark} />}
            </li>
          );
        })}
      </ol>
      {marks.marks.length >= MOST_MARKS && (
        <p className={classes.small}>{say('desk.marks.full', { most: MOST_MARKS })}</p>
      )}
    </section>
  );
}
