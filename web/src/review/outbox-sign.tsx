import type { ReactNode } from 'react';

/** Decisions of this browser that the server has not answered yet. */
export function OutboxSign(): ReactNode {
  return null;
}
