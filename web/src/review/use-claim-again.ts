import { type InspectionDetail, inspection as inspectionSchema, type ReviewRules } from '@garita/api';
import { useState } from 'react';
import { api } from '../app/api.ts';

export interface ClaimAgain {
  /** A decided case is held for another decision. */
  readonly held: boolean;
  readonly error: unknown;
  take(): void;
}

/** A decided case, taken by its own button: nobody decides it again by opening it. */
export function useClaimAgain({ scan }: InspectionDetail, rules: ReviewRules): ClaimAgain {
  const [held, setHeld] = useState<string>();
  const [failed, setFailed] = useState<{ readonly scan: string; readonly error: unknown }>();
  return {
    held: held === scan,
    error: failed?.scan === scan ? failed.error : undefined,
    take: () => {
      setFailed(undefined);
      api.post(`/api/v1/inspections/${scan}/claim`, { seconds: rules.leaseSeconds }, inspectionSchema).then(
        () => setHeld(scan),
        (error: unknown) => setFailed({ scan, error }),
      );
    },
  };
}
