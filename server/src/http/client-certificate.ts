import { createHash, type X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import type { FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';

/** Who stands at the other end of a mutual TLS connection. The certificate chains to one of our configured roots. */
export interface Caller {
  readonly certificate: Uint8Array;
  /** SHA-256 of the certificate, hex: the key of the table of enrolled devices. */
  readonly fingerprint: string;
  /** SHA-256 of the root the chain ends in, hex. */
  readonly root: string;
  /** URIs of the subject alternative name. */
  readonly uris: readonly string[];
}

const callers = new WeakMap<TLSSocket, Caller>();

/**
 * The caller of this request; refuses when no certificate came, or one that no agency we know has issued.
 * To be called in `onRequest`, before a byte of the body is read.
 */
export function requireCaller(request: FastifyRequest): Caller {
  const socket = request.raw.socket as TLSSocket;
  const known = callers.get(socket);
  if (known) return known;
  const certificate = socket.getPeerX509Certificate?.();
  if (!certificate) throw new Refusal(401, 'CERTIFICATE_REQUIRED', 'this address answers only to a client certificate');
  if (!socket.authorized)
    throw new Refusal(
      403,
      'CERTIFICATE_FOREIGN',
      `the certificate does not chain to an agency known here: ${socket.authorizationError}`,
    );
  const caller: Caller = {
    certificate: new Uint8Array(certificate.raw),
    fingerprint: sha256(certificate.raw),
    root: rootOfChain(socket.getPeerCertificate(true)),
    uris: urisOf(certificate),
  };
  callers.set(socket, caller);
  return caller;
}

function rootOfChain(leaf: DetailedPeerCertificate): string {
  let current = leaf;
  // A self-signed root names itself as its issuer; ours are three deep, and ten is beyond any we accept.
  for (let depth = 0; depth < 10 && current.issuerCertificate && current.issuerCertificate !== current; depth++)
    current = current.issuerCertificate;
  return sha256(current.raw);
}

function urisOf(certificate: X509Certificate): string[] {
  // Our certificates carry plain `URI:urn:garita:...` names; quoted forms (with odd characters) never match one.
  return (certificate.subjectAltName ?? '')
    .split(', ')
    .filter((name) => name.startsWith('URI:'))
    .map((name) => name.slice('URI:'.length));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
