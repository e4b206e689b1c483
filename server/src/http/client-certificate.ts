import { createHash } from 'node:crypto';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import type { FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';

/** Who stands at the other end of a mutual TLS connection. The certificate chains to one of our configured roots. */
export interface Caller {
  readonly certificate: Uint8Array;
  /** SHA-256 of the certificate, hex: the key of the table of enrolled devices. */
  readonly fingerprint: string;
  /** The certificate it was issued by, DER, when the handshake showed one: a session that is taken up again does not. */
  readonly issuer: Uint8Array | undefined;
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
    issuer: issuerOf(socket.getPeerCertificate(true)),
  };
  callers.set(socket, caller);
  return caller;
}

function issuerOf({ issuerCertificate }: DetailedPeerCertificate): Uint8Array | undefined {
  return issuerCertificate?.raw && new Uint8Array(issuerCertificate.raw);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
