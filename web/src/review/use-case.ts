import {
  type InspectionDetail,
  inspectionDetail,
  type PictureBody,
  picture,
  type QuestionBody,
  questionList,
  type ReceivedBody,
  receivedList,
  type ScanBody,
  type ShareBody,
  scan as scanBody,
  shareList,
} from '@garita/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError, api } from '../app/api.ts';
import { useRefresh } from '../ui/use-refresh.ts';

export interface Case {
  readonly detail: InspectionDetail | undefined;
  readonly error: Error | null;
  /** Of a scan of this agency; `null` when it is not. */
  readonly scan: ScanBody | null | undefined;
  readonly picture: PictureBody | undefined;
  readonly pictureError: Error | null;
  readonly shares: readonly ShareBody[];
  readonly received: readonly ReceivedBody[];
  readonly questions: readonly QuestionBody[];
  refresh(): void;
}

/** Everything this server knows of one case, kept up with what happens to it. */
export function useCase(scan: string): Case {
  const queries = useQueryClient();
  const key = (part: string) => ['case', scan, part];
  const detail = useQuery({
    queryKey: key('detail'),
    queryFn: ({ signal }) => api.get(`/api/v1/inspections/${scan}`, inspectionDetail, {}, signal),
  });
  const own = useQuery({
    queryKey: key('scan'),
    queryFn: ({ signal }) => orNone(api.get(`/api/v1/scans/${scan}`, scanBody, {}, signal)),
    // The partner's scans are none of ingest's; of what is no case it says why.
    enabled: detail.isSuccess ? detail.data.origin === 'own' : detail.isError,
  });
  const shown = useQuery({
    queryKey: key('picture'),
    queryFn: ({ signal }) => api.get(`/api/v1/scans/${scan}/picture`, picture, {}, signal),
    enabled: detail.data !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === 'making' ? 1500 : false),
  });
  const shares = useQuery({
    queryKey: key('shares'),
    queryFn: ({ signal }) => api.get('/api/v1/shares', shareList, { scan }, signal),
  });
  const received = useQuery({
    queryKey: key('received'),
    queryFn: ({ signal }) => api.get('/api/v1/received', receivedList, { scan }, signal),
  });
  const questions = useQuery({
    queryKey: key('questions'),
    queryFn: ({ signal }) => api.get('/api/v1/questions', questionList, { scan, limit: 50 }, signal),
  });
  const refresh = () => void queries.invalidateQueries({ queryKey: ['case', scan] });
  useRefresh((event) => event.scan === scan || event.step === 'equipment-changed', refresh, 800);
  return {
    detail: detail.data,
    error: detail.error,
    scan: own.data,
    picture: shown.data,
    pictureError: shown.error,
    shares: shares.data?.shares ?? [],
    received: received.data?.received ?? [],
    questions: questions.data?.questions ?? [],
    refresh,
  };
}

async function orNone<Body>(asked: Promise<Body>): Promise<Body | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}
