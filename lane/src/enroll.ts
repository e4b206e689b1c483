import { createHash, webcrypto, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { connect, type DetailedPeerCertificate } from 'node:tls';
import { type EnrolmentAnswer, enrolmentAnswer, readEnrolmentCode } from '@garita/api';
import { generateP256, loadCryptoKeys, loadEs256Signer, trustCrypto } from '@garita/node-crypto';
import { makeCertificateRequest, readCertificate, readDescriptor, sameBytes, verifyChain } from '@garita/trust';
import { syncFolder, writeNewFile } from './durable-file.ts';
import { alreadyEnrolled, isEnrolled, type LaneIdentity, loadIdentity, storeIdentity } from './identity.ts';
import { LaneError } from './lane-error.ts';
import { openLink, type ServerLink } from './server-link.ts';
import { parse } from './upload-scan.ts';

const CONNECT_MS = 15_000;

export interface EnrollOptions {
  /** `https://host:port` of the agency's machine listener. */
  readonly server: string;
  /** The one-time code of the agency's administrator. */
  readonly code: string;
  /** A new or empty folder; it becomes the lane's. */
  readonly folder: string;
  readonly now?: () => number;
}

/**
 * Makes a device key and has the agency certify it. The code's last part is the fingerprint of the agency's root: the
 * code is sent only to a server whose TLS chain ends in that root, so that nobody in between can use it up.
 *
 * Throws LANE_ALREADY_ENROLLED (nothing is ever overwritten), CODE_MALFORMED, ROOT_FINGERPRINT_MISMATCH,
 * SERVER_UNREACHABLE, SERVER_UNTRUSTED, and what the server answers (CODE_UNKNOWN, CODE_USED, CODE_EXPIRED).
 */
export async function enroll({ server, code, folder, now = Date.now }: EnrollOptions): Promise<LaneIdentity> {
  if (isEnrolled(folder)) throw alreadyEnrolled(folder);
  const parts = readEnrolmentCode(code);
  if (!parts) throw new LaneError('CODE_MALFORMED', `${code.length} characters`);
  const root = await showRoot(new URL(server), parts.rootFingerprint);
  const keyPem = await keyFor(folder, code);
  const csr = await requestFor(keyPem);
  const link = openLink({ server, agency: parts.agency, root: new X509Certificate(root).toString() });
  const answer = await askCertificate(link, code, csr).finally(() => link.close());
  await checkAnswer(answer, keyPem, root, now());
  const { agency, device, configuration, site, lane } = answer;
  await storeIdentity(folder, {
    server: new URL(server).origin,
    ...{ agency, device, configuration, site, lane, enrolledAt: now(), keyPem, root },
    chain: [fromBase64(answer.certificate), ...answer.chain.map(fromBase64)],
    descriptor: fromBase64(answer.descriptor),
  });
  await rm(join(folder, 'enrolling'), { recursive: true, force: true });
  return loadIdentity(folder);
}

/** The root (DER) at the end of the server's TLS chain, when its fingerprint is the code's. Nothing is sent here. */
async function showRoot(server: URL, fingerprint: string): Promise<Uint8Array> {
  const chain = await new Promise<Uint8Array[]>((resolve, reject) => {
    const socket = connect({
      host: server.hostname,
      port: Number(server.port || 443),
      minVersion: 'TLSv1.3',
      // The root is not known yet: it is looked for by its fingerprint, and the next connection verifies against it.
      rejectUnauthorized: false,
      timeout: CONNECT_MS,
    });
    const fail = (error: Error) => {
      socket.destroy();
      reject(new LaneError('SERVER_UNREACHABLE', error.message || String(error), { cause: error }));
    };
    socket.on('error', fail);
    socket.on('timeout', () => fail(new Error(`${server.host} does not answer`)));
    socket.on('secureConnect', () => {
      const presented = chainOf(socket.getPeerCertificate(true));
      socket.destroy();
      resolve(presented);
    });
  });
  const root = chain.find((der) => createHash('sha256').update(der).digest('hex').startsWith(fingerprint));
  if (root && new X509Certificate(root).checkIssued(new X509Certificate(root))) return root;
  throw new LaneError('ROOT_FINGERPRINT_MISMATCH', `no certificate shown by ${server.host} begins with ${fingerprint}`);
}

function chainOf(leaf: DetailedPeerCertificate): Uint8Array[] {
  const chain: Uint8Array[] = [];
  // A server chooses how long its chain is; ours are three deep.
  for (let at: DetailedPeerCertificate | undefined = leaf; at?.raw && chain.length < 8; at = at.issuerCertificate) {
    if (chain.some((der) => sameBytes(der, new Uint8Array(at?.raw ?? [])))) break;
    chain.push(new Uint8Array(at.raw));
  }
  return chain;
}

/** The key is durable before the code is spent, and the same on a second try: a lost answer does not cost the code. */
async function keyFor(folder: string, code: string): Promise<string> {
  const enrolling = join(folder, 'enrolling');
  const path = join(enrolling, `${createHash('sha256').update(code).digest('hex').slice(0, 16)}.key`);
  if (existsSync(path)) return readFile(path, 'utf8');
  await mkdir(enrolling, { recursive: true, mode: 0o700 });
  const { privatePem } = generateP256();
  await writeNewFile(path, privatePem, 0o600);
  await syncFolder(enrolling);
  await syncFolder(folder);
  return privatePem;
}

async function requestFor(keyPem: string): Promise<Uint8Array> {
  const keys = await loadCryptoKeys(keyPem);
  return makeCertificateRequest({ crypto: webcrypto as unknown as Crypto, keys });
}

async function askCertificate(link: ServerLink, code: string, csr: Uint8Array): Promise<EnrolmentAnswer> {
  const body = new TextEncoder().encode(JSON.stringify({ code, csr: Buffer.from(csr).toString('base64') }));
  const headers = { 'content-type': 'application/json' };
  return parse(enrolmentAnswer, await link.send({ method: 'POST', path: '/enrolment/v1/certificates', headers, body }));
}

async function checkAnswer(answer: EnrolmentAnswer, keyPem: string, root: Uint8Array, at: number): Promise<void> {
  if (!sameBytes(fromBase64(answer.root), root))
    throw new LaneError('ROOT_FINGERPRINT_MISMATCH', 'the answer names another root than the connection showed');
  const chain = [fromBase64(answer.certificate), ...answer.chain.map(fromBase64)];
  const { problems } = await verifyChain(trustCrypto, chain, root, at, 'device');
  if (problems[0]) throw new LaneError(problems[0].code, problems[0].detail);
  const own = readCertificate(chain[0] as Uint8Array);
  const isOurs = sameBytes(own.subjectKey, loadEs256Signer(keyPem).spki);
  if (!isOurs || own.device !== answer.device || own.agency !== answer.agency)
    throw new LaneError('SERVER_ANSWER_UNEXPECTED', `the certificate is for ${own.device}, and not for this key`);
  const descriptor = await readDescriptor(trustCrypto, fromBase64(answer.descriptor), { rootCertificate: root, at });
  if (descriptor.agency !== answer.agency) throw new LaneError('DESCRIPTOR_AGENCY_MISMATCH', descriptor.agency);
}

function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
