import type { DecisionSubject, NextDecision, SignedAnswer } from '@garita/api';
import { trustCrypto } from '@garita/node-crypto';
import { type DecisionWords, draftEquipmentDecision, type Es256Signer, makeEquipmentDecision } from '@garita/trust';
import type { ApiClient } from '../api-client.ts';

/** Somebody of the agency: what they may ask the server for, and the key they sign with. */
export interface Officer {
  readonly id: string;
  readonly client: ApiClient;
  readonly signer: Es256Signer;
}

/** Signs a step on the ground that the server tells of; a name alone is a configuration's. */
export async function decide(
  { client, id: by, signer }: Officer,
  subject: string | DecisionSubject,
  words: Omit<DecisionWords, 'by' | 'at'>,
): Promise<SignedAnswer> {
  const ground = await nextDecision({ client }, subject);
  const decision = draftEquipmentDecision(ground, { ...words, by, at: Date.now() });
  const cose = await makeEquipmentDecision(decision, { crypto: trustCrypto, signer });
  return client.sendCose<SignedAnswer>('POST', '/api/v1/equipment/decisions', cose);
}

export function nextDecision(
  { client }: Pick<Officer, 'client'>,
  subject: string | DecisionSubject,
): Promise<NextDecision> {
  const { id, kind } = typeof subject === 'string' ? { kind: 'configuration', id: subject } : subject;
  return client.get<NextDecision>(`/api/v1/equipment/next-decision?kind=${kind}&id=${id}`);
}
