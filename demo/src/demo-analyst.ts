import type { InspectionBody } from '@garita/api';
import { trustCrypto } from '@garita/node-crypto';
import { type Decision, type Es256Signer, makeDecision } from '@garita/trust';
import { type ApiClient, ApiRefusal } from './api-client.ts';

/** What a quick look takes at least: the demo shows the flow, not a person. */
const LOOK_MS = 150;
const IDLE_MS = 100;

const REASON = 'DEMO: decided by a program, on sample data';

/**
 * Claims the next case, looks, signs a decision with the analyst's own key, until `signal` ends it. One scan in ten is
 * referred, so that both decisions are seen; nothing is read off the image.
 */
export async function runDemoAnalyst(
  client: ApiClient,
  officer: { readonly agency: string; readonly id: string; readonly signer: Es256Signer },
  signal: AbortSignal,
): Promise<void> {
  for (let decided = 0; !signal.aborted; ) {
    const claimed = await client
      .post<InspectionBody | undefined>('/api/v1/inspections/next', { seconds: 60 })
      .catch(ignoreAway);
    if (!claimed) {
      await pause(IDLE_MS);
      continue;
    }
    await pause(LOOK_MS);
    decided++;
    const decision: Decision = {
      v: 2,
      agency: officer.agency,
      scan: new Uint8Array(Buffer.from(claimed.scan, 'hex')),
      decision: decided % 10 === 0 ? 'refer' : 'release',
      reason: REASON,
      marks: [],
      enhancements: [],
      report: null,
      by: officer.id,
      at: Date.now(),
    };
    const cose = await makeDecision(decision, { crypto: trustCrypto, signer: officer.signer });
    await client.sendCose('POST', `/api/v1/inspections/${claimed.scan}/decision`, cose).catch(ignoreAway);
  }
}

/** A server that is away or restarting: the lease runs out and the case is claimed again. */
function ignoreAway(error: unknown): undefined {
  if (error instanceof ApiRefusal || error instanceof TypeError) return undefined;
  throw error;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
