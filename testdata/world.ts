// An agency with real keys, for tests: root, CAs, log, officers, devices, trust list, and scans that follow each other.
import { randomBytes, randomUUID, webcrypto } from 'node:crypto';
import {
  ChunkHasher,
  generateEd25519,
  generateP256,
  loadCryptoKeys,
  loadEd25519Signer,
  loadEs256Signer,
  trustCrypto,
} from '@garita/node-crypto';
import { formatVerifierKey, makeVerifierKey, type NoteSigner } from '@garita/transparency-log';
import {
  type AgencyDescriptor,
  CHUNK_SIZE,
  counterSign,
  type Decision,
  type DescriptorPayload,
  type Es256Signer,
  issueCa,
  issueDevice,
  issueNode,
  issueRoot,
  makeDecision,
  makeDescriptor,
  makeStatement,
  makeTrustList,
  type ObservedObject,
  type Role,
  readDescriptor,
  readTrustList,
  type ScanStatement,
  statementHash,
  TRUST_LIST_MAX_BYTES,
  type TrustList,
  type TrustListPayload,
} from '@garita/trust';

export const DAY_MS = 86_400_000;
/** Noon of 23 November 2026, UTC. */
export const WORLD_TIME = Date.UTC(2026, 10, 23, 12);
const crypto = webcrypto as unknown as Crypto;

export interface WorldOptions {
  readonly agency?: string;
  readonly at?: number;
  /** Devices that are enrolled and on the trust list; `xr-1` and `xr-2` unless said. */
  readonly devices?: readonly string[];
  /** How many equipment authorities must sign; 1 unless said. There are as many. */
  readonly equipmentSignatures?: number;
}

interface WorldKey {
  readonly pem: string;
  readonly signer: Es256Signer;
}

export interface WorldDevice extends WorldKey {
  readonly id: string;
  readonly certificate: Uint8Array;
  /** As statements and TLS carry it: the device's certificate and its CA's. */
  readonly chain: readonly Uint8Array[];
}

/** A scan as made at a lane: the signed statement and the files' bytes. */
export interface WorldScan {
  readonly statement: ScanStatement;
  readonly bytes: Uint8Array;
  readonly hash: Uint8Array;
  readonly files: readonly Uint8Array[];
  readonly objects: readonly ObservedObject[];
}

export interface ScanOptions {
  readonly device?: WorldDevice;
  readonly files?: readonly Uint8Array[];
  /** Replaces fields of the statement before it is signed. */
  readonly change?: Partial<ScanStatement>;
}

export interface World {
  readonly agency: string;
  readonly at: number;
  readonly root: WorldKey & { readonly certificate: Uint8Array; readonly keys: CryptoKeyPair };
  readonly nodeCa: WorldKey & { readonly certificate: Uint8Array; readonly keys: CryptoKeyPair };
  readonly deviceCa: WorldKey & { readonly certificate: Uint8Array; readonly keys: CryptoKeyPair };
  readonly node: WorldKey & { readonly certificate: Uint8Array; readonly chain: readonly Uint8Array[] };
  readonly log: { readonly origin: string; readonly vkey: string; readonly pem: string; readonly signer: NoteSigner };
  readonly witness: { readonly vkey: string; readonly pem: string; readonly signer: NoteSigner };
  /** One officer for each role, with the role as id. */
  readonly officers: Readonly<Record<Role, WorldKey>>;
  /** Equipment authorities: the one of `officers`, then `equipment-authority-2`, … */
  readonly authorities: readonly WorldKey[];
  readonly devices: Readonly<Record<string, WorldDevice>>;
  readonly descriptor: AgencyDescriptor;
  readonly descriptorBytes: Uint8Array;
  readonly descriptorPayload: DescriptorPayload;
  readonly trustList: TrustList;
  readonly trustListBytes: Uint8Array;
  readonly trustListPayload: TrustListPayload;
  /** A device with a certificate of this agency, on the trust list or not. */
  enroll(device: string, change?: { readonly notBefore?: number; readonly notAfter?: number }): Promise<WorldDevice>;
  /** The world's trust list with some fields replaced, signed and read. */
  trustListWith(change: Partial<TrustListPayload>): Promise<{ readonly bytes: Uint8Array; readonly list: TrustList }>;
  /** The next scan of a device; calls for one device follow each other as its chain does. */
  scan(options?: ScanOptions): Promise<WorldScan>;
  /** A decision about a scan by `officers.analyst`. */
  decide(scan: Uint8Array, change?: Partial<Decision>): Promise<Uint8Array>;
}

