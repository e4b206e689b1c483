import {
  type InspectionDetail,
  inspectionDetail,
  type ReviewRules,
  reviewRules,
  type ScanBody,
  scan as scanBody,
} from '@garita/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError, api } from '../app/api.ts';
import { useEvents } from '../app/events.ts';

export interface Case {
  readonly inspection: InspectionDetail | undefined;
  /** What came in: objects and findings. Of the partner's scans there is none here. */
  readonly scan: ScanBody | undefined;
  readonly rules: ReviewRules | undefined;
  /** Why there is no case; a scan that is in quarantine has none. */
  readonly error: unknown;
  readonly pending: boolean;
}

/** What is absent is an answer: quarantined scans have no case, the partner's no list of what came in. */
const absent = (error: unknown): null => {
  if (error instanceof ApiError && (error.status === 404 || error.status === 403)) return null;
  throw error;
};

/** The case and what belongs to it, renewed with every event that concerns it. */
export function useCase(scan: string): Case {
  const queries = useQueryClient();
  const inspection = useQuery({
    queryKey: ['inspection', scan],
    queryFn: ({ signal }) => api.get(`/api/v1/inspections/${scan}`, inspectionDetail, {}, signal),
  });
  const came = useQuery({
    queryKey: ['scan-or-none', scan],
    queryFn: ({ signal }) => api.get(`/api/v1/scans/${scan}`, scanBody, {}, signal).catch(absent),
    // The partner's scans came in by another way.
    enabled: inspection.isError || inspection.data?.origin === 'own',
  });
  const rules = useQuery({
    queryKey: ['review-rules'],
    queryFn: ({ signal }) => api.get('/api/v1/review-rules', reviewRules, {}, signal),
    staleTime: 600_000,
  });
  useEvents((event) => {
    if (event.scan === scan || event.step === 'equipment-changed')
      void queries.invalidateQueries({ queryKey: ['inspection', scan] });
  });
  return {
    inspection: inspection.data,
    scan: came.data ?? undefined,
    rules: rules.data,
    error: inspection.error,
    pending: inspection.isPending,
  };
}
