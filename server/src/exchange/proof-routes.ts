import { createHash } from 'node:crypto';
import { agreementBody, rootList, scanProof as scanProofBody } from '@garita/api';
import { policyClauses } from '@garita/exchange';
import { toHex } from '@garita/trust';
import type { FastifyInstance } from 'fastify';
import { allow } from '../http/api-person.ts';
import { Refusal } from '../http/refusal.ts';
import type { AgreementInForce } from './exchange-needs.ts';
import { type ScanProofNeeds, scanProof } from './scan-proof.ts';

export interface ProofRoutesNeeds extends ScanProofNeeds {
  /** With the partner; undefined while none is in force. */
  agreement(): Promise<AgreementInForce | undefined>;
}

const HASH = /^[0-9a-f]{64}$/;

/** What people check a scan by: its proof, the roots, the agreement. Mount inside a scope guarded by people's keys. */
export function proofRoutes(app: FastifyInstance, needs: ProofRoutesNeeds): void {
  const readers = { onRequest: allow('analyst', 'supervisor', 'exchange-officer', 'auditor', 'administrator') };
  app.get('/api/v1/scans/:scan/proof', readers, async (request) => {
    const { scan } = request.params as { scan: string };
    if (!HASH.test(scan)) throw new Refusal(404, 'SCAN_UNKNOWN', 'a scan is named by 64 hex digits');
    return scanProofBody.parse(await scanProof(scan, needs));
  });
  app.get('/api/v1/roots', async () => rootList.parse({ roots: rootsOf(needs) }));
  app.get('/api/v1/agreement', async () => {
    const agreement = await needs.agreement();
    if (!agreement) throw new Refusal(404, 'AGREEMENT_NONE', 'no agreement with a partner is in force');
    return agreementBody.parse(bodyOf(agreement));
  });
}

function rootsOf({ own, partner }: ProofRoutesNeeds) {
  const side = (agency: string, root: Uint8Array, isOwn: boolean) => ({
    agency,
    own: isOwn,
    fingerprint: createHash('sha256').update(root).digest('hex'),
    certificate: Buffer.from(root).toString('base64'),
  });
  return [side(own.agency, own.root, true), ...(partner ? [side(partner.agency, partner.root, false)] : [])];
}

function bodyOf({ signed: { agreement, hash } }: AgreementInForce) {
  const { id, version, parties, title, purpose, text, items, retentionDays } = agreement;
  const { validFrom, validUntil, sample, policy } = agreement;
  return {
    hash: toHex(hash),
    id,
    version,
    parties: parties.map(({ agency }) => agency),
    ...{ title, purpose, text, items, retentionDays, validFrom, validUntil, sample, policy },
    clauses: policyClauses(policy),
  };
}
