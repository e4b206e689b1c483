// The vectors of what equipment is trusted by: descriptor and trust list of version 2, an equipment decision.
import { hasher, trustCrypto } from '@garita/node-crypto';
import {
  counterSign,
  type DescriptorPayload,
  type EquipmentDecision,
  encodeEquipmentDecision,
  makeDescriptor,
  makeEquipmentDecision,
  makeStatement,
  makeTrustList,
  type ScanStatement,
  TRUST_LIST_MAX_BYTES,
  type TrustListPayload,
} from '@garita/trust';
import { credentialVectors } from './credential-vectors.ts';
import type { TestKey } from './deterministic-keys.ts';
import { documentVector } from './vector-document.ts';

const DAY_MS = 86_400_000;
const sha256 = (text: string) => hasher.sha256(new TextEncoder().encode(text));

/** As version 1 of the protocol wrote them. */
export type FirstDescriptor = Omit<DescriptorPayload, 'v' | 'signatures'> & { readonly v: 1 };
type AddedToConfiguration = 'software' | 'credential' | 'contexts' | 'acceptedByPartner';
export type FirstTrustList = Omit<TrustListPayload, 'v' | 'answers' | 'configurations'> & {
  readonly v: 1;
  readonly configurations: readonly Omit<TrustListPayload['configurations'][number], AddedToConfiguration>[];
};

export type FirstStatement = Omit<ScanStatement, 'v' | 'software'> & { readonly v: 1 };

export interface EquipmentVectorGround {
  readonly at: number;
  readonly keys: Readonly<
    Record<'root' | 'equipment authority' | 'second equipment authority' | 'evaluator' | 'device xr-1', TestKey>
  >;
  /** Root certificate, DER. */
  readonly root: Uint8Array;
  readonly descriptor: FirstDescriptor;
  readonly trustList: FirstTrustList;
  readonly statement: FirstStatement;
  /** The device's certificates. */
  readonly chain: readonly Uint8Array[];
  /** Of those as signed. */
  readonly hashes: Readonly<Record<'descriptor' | 'trustList' | 'statement', Uint8Array>>;
}

/** Two officers sign here; the vectors of version 1 need one. */
export async function equipmentVectors(ground: EquipmentVectorGround): Promise<Readonly<Record<string, unknown>>> {
  const { at, hashes, keys, root } = ground;
  const first = keys['equipment authority'].signer;
  const second = keys['second equipment authority'].signer;
  const both = (cose: Uint8Array) => counterSign(trustCrypto, second, cose, TRUST_LIST_MAX_BYTES);

  const { officers, ...descriptorFields } = ground.descriptor;
  const descriptor: DescriptorPayload = {
    ...descriptorFields,
    v: 2,
    version: 2,
    issuedAt: at,
    previous: hashes.descriptor,
    officers: [
      ...officers,
      { id: 'ea-2', name: 'Second equipment authority', role: 'equipment-authority', key: second.spki },
      { id: 'ev-1', name: 'Evaluator', role: 'evaluator', key: keys.evaluator.signer.spki },
    ],
    signatures: { equipment: 2 },
  };
  const making = { crypto: trustCrypto, signer: keys.root.signer, rootCertificate: root };

  const decision: EquipmentDecision = {
    v: 1,
    agency: descriptor.agency,
    subject: { kind: 'configuration', id: 'portal-1' },
    seq: 2,
    previous: sha256('decision 1 about portal-1'),
    from: 'operational-test',
    to: 'listed',
    section: 'qualified',
    reason: 'REQUIREMENTS_MET',
    es: 'Cumple todos los requisitos.',
    en: 'It meets every requirement.',
    record: sha256('evaluation record'),
    evidence: [sha256('laboratory certificate'), sha256('data path test')],
    conditions: [{ es: 'Sin acceso remoto del fabricante.', en: 'No remote access for the maker.' }],
    contexts: ['land-port-isolated'],
    validFrom: at,
    validUntil: at + 365 * DAY_MS,
    compromisedSince: null,
    by: 'ea-1',
    at,
  };
  const suspension: EquipmentDecision = {
    ...decision,
    ...{ seq: 3, previous: hasher.sha256(encodeEquipmentDecision(decision)), from: 'listed', to: 'suspended' },
    ...{ section: null, reason: 'KEY_COMPROMISED', es: 'Llaves copiadas.', en: 'Keys were copied.' },
    ...{ record: null, evidence: [], conditions: [], contexts: [], validFrom: null, validUntil: null },
    ...{ compromisedSince: at - 3_600_000, at: at + 1000 },
  };

  const { configurations, ...listFields } = ground.trustList;
  const trustList: TrustListPayload = {
    ...listFields,
    v: 2,
    version: 2,
    issuedAt: at,
    previous: hashes.trustList,
    configurations: configurations.map((listed) => ({
      ...listed,
      software: listed.id === 'portal-1' ? [sha256('software of portal-1')] : [],
      credential: listed.id === 'portal-1' ? sha256('credential of portal-1') : null,
      contexts: listed.id === 'portal-1' ? ['land-port-isolated'] : [],
      acceptedByPartner: listed.id === 'portal-1' ? 'accepted' : 'not-asked',
    })),
    answers: [sha256('a suspension that was lifted')],
  };
  const statement: ScanStatement = {
    ...ground.statement,
    v: 2,
    scanId: '7f1c1a52-3d52-4f0e-9a55-0d6a7b1c2d3f',
    deviceSeq: 2,
    prevStatementHash: hashes.statement,
    capturedAt: at + 1000,
    software: sha256('software of portal-1'),
  };
  const crypto = trustCrypto;
  const decided = hasher.sha256(encodeEquipmentDecision(decision));
  return {
    ...(await credentialVectors(at, decided, [first, second])),
    'descriptor-2.json': documentVector(descriptor, await makeDescriptor(descriptor, making)),
    'trust-list-2.json': documentVector(
      trustList,
      await both(await makeTrustList(trustList, { crypto, signer: first })),
    ),
    'statement-2.json': documentVector(
      statement,
      await makeStatement(statement, { crypto, signer: keys['device xr-1'].signer, chain: ground.chain }),
    ),
    'equipment-decision.json': documentVector(
      decision,
      await both(await makeEquipmentDecision(decision, { crypto, signer: first })),
    ),
    'equipment-suspension.json': documentVector(
      suspension,
      await makeEquipmentDecision(suspension, { crypto, signer: first }),
    ),
  };
}
