// Writes testdata/trust/*.json: what another implementation must read, and make, byte for byte.
// Run: npx node testdata/make-trust-vectors.ts
import { writeFile } from 'node:fs/promises';
import { trustCrypto } from '@garita/node-crypto';
import { formatVerifierKey, hashLeaf } from '@garita/transparency-log';
import {
  CHUNK_SIZE,
  chunkRootOf,
  commit,
  DECISION_CONTENT_TYPE,
  DESCRIPTOR_CONTENT_TYPE,
  type Decision,
  deviceUrn,
  encodeCbor,
  encodeRecord,
  issueCa,
  issueDevice,
  issueNode,
  issueRoot,
  type LogRecord,
  makeDecision,
  makeOutcome,
  type Outcome,
  type PublicKind,
  publicEntry,
  STATEMENT_CONTENT_TYPE,
  sealCose,
  TRUST_LIST_CONTENT_TYPE,
  toHex,
} from '@garita/trust';
import { testKey } from './deterministic-keys.ts';
import {
  equipmentVectors,
  type FirstDescriptor,
  type FirstStatement,
  type FirstTrustList,
} from './equipment-vectors.ts';
import { refusedStatements } from './refused-statements.ts';
import { documentVector, readable, VECTOR_NOTE } from './vector-document.ts';

const AT = Date.UTC(2026, 10, 23, 12);
const DAY_MS = 86_400_000;
const AGENCY = 'mx';
const { hasher } = trustCrypto;
const sha256 = (text: string) => hasher.sha256(new TextEncoder().encode(text));

