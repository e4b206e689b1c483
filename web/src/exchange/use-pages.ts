import type { WalkStep } from '@garita/api';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useRefresh } from '../ui/use-refresh.ts';

const PAGE = 50;

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: number | null;
}

export interface Pages<Row> {
  readonly rows: readonly Row[] | undefined;
  readonly error: Error | null;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  /** Something happened since, and the list is too long to change under the reader's eyes. */
  readonly isBehind: boolean;
  more(): void;
  refresh(): void;
}

/** A list read page by page, newest first; while only its first page is shown it follows what happens. */
export function usePages<Row>(
  name: string,
  steps: readonly WalkStep[],
  read: (query: { readonly before?: number; readonly limit: number }, signal: AbortSignal) => Promise<Page<Row>>,
): Pages<Row> {
  const queries = useQueryClient();
  const [isBehind, setBehind] = useState(false);
  const key = ['sharing', name];
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      read(pageParam === undefined ? { limit: PAGE } : { before: pageParam, limit: PAGE }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const refresh = () => {
    setBehind(false);
    void queries.resetQueries({ queryKey: key });
  };
  useRefresh(
    ({ step }) => steps.includes(step),
    () => ((data?.pages.length ?? 0) > 1 ? setBehind(true) : void queries.invalidateQueries({ queryKey: key })),
  );
  return {
    rows: data?.pages.flatMap(({ rows }) => rows),
    error,
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    isBehind,
    more: () => void fetchNextPage(),
    refresh,
  };
}
