import {
  type InspectionBody,
  type InspectionCounts,
  type InspectionList,
  inspection,
  inspectionList,
} from '@garita/api';
import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { api } from '../app/api.ts';
import { useEvents } from '../app/events.ts';
import type { WorklistSearch } from '../app/router.tsx';
import { serverNow } from '../app/server-clock.ts';
import { useRefresh } from '../ui/use-refresh.ts';
import { asksForRow, opensCase, patchedRow } from './patch-row.ts';

const PAGE_ROWS = 100;
/** Rows asked for after events, together and not more often than this, ms. */
const ASK_MS = 700;
const KEY = 'worklist';

export interface Worklist {
  /** How many the list has; `undefined` until the first answer. */
  readonly total: number | undefined;
  readonly counts: InspectionCounts | undefined;
  /** `undefined`: not here yet. */
  row(index: number): InspectionBody | undefined;
  /** Of the page a row is on. */
  failure(index: number): unknown;
  /** Cases that came in since the list was opened and are not in it. */
  readonly newcomers: number;
  showNewcomers(): void;
  retry(): void;
}

/** A list of up to 100,000 cases by pages: only what is looked at is fetched, and nothing moves under the cursor. */
export function useWorklist(
  search: WorklistSearch,
  shown: { readonly first: number; readonly last: number },
): Worklist {
  const queries = useQueryClient();
  const filters = JSON.stringify(search);
  const [openedBefore, setOpenedBefore] = useState(() => Math.ceil(serverNow()));
  const [newcomers, setNewcomers] = useState<ReadonlySet<string>>(new Set());
  const listKey = useMemo(() => [KEY, filters, openedBefore] as const, [filters, openedBefore]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other filters are another list
  useEffect(() => {
    setOpenedBefore(Math.ceil(serverNow()));
    setNewcomers(new Set());
  }, [filters]);

  const pages = pagesOf(shown);
  const answers = useQueries({
    queries: pages.map((page) => ({
      queryKey: [...listKey, page],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.get(
          '/api/v1/inspections',
          inspectionList,
          { ...search, openedBefore, offset: page * PAGE_ROWS, limit: PAGE_ROWS },
          signal,
        ),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 300_000,
    })),
  });
  const { data: counts } = useQuery({
    queryKey: [KEY, 'counts'],
    queryFn: async ({ signal }) => (await api.get('/api/v1/inspections', inspectionList, { limit: 1 }, signal)).counts,
    placeholderData: keepPreviousData,
  });
  useRefresh(
    (event) => opensCase(event) || event.step === 'decided' || event.step === 'claimed' || event.step === 'given-back',
    () => void queries.invalidateQueries({ queryKey: [KEY, 'counts'] }),
    2000,
  );

  // Which cases it touches is the server's to say.
  useRefresh(
    ({ step }) => step === 'equipment-changed',
    () => void queries.invalidateQueries({ queryKey: [KEY] }),
  );

  const change = (scan: string, to: (row: InspectionBody) => InspectionBody) =>
    queries.setQueriesData<InspectionList>(
      { queryKey: [KEY], predicate: ({ queryKey }) => queryKey.length === 4 },
      (list) => {
        const at = list?.inspections.findIndex((row) => row.scan === scan) ?? -1;
        if (!list || at < 0) return list;
        const row = list.inspections[at] as InspectionBody;
        return { ...list, inspections: list.inspections.with(at, to(row)) };
      },
    );
  const isHere = (scan: string) =>
    queries
      .getQueriesData<InspectionList>({ queryKey: listKey })
      .some(([, list]) => list?.inspections.some((row) => row.scan === scan));
  const askRow = useRowAsking((scan) => isHere(scan), change);
  useEvents((event) => {
    change(event.scan, (row) => patchedRow(row, event));
    if (asksForRow(event)) askRow(event.scan);
    const { site, lane, kind, state } = search;
    const meant =
      (site === undefined || site === event.site) &&
      (lane === undefined || lane === event.lane) &&
      (kind === undefined || kind === event.ooiKind) &&
      (state === undefined || state === 'waiting');
    if (opensCase(event) && meant && event.at >= openedBefore)
      setNewcomers((before) => (before.has(event.scan) ? before : new Set([...before, event.scan])));
  });

  const total = answers.find(({ data }) => data !== undefined)?.data?.total;
  const showNewcomers = useCallback(() => {
    setOpenedBefore(Math.ceil(serverNow()));
    setNewcomers(new Set());
  }, []);
  // Where there is no row, nothing can move under the cursor.
  const isEmpty = total === 0;
  useEffect(() => {
    if (isEmpty && newcomers.size > 0) showNewcomers();
  }, [isEmpty, newcomers, showNewcomers]);
  const answerOf = (index: number) => answers[pages.indexOf(Math.floor(index / PAGE_ROWS))];
  return {
    // Rows that left the filter stay where they are until the list is read anew: so many are on screen.
    total,
    counts,
    row: (index) => answerOf(index)?.data?.inspections[index % PAGE_ROWS],
    failure: (index) => answerOf(index)?.error ?? undefined,
    newcomers: newcomers.size,
    showNewcomers,
    retry: () => void queries.refetchQueries({ queryKey: listKey, predicate: ({ state }) => state.status === 'error' }),
  };
}

function pagesOf({ first, last }: { readonly first: number; readonly last: number }): readonly number[] {
  const from = Math.floor(Math.max(0, first) / PAGE_ROWS);
  const to = Math.floor(Math.max(0, last) / PAGE_ROWS);
  // The first page tells the total, also when somebody is far down.
  return [...new Set([0, ...Array.from({ length: to - from + 1 }, (_, index) => from + index)])];
}

/** Asks for single rows some time after events, each once, as many events as there were. */
function useRowAsking(
  isHere: (scan: string) => boolean,
  change: (scan: string, to: (row: InspectionBody) => InspectionBody) => void,
): (scan: string) => void {
  const asked = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const ask = async () => {
    timer.current = undefined;
    const scans = [...asked.current];
    asked.current.clear();
    for (const scan of scans) {
      const row = await api.get(`/api/v1/inspections/${scan}`, inspection).catch(() => undefined);
      if (row) change(scan, () => row);
    }
  };
  return (scan) => {
    if (!isHere(scan)) return;
    asked.current.add(scan);
    timer.current ??= setTimeout(() => void ask(), ASK_MS);
  };
}