/** Hashes of bytes in memory. */
export function observe(bytes: Uint8Array): ObservedObject {
  const hash = new ChunkHasher();
  hash.update(bytes);
  return hash.finish();
}

export async function makeWorld(options: WorldOptions = {}): Promise<World> {
  const { agency = 'mx', at = WORLD_TIME, devices: deviceIds = ['xr-1', 'xr-2'], equipmentSignatures = 1 } = options;
  const issuing = (days: number) => ({
    crypto,
    agency,
    serial: new Uint8Array(randomBytes(16)),
    notBefore: at - DAY_MS,
    notAfter: at + days * DAY_MS,
  });

  const rootKey = newKey();
  const rootKeys = await loadCryptoKeys(rootKey.pem);
  const rootCertificate = await issueRoot({ ...issuing(3650), keys: rootKeys });
  const root = { ...rootKey, keys: rootKeys, certificate: rootCertificate };
  const rootIssuer = { certificate: rootCertificate, key: rootKeys.privateKey };

  const makeCa = async (use: 'node' | 'device') => {
    const key = newKey();
    const certificate = await issueCa({ ...issuing(1825), use, subjectKey: key.signer.spki, issuer: rootIssuer });
    return { ...key, certificate, keys: await loadCryptoKeys(key.pem) };
  };
  const nodeCa = await makeCa('node');
  const deviceCa = await makeCa('device');

  const nodeKey = newKey();
  const nodeCertificate = await issueNode({
    ...issuing(365),
    dnsNames: [`${agency}.localhost`, 'localhost'],
    ipAddresses: ['127.0.0.1'],
    subjectKey: nodeKey.signer.spki,
    issuer: { certificate: nodeCa.certificate, key: nodeCa.keys.privateKey },
  });
  const node = { ...nodeKey, certificate: nodeCertificate, chain: [nodeCertificate, nodeCa.certificate] };

  const enroll: World['enroll'] = async (id, change = {}) => {
    const key = newKey();
    const certificate = await issueDevice({
      ...issuing(90),
      ...change,
      device: id,
      subjectKey: key.signer.spki,
      issuer: { certificate: deviceCa.certificate, key: deviceCa.keys.privateKey },
    });
    return { ...key, id, certificate, chain: [certificate, deviceCa.certificate] };
  };
  const devices = Object.fromEntries(await Promise.all(deviceIds.map(async (id) => [id, await enroll(id)] as const)));

  const officers: Record<Role, WorldKey> = {
    'equipment-authority': newKey(),
    'exchange-officer': newKey(),
    analyst: newKey(),
    supervisor: newKey(),
    evaluator: newKey(),
    auditor: newKey(),
    official: newKey(),
    administrator: newKey(),
  };
  const others = Array.from({ length: equipmentSignatures - 1 }, newKey);
  const authorities = [officers['equipment-authority'], ...others];
  const log = { origin: `${agency}.example/log`, ...noteKey(`${agency}.example/log`, 'ed25519') };
  const witness = noteKey(`${agency}.example/witness`, 'cosignature-v1');

  const descriptorPayload: DescriptorPayload = {
    v: 2,
    agency,
    name: { es: `Agencia de prueba ${agency}`, en: `Test agency ${agency}` },
    version: 1,
    issuedAt: at - DAY_MS,
    expiresAt: at + 365 * DAY_MS,
    previous: null,
    nodeCa: nodeCa.certificate,
    deviceCa: deviceCa.certificate,
    log: { origin: log.origin, vkey: log.vkey },
    witness: witness.vkey,
    officers: [
      ...Object.entries(officers).map(([role, key]) => ({ id: role, role: role as Role, key })),
      ...others.map((key, index) => ({
        id: `equipment-authority-${index + 2}`,
        role: 'equipment-authority' as const,
        key,
      })),
    ].map(({ id, role, key }) => ({ id, name: `Test ${id}`, role, key: key.signer.spki })),
    sample: true,
    signatures: { equipment: equipmentSignatures },
  };
  const descriptorBytes = await makeDescriptor(descriptorPayload, {
    crypto: trustCrypto,
    signer: root.signer,
    rootCertificate,
  });
  const descriptor = await readDescriptor(trustCrypto, descriptorBytes, { rootCertificate, at });

  const trustListPayload: TrustListPayload = {
    v: 2,
    agency,
    version: 1,
    issuedAt: at - DAY_MS,
    expiresAt: at + 30 * DAY_MS,
    previous: null,
    configurations: [
      {
        id: 'portal-1',
        maker: 'Test maker',
        model: 'Portal',
        name: { es: 'Portal de prueba', en: 'Test portal' },
        status: 'approved',
        approvedUntil: at + 365 * DAY_MS,
        reasons: [],
        software: [],
        credential: null,
        contexts: [],
        acceptedByPartner: 'not-asked',
      },
    ],
    devices: deviceIds.map((id) => ({
      id,
      serial: `SN-${id}`,
      configuration: 'portal-1',
      site: 'otay',
      lane: 'gate-1',
      status: 'active',
      effectiveFrom: at - DAY_MS,
      compromisedSince: null,
      reasons: [],
    })),
    sample: true,
    answers: [],
  };
  const trustListWith: World['trustListWith'] = async (change) => {
    let bytes = await makeTrustList(
      { ...trustListPayload, ...change },
      { crypto: trustCrypto, signer: officers['equipment-authority'].signer },
    );
    for (const { signer } of others) bytes = await counterSign(trustCrypto, signer, bytes, TRUST_LIST_MAX_BYTES);
    return { bytes, list: await readTrustList(trustCrypto, bytes, descriptor, { at }) };
  };
  const { bytes: trustListBytes, list: trustList } = await trustListWith({});

  const heads = new Map<string, { seq: number; hash: Uint8Array }>();
  const scan: World['scan'] = async ({ device = devices[deviceIds[0] as string], files, change = {} } = {}) => {
    if (!device) throw new Error('the world has no device');
    const contents = files ?? [new Uint8Array(randomBytes(1000)), new Uint8Array(randomBytes(300))];
    const objects = contents.map(observe);
    const head = heads.get(device.id);
    const statement: ScanStatement = {
      v: 2,
      agency,
      scanId: randomUUID(),
      device: device.id,
      configuration: 'portal-1',
      deviceSeq: (head?.seq ?? 0) + 1,
      bootEpoch: 1,
      prevStatementHash: head?.hash ?? null,
      capturedAt: at - 5000,
      clock: { source: 'ntp', uncertaintyMs: 20 },
      site: 'otay',
      lane: 'gate-1',
      direction: 'northbound',
      ooi: { kind: 'truck', ids: [{ type: 'plate', value: 'TEST-001' }] },
      keyProtection: 'software',
      sample: true,
      objects: objects.map(({ sha256, size, chunkRoot }, index) => ({
        role: index === 0 ? 'image' : 'spectrum',
        mediaType: index === 0 ? 'application/dicos' : 'application/xml',
        name: index === 0 ? 'scan.dcs' : `spectrum-${index}.n42`,
        size,
        sha256,
        chunkSize: CHUNK_SIZE,
        chunkRoot,
      })),
      attestation: null,
      agreementHint: null,
      software: null,
      ...change,
    };
    const bytes = await makeStatement(statement, { crypto: trustCrypto, signer: device.signer, chain: device.chain });
    const hash = statementHash(trustCrypto.hasher, bytes);
    heads.set(device.id, { seq: statement.deviceSeq, hash });
    return { statement, bytes, hash, files: contents, objects };
  };

  const decide: World['decide'] = (scanHash, change = {}) =>
    makeDecision(
      {
        v: 2,
        agency,
        scan: scanHash,
        decision: 'release',
        reason: 'Nothing found.',
        marks: [],
        enhancements: [],
        report: null,
        by: 'analyst',
        at,
        ...change,
      },
      { crypto: trustCrypto, signer: officers.analyst.signer },
    );

  return {
    agency,
    at,
    root,
    nodeCa,
    deviceCa,
    node,
    log,
    witness,
    officers,
    authorities,
    devices,
    descriptor,
    descriptorBytes,
    descriptorPayload,
    trustList,
    trustListBytes,
    trustListPayload,
    enroll,
    trustListWith,
    scan,
    decide,
  };
}

function newKey(): WorldKey {
  const { privatePem } = generateP256();
  return { pem: privatePem, signer: loadEs256Signer(privatePem) };
}

function noteKey(name: string, type: 'ed25519' | 'cosignature-v1') {
  const { privatePem, publicKey } = generateEd25519();
  const { sign } = loadEd25519Signer(privatePem);
  const signer: NoteSigner = { key: makeVerifierKey(trustCrypto.hasher, name, type, publicKey), sign };
  return { pem: privatePem, vkey: formatVerifierKey(trustCrypto.hasher, name, type, publicKey), signer };
}