/** Every vector file by name. The same on every run and every machine. */
export async function makeTrustVectors(): Promise<Readonly<Record<string, unknown>>> {
  const names = [
    ...['root', 'node CA', 'device CA', 'node', 'device xr-1', 'equipment authority', 'analyst'],
    ...['second equipment authority', 'evaluator'],
  ] as const;
  const entries = await Promise.all(names.map(async (name) => [name, await testKey(`${AGENCY} ${name}`)] as const));
  const keys = Object.fromEntries(entries) as Record<(typeof names)[number], Awaited<ReturnType<typeof testKey>>>;
  const issuing = (issuer: (typeof names)[number], subject: string, days: number) => ({
    crypto: keys[issuer].crypto,
    agency: AGENCY,
    serial: sha256(`serial of ${subject}`).subarray(0, 16),
    notBefore: AT - DAY_MS,
    notAfter: AT + days * DAY_MS,
  });
  const root = await issueRoot({ ...issuing('root', 'root', 3650), keys: keys.root.pair });
  const underRoot = (use: 'node' | 'device') => ({
    ...issuing('root', `${use} CA`, 1825),
    issuer: { certificate: root, key: keys.root.pair.privateKey },
    subjectKey: keys[`${use} CA`].signer.spki,
    use,
  });
  const nodeCa = await issueCa(underRoot('node'));
  const deviceCa = await issueCa(underRoot('device'));
  const node = await issueNode({
    ...issuing('node CA', 'node', 365),
    issuer: { certificate: nodeCa, key: keys['node CA'].pair.privateKey },
    subjectKey: keys.node.signer.spki,
    dnsNames: ['mx.example'],
    ipAddresses: ['127.0.0.1'],
  });
  const device = await issueDevice({
    ...issuing('device CA', 'device', 90),
    issuer: { certificate: deviceCa, key: keys['device CA'].pair.privateKey },
    subjectKey: keys['device xr-1'].signer.spki,
    device: 'xr-1',
  });

  const descriptor: FirstDescriptor = {
    v: 1,
    agency: AGENCY,
    name: { es: 'México (vectores)', en: 'Mexico (vectors)' },
    version: 1,
    issuedAt: AT - DAY_MS,
    expiresAt: AT + 365 * DAY_MS,
    previous: null,
    nodeCa,
    deviceCa,
    log: { origin: 'mx.example/log', vkey: formatVerifierKey(hasher, 'mx.example/log', 'ed25519', sha256('log key')) },
    witness: formatVerifierKey(hasher, 'mx.example/witness', 'cosignature-v1', sha256('witness key')),
    officers: [
      {
        id: 'ea-1',
        name: 'Equipment authority',
        role: 'equipment-authority',
        key: keys['equipment authority'].signer.spki,
      },
      { id: 'an-1', name: 'Analyst', role: 'analyst', key: keys.analyst.signer.spki },
    ],
    sample: true,
  };
  const trustList: FirstTrustList = {
    v: 1,
    agency: AGENCY,
    version: 1,
    issuedAt: AT - DAY_MS,
    expiresAt: AT + 30 * DAY_MS,
    previous: null,
    configurations: [
      {
        id: 'portal-1',
        maker: 'Example maker',
        model: 'Portal',
        name: { es: 'Portal de camiones', en: 'Truck portal' },
        status: 'approved',
        approvedUntil: AT + 365 * DAY_MS,
        reasons: [],
      },
      {
        id: 'portal-2',
        maker: 'Example maker',
        model: 'Portal, old software',
        name: { es: 'Portal, programa anterior', en: 'Portal, old software' },
        status: 'refused',
        approvedUntil: null,
        reasons: [{ code: 'SECURITY_REVIEW_FAILED', es: 'No pasó la revisión.', en: 'It failed the review.' }],
      },
    ],
    devices: [
      {
        id: 'xr-1',
        serial: 'SN-0001',
        configuration: 'portal-1',
        site: 'otay',
        lane: 'gate-1',
        status: 'active',
        effectiveFrom: AT - DAY_MS,
        compromisedSince: null,
        reasons: [],
      },
    ],
    sample: true,
  };
  const contents = ['An image.', ''].map((text) => new TextEncoder().encode(text));
  const statement: FirstStatement = {
    v: 1,
    agency: AGENCY,
    scanId: '6f1c1a52-3d52-4f0e-9a55-0d6a7b1c2d3e',
    device: 'xr-1',
    configuration: 'portal-1',
    deviceSeq: 1,
    bootEpoch: 7,
    prevStatementHash: null,
    capturedAt: AT,
    clock: { source: 'gnss', uncertaintyMs: 5 },
    site: 'otay',
    lane: 'gate-1',
    direction: 'northbound',
    ooi: { kind: 'truck', ids: [{ type: 'plate', value: 'TEST-001' }] },
    keyProtection: 'software',
    sample: true,
    objects: contents.map((bytes, index) => ({
      role: index === 0 ? 'image' : 'note',
      mediaType: index === 0 ? 'application/dicos' : 'text/plain',
      name: index === 0 ? 'image.dcs' : 'note.txt',
      size: bytes.length,
      sha256: hasher.sha256(bytes),
      chunkSize: CHUNK_SIZE,
      chunkRoot: chunkRootOf(hasher, bytes.length === 0 ? [] : [hasher.sha256(bytes)]),
    })),
    attestation: null,
    agreementHint: 'vectors',
  };
  const chain = [device, deviceCa];
  const signedStatement = await sealCose(trustCrypto, keys['device xr-1'].signer, {
    contentType: STATEMENT_CONTENT_TYPE,
    payload: encodeCbor(statement),
    chain,
    claims: { iss: deviceUrn(AGENCY, 'xr-1'), sub: statement.scanId, iat: Math.floor(AT / 1000) },
  });
  const decision: Decision = {
    v: 2,
    agency: AGENCY,
    scan: hasher.sha256(signedStatement),
    decision: 'refer',
    reason: 'Something dense behind the axle.\nOpen the left door.',
    marks: [
      {
        object: 0,
        frame: null,
        shape: 'polygon',
        points: [10, 20, 40, 22, 38, 60, 12, 58],
        threatCategory: 'OTHER',
        contraband: 'bulk-cash',
        certainty: 'likely',
        text: 'Denser than the load.',
      },
    ],
    enhancements: ['edge'],
    report: sha256('operator report'),
    by: 'an-1',
    at: AT + 60_000,
  };
  const signedTrustList = await sealCose(trustCrypto, keys['equipment authority'].signer, {
    contentType: TRUST_LIST_CONTENT_TYPE,
    payload: encodeCbor(trustList),
  });
  const signedDescriptor = await sealCose(trustCrypto, keys.root.signer, {
    contentType: DESCRIPTOR_CONTENT_TYPE,
    payload: encodeCbor(descriptor),
    chain: [root],
  });
  const signedDecision = await makeDecision(decision, { crypto: trustCrypto, signer: keys.analyst.signer });
  const firstDecision = {
    v: 1,
    agency: AGENCY,
    scan: decision.scan,
    decision: decision.decision,
    reason: decision.reason,
    marks: [{ object: 0, x: 10, y: 20, width: 30, height: 40, threatCategory: 'bulk-cash' }],
    by: 'an-1',
    at: decision.at,
  };
  const signedFirst = await sealCose(trustCrypto, keys.analyst.signer, {
    contentType: DECISION_CONTENT_TYPE,
    payload: encodeCbor(firstDecision),
  });
  const outcome: Outcome = {
    v: 1,
    agency: AGENCY,
    scan: decision.scan,
    result: 'found',
    finds: [
      {
        contraband: 'bulk-cash',
        description: 'Bundles in plastic',
        quantity: '12.50',
        unit: 'kg',
        place: 'Behind the left rear axle',
      },
    ],
    note: 'Opened at the dock.',
    by: 'an-1',
    at: AT + 7_200_000,
  };
  const signedOutcome = await makeOutcome(outcome, { crypto: trustCrypto, signer: keys.analyst.signer });

  return {
    'keys.json': {
      note: VECTOR_NOTE,
      at: AT,
      keys: Object.fromEntries(
        entries.map(([name, { secret, signer }]) => [name, { testScalar: toHex(secret), spki: toHex(signer.spki) }]),
      ),
      certificates: Object.fromEntries(
        Object.entries({ root, nodeCa, deviceCa, node, device }).map(([name, der]) => [name, toHex(der)]),
      ),
    },
    'descriptor.json': documentVector(descriptor, signedDescriptor),
    'trust-list.json': documentVector(trustList, signedTrustList),
    'statement.json': { ...documentVector(statement, signedStatement), objects: contents.map(toHex) },
    'decision.json': documentVector(decision, signedDecision),
    'decision-1.json': documentVector(firstDecision, signedFirst),
    'outcome.json': documentVector(outcome, signedOutcome),
    ...(await equipmentVectors({
      at: AT,
      keys,
      root,
      descriptor,
      trustList,
      statement,
      chain,
      hashes: {
        descriptor: hasher.sha256(signedDescriptor),
        trustList: hasher.sha256(signedTrustList),
        statement: hasher.sha256(signedStatement),
      },
    })),
    'refused-statements.json': {
      note: `${VECTOR_NOTE} A reader refuses every one of them, though all but the last are signed by the device.`,
      refused: await refusedStatements(signedStatement, keys['device xr-1'].signer),
    },
    'log-entry.json': logEntries(hasher.sha256(signedStatement), hasher.sha256(signedTrustList)),
  };
}

function logEntries(statement: Uint8Array, trustList: Uint8Array) {
  const event: LogRecord = { v: 1, kind: 'scan-admitted', at: AT, statement, device: 'xr-1', deviceSeq: 1, trustList };
  const opening = { salt: sha256('salt'), record: encodeRecord(event) };
  const entry = commit(hasher, event.kind, opening);
  const published = publicEntry('trust-list' satisfies PublicKind, trustList);
  return {
    note: VECTOR_NOTE,
    private: {
      record: readable(event),
      recordCbor: toHex(opening.record),
      salt: toHex(opening.salt),
      entry: toHex(entry),
      leafHash: toHex(hashLeaf(hasher, entry)),
    },
    public: { digest: toHex(trustList), entry: toHex(published), leafHash: toHex(hashLeaf(hasher, published)) },
  };
}

if (import.meta.main) {
  for (const [name, content] of Object.entries(await makeTrustVectors())) {
    await writeFile(new URL(`trust/${name}`, import.meta.url), `${JSON.stringify(content, null, 2)}\n`);
  }
}
