import { createHash, webcrypto, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import { type EnrolmentAnswer, enrolmentAnswer, readEnrolmentCode } from '@garita/api';
import { generateP256, loadCryptoKeys, loadEs256Signer, trustCrypto } from '@garita/node-crypto';
import { agencyUrn, makeCertificateRequest, readDescriptor, sameBytes, verifyChain } from '@garita/trust';
import { syncFolder, writeNewFile } from './durable-file.ts';
import { alreadyEnrolled, isEnrolled, type LaneIdentity, loadIdentity, storeIdentity } from './identity.ts';
import { LaneError } from './lane-error.ts';
import { linkOver } from './server-link.ts';
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
 * Makes a device key and has the agency certify it. The code's last part is the fingerprint of the agency's root. The
 * server must show that root, and a chain to it, in the TLS handshake: nobody else ever sees the code.
 *
 * Throws LANE_ALREADY_ENROLLED (nothing is ever overwritten), CODE_MALFORMED, ROOT_FINGERPRINT_MISMATCH,
 * SERVER_UNREACHABLE, SERVER_UNTRUSTED, and what the server answers (CODE_UNKNOWN, CODE_USED, CODE_EXPIRED).
 */
export async function enroll({ server, code, folder, now = Date.now }: EnrollOptions): Promise<LaneIdentity> {
  if (isEnrolled(folder)) throw alreadyEnrolled(folder);
  const parts = readEnrolmentCode(code);
  if (!parts) throw new LaneError('CODE_MALFORMED', `${code.length} characters`);
  const socket = await connectUnchecked(new URL(server));
  try {
    const root = await checkServer(chainOf(socket.getPeerCertificate(true)), parts, now());
    const keyPem = await keyFor(folder, code);
    const answer = await askCertificate(server, socket, code, await requestFor(keyPem));
    await checkAnswer(answer, keyPem, root, now());
    const { agency, device, configuration, site, lane } = answer;
    await storeIdentity(folder, {
      server: new URL(server).origin,
      ...{ agency, device, configuration, site, lane, enrolledAt: now(), keyPem, root },
      chain: [fromBase64(answer.certificate), ...answer.chain.map(fromBase64)],
      descriptor: fromBase64(answer.descriptor),
    });
  } finally {
    socket.destroy();
  }
  await rm(join(folder, 'enrolling'), { recursive: true, force: true });
  return loadIdentity(folder);
}

/** The root is not known yet: who is at the other end is checked by `checkServer`. */
function connectUnchecked(server: URL): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const { hostname: host, port } = server;
    const socket = connect({
      host,
      port: Number(port || 443),
      minVersion: 'TLSv1.3',
      rejectUnauthorized: false,
      ...(isIP(host) === 0 ? { servername: host } : {}),
    });
    const fail = (error: Error) => {
      socket.destroy();
      reject(new LaneError('SERVER_UNREACHABLE', error.message || String(error), { cause: error }));
    };
    socket.setTimeout(CONNECT_MS, () => fail(new Error(`${server.host} does not answer`)));
    socket.once('error', fail);
    socket.once('secureConnect', () => {
      socket.setTimeout(0);
      socket.off('error', fail);
      resolve(socket);
    });
  });
}

/** DER, the server's own first. */
function chainOf(leaf: DetailedPeerCertificate): Uint8Array[] {
  const chain: Uint8Array[] = [];
  // A server chooses how long its chain is; ours are three deep. Node links a self-signed certificate to itself.
  for (let at: DetailedPeerCertificate | undefined = leaf; at?.raw && chain.length < 8; at = at.issuerCertificate) {
    chain.push(new Uint8Array(at.raw));
    if (at.issuerCertificate === at) break;
  }
  return chain;
}

function isSelfSigned(der: Uint8Array): boolean {
  const certificate = new X509Certificate(der);
  return certificate.checkIssued(certificate);
}

/** The root that the server showed, once it is the code's and the server's chain holds. */
async function checkServer(
  presented: readonly Uint8Array[],
  { agency, rootFingerprint }: { readonly agency: string; readonly rootFingerprint: string },
  at: number,
): Promise<Uint8Array> {
  const root = presented.find(isSelfSigned);
  const fingerprint = root && createHash('sha256').update(root).digest('hex');
  if (!root || !fingerprint?.startsWith(rootFingerprint))
    throw new LaneError(
      'ROOT_FINGERPRINT_MISMATCH',
      `the code names ${rootFingerprint}, the server ${fingerprint ?? 'none'}`,
    );
  const chain = presented.filter((der) => !sameBytes(der, root));
  const { leaf, problems } = await verifyChain(trustCrypto, chain, root, at, 'node');
  if (problems[0]) throw new LaneError('SERVER_UNTRUSTED', `${problems[0].code}: ${problems[0].detail}`);
  if (!leaf?.uris.includes(agencyUrn(agency)))
    throw new LaneError('SERVER_UNTRUSTED', `its certificate names ${leaf?.uris.join(', ')}, not agency ${agency}`);
  return root;
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

async function askCertificate(
  server: string,
  socket: TLSSocket,
  code: string,
  csr: Uint8Array,
): Promise<EnrolmentAnswer> {
  const link = linkOver(socket, server);
  const body = new TextEncoder().encode(JSON.stringify({ code, csr: Buffer.from(csr).toString('base64') }));
  const headers = { 'content-type': 'application/json' };
  return parse(enrolmentAnswer, await link.send({ method: 'POST', path: '/enrolment/v1/certificates', headers, body }));
}

async function checkAnswer(
  answer: EnrolmentAnswer,
  keyPem: string,
  rootCertificate: Uint8Array,
  at: number,
): Promise<void> {
  if (!sameBytes(fromBase64(answer.root), rootCertificate))
    throw new LaneError('ROOT_FINGERPRINT_MISMATCH', 'the answer names another root than the connection showed');
  const chain = [fromBase64(answer.certificate), ...answer.chain.map(fromBase64)];
  const { leaf, problems } = await verifyChain(trustCrypto, chain, rootCertificate, at, 'device');
  if (problems[0]) throw new LaneError(problems[0].code, problems[0].detail);
  const isOurs = leaf !== undefined && sameBytes(leaf.subjectKey, loadEs256Signer(keyPem).spki);
  if (!isOurs || leaf.device !== answer.device || leaf.agency !== answer.agency)
    throw new LaneError('SERVER_ANSWER_UNEXPECTED', `the certificate is for ${leaf?.device}, or not for this key`);
  const descriptor = await readDescriptor(trustCrypto, fromBase64(answer.descriptor), { rootCertificate, at });
  if (descriptor.agency !== answer.agency) throw new LaneError('DESCRIPTOR_AGENCY_MISMATCH', descriptor.agency);
}

function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
