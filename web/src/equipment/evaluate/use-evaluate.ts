import { type ConfigurationView, type EvaluationRecord, evaluationAnswer } from '@garita/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../app/api.ts';

export interface Evaluating {
  readonly isRunning: boolean;
  readonly error: Error | null;
  /** The evaluation before the one that was just run; `undefined`: none was run, or it was the first. */
  readonly before: EvaluationRecord | undefined;
  readonly isDone: boolean;
  run(): void;
}

/** Has the configuration evaluated by what is on record now, and keeps the last one to compare with. */
export function useEvaluate(view: ConfigurationView): Evaluating {
  const queries = useQueryClient();
  const [before, setBefore] = useState<EvaluationRecord>();
  const evaluation = useMutation({
    mutationFn: () =>
      api.post(
        `/api/v1/equipment/configurations/${encodeURIComponent(view.line.configuration)}/evaluation`,
        {},
        evaluationAnswer,
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['equipment'] }),
  });
  return {
    isRunning: evaluation.isPending,
    error: evaluation.error,
    before,
    isDone: evaluation.isSuccess,
    run: () => {
      if (evaluation.isPending) return;
      setBefore(view.evaluations[0]?.record);
      evaluation.mutate();
    },
  };
}
