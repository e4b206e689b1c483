import type { ErrorComponentProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Failure } from '../ui/failure.tsx';

/** A page that broke: said, with a way to try again; the rest of the application goes on. */
export function RouteFailure({ error, reset }: ErrorComponentProps): ReactNode {
  return <Failure error={error} retry={reset} />;
}
