import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../i18n/language.tsx';
import { Failure } from '../ui/failure.tsx';
import { useNow } from '../ui/use-now.ts';
import type { Worklist } from './use-worklist.ts';
import classes from './worklist.module.css';
import { SkeletonRow, WorklistRow } from './worklist-row.tsx';

const COLUMNS = ['picture', 'priority', 'object', 'place', 'age', 'signs', 'state', 'decision', 'captured'] as const;
const ROW_PX = 52;

/** The rows that fit the screen, of as many as there are; the whole list is one grid to a screen reader. */
export function WorklistGrid(props: {
  readonly list: Worklist;
  readonly total: number;
  readonly selected: number;
  readonly onSelect: (index: number) => void;
  readonly onOpen: (index: number) => void;
  readonly onShown: (shown: { readonly first: number; readonly last: number }) => void;
  readonly onRecord: ((index: number) => void) | undefined;
}): ReactNode {
  const { say } = useWords();
  const now = useNow();
  const { list, total, selected, onShown } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    paddingEnd: 8,
  });
  const items = rows.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 30;
  useEffect(() => onShown({ first, last }), [first, last, onShown]);
  useEffect(() => rows.scrollToIndex(selected, { align: 'auto' }), [selected, rows]);
  const failure = list.failure(first) ?? list.failure(last);
  return (
    <>
      <div ref={scroller} className={classes.scroller}>
        <table
          id="cases"
          className={classes.grid}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: one tab stop whose rows are walked by keys is a grid; ARIA in HTML allows it on a table
          role="grid"
          aria-label={say('review.title')}
          aria-rowcount={total + 1}
          aria-activedescendant={items.some(({ index }) => index === selected) ? `case-${selected}` : undefined}
          tabIndex={0}
        >
          <thead>
            <tr aria-rowindex={1} className={classes.row}>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {say(`review.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody style={{ blockSize: rows.getTotalSize() }}>
            {items.map(({ index, start }) => {
              const row = list.row(index);
              const place = { index, top: start, selected: index === selected };
              return row ? (
                <WorklistRow
                  key={row.scan}
                  {...place}
                  row={row}
                  now={now}
                  onSelect={() => props.onSelect(index)}
                  onOpen={() => props.onOpen(index)}
                  onRecord={props.onRecord && (() => props.onRecord?.(index))}
                />
              ) : (
                <SkeletonRow key={`place ${index}`} {...place} />
              );
            })}
          </tbody>
        </table>
      </div>
      {failure !== undefined && <Failure error={failure} retry={list.retry} />}
    </>
  );
}
