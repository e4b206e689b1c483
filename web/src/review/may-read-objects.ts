import type { Session } from '../app/session.tsx';

/** Who is offered originals and reports; the server decides who gets them. */
export function mayReadObjects(session: Session): boolean {
  return session.has('analyst', 'supervisor', 'exchange-officer', 'auditor', 'administrator');
}
