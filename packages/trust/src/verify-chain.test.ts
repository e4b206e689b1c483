import { randomBytes, webcrypto } from 'node:crypto';
import { generateP256, loadCryptoKeys, trustCrypto } from '@garita/node-crypto';
import * as x509 from '@peculiar/x509';
import { describe, expect, test } from 'vitest';
import { DAY_MS, makeWorld } from '../../../testdata/world.ts';
import {
  CERTIFICATE_MAX_BYTES,
  type CertificateUse,
  issueCa,
  issueDevice,
  issueNode,
  makeCertificateRequest,
  readCertificate,
  readCertificateRequest,
  verifyChain,
} from './index.ts';

const world = await makeWorld();
const foreign = await makeWorld({ agency: 'us' });
const crypto = webcrypto as unknown as Crypto;
const device = world.devices['xr-1'] as NonNullable<(typeof world.devices)[string]>;
const root = world.root.certificate;
const key = { name: 'ECDSA', namedCurve: 'P-256' };

const codes = async (chain: readonly Uint8Array[], anchor: Uint8Array, use: CertificateUse, at = world.at) =>
  (await verifyChain(trustCrypto, chain, anchor, at, use)).problems.map(({ code }) => code);

const issuing = () => ({
  crypto,
  agency: 'mx',
  serial: new Uint8Array(randomBytes(16)),
  notBefore: world.at - DAY_MS,
  notAfter: world.at + DAY_MS,
  subjectKey: generateP256().spki,
});
const byDeviceCa = { certificate: world.deviceCa.certificate, key: world.deviceCa.keys.privateKey };

/** A certificate of the device CA's making with whatever extensions. */
async function oddLeaf(
  extensions: x509.Extension[],
  spki = generateP256().spki,
  hash = 'SHA-256',
): Promise<Uint8Array> {
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: '01',
      notBefore: new Date(world.at - DAY_MS),
      notAfter: new Date(world.at + DAY_MS),
      subject: 'CN=odd',
      issuer: new x509.X509Certificate(new Uint8Array(byDeviceCa.certificate)).subjectName,
      publicKey: new Uint8Array(spki),
      signingKey: byDeviceCa.key,
      signingAlgorithm: { name: 'ECDSA', hash },
      extensions,
    },
    crypto,
  );
  return new Uint8Array(certificate.rawData);
}
const urn = new x509.SubjectAlternativeNameExtension([{ type: 'url', value: 'urn:garita:agency:mx:device:xr-7' }]);
const mayAuthenticate = new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]);
const maySign = new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true);

describe('a certificate is trusted', () => {
  test.each<[string, readonly Uint8Array[], Uint8Array, CertificateUse]>([
    ['a device under its CA', [device.certificate], world.deviceCa.certificate, 'device'],
    ['a device under its CA, which it brings along', device.chain, world.deviceCa.certificate, 'device'],
    ['a device under the root', device.chain, root, 'device'],
    ['a node under the root', world.node.chain, root, 'node'],
    ['a CA under the root', [world.nodeCa.certificate], root, 'node-ca'],
    ['the root by itself', [], root, 'root'],
  ])('%s', async (_name, chain, anchor, use) => {
    expect(await codes(chain, anchor, use)).toEqual([]);
  });

  test('and says whose it is', () => {
    expect(readCertificate(device.certificate)).toMatchObject({
      agency: 'mx',
      device: 'xr-1',
      subjectKey: device.signer.spki,
      isCa: false,
      usages: ['clientAuth'],
    });
    expect(readCertificate(world.node.certificate)).toMatchObject({
      agency: 'mx',
      dnsNames: ['mx.localhost', 'localhost'],
      usages: ['serverAuth', 'clientAuth'],
    });
    expect(readCertificate(world.node.certificate).device).toBeUndefined();
  });

  test('by webcrypto’s own reading of the signature too', async () => {
    const certificate = new x509.X509Certificate(new Uint8Array(device.certificate));
    const publicKey = await crypto.subtle.importKey('spki', new Uint8Array(world.deviceCa.signer.spki), key, true, [
      'verify',
    ]);
    expect(await certificate.verify({ publicKey, signatureOnly: true }, crypto)).toBe(true);
  });
});

const forged = new Uint8Array(device.certificate);
forged[forged.length - 1] = (forged.at(-1) as number) ^ 1;

const refused: [string, string, readonly Uint8Array[], Uint8Array, CertificateUse][] = [
  ['a device of another agency', 'CERTIFICATE_UNTRUSTED', foreign.devices['xr-1']?.chain ?? [], root, 'device'],
  ['a device without the CA between', 'CERTIFICATE_UNTRUSTED', [device.certificate], root, 'device'],
  ['a device under the node CA', 'CERTIFICATE_UNTRUSTED', [device.certificate], world.nodeCa.certificate, 'device'],
  ['a device that acts as CA', 'CERTIFICATE_UNTRUSTED', [device.certificate, ...device.chain], root, 'device'],
  ['a chain of four', 'CERTIFICATE_UNTRUSTED', [...device.chain, ...device.chain], root, 'device'],
  ['a changed signature', 'CERTIFICATE_UNTRUSTED', [forged], world.deviceCa.certificate, 'device'],
  ['rubbish', 'CERTIFICATE_UNTRUSTED', [new Uint8Array(100)], root, 'device'],
  ['a CA as its own root', 'CERTIFICATE_UNTRUSTED', [], world.deviceCa.certificate, 'root'],
  ['a device as node', 'CERTIFICATE_WRONG_USE', device.chain, root, 'node'],
  ['a node as device', 'CERTIFICATE_WRONG_USE', world.node.chain, root, 'device'],
  ['a CA as device', 'CERTIFICATE_WRONG_USE', [world.deviceCa.certificate], root, 'device'],
  ['a device CA as node CA', 'CERTIFICATE_WRONG_USE', [world.deviceCa.certificate], root, 'node-ca'],
  [
    'a node that the device CA issued',
    'CERTIFICATE_WRONG_USE',
    [await issueNode({ ...issuing(), issuer: byDeviceCa, dnsNames: [], ipAddresses: [] })],
    world.deviceCa.certificate,
    'node',
  ],
  [
    'a device of another agency in its name',
    'CERTIFICATE_UNTRUSTED',
    [await issueDevice({ ...issuing(), agency: 'us', device: 'xr-1', issuer: byDeviceCa })],
    world.deviceCa.certificate,
    'device',
  ],
  [
    'a CA under a CA',
    'CERTIFICATE_UNTRUSTED',
    [
      device.certificate,
      await issueCa({ ...issuing(), use: 'device', subjectKey: world.deviceCa.signer.spki, issuer: byDeviceCa }),
      world.deviceCa.certificate,
    ],
    root,
    'device',
  ],
  [
    'no extended key usage',
    'CERTIFICATE_WRONG_USE',
    [await oddLeaf([maySign, urn])],
    world.deviceCa.certificate,
    'device',
  ],
  [
    'no key usage',
    'CERTIFICATE_WRONG_USE',
    [await oddLeaf([mayAuthenticate, urn])],
    world.deviceCa.certificate,
    'device',
  ],
  [
    'no name of ours',
    'CERTIFICATE_UNTRUSTED',
    [await oddLeaf([maySign, mayAuthenticate])],
    world.deviceCa.certificate,
    'device',
  ],
  [
    'a use beyond its issuer’s',
    'CERTIFICATE_WRONG_USE',
    [await oddLeaf([maySign, urn, new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.codeSigning])])],
    world.deviceCa.certificate,
    'device',
  ],
];
const unreadable: [string, Uint8Array][] = [
  [
    'an unknown critical extension',
    await oddLeaf([maySign, new x509.Extension('1.2.3.4', true, new Uint8Array([5, 0]))]),
  ],
  ['an extension twice', await oddLeaf([maySign, maySign])],
  ['a byte after the end', new Uint8Array([...device.certificate, 0])],
  ['no end', device.certificate.subarray(0, -1)],
  ['more bytes than are read', new Uint8Array(CERTIFICATE_MAX_BYTES + 1)],
  ['a signature with SHA-384', await oddLeaf([maySign], undefined, 'SHA-384')],
  ['a length that is BER', new Uint8Array([0x30, 0x83, 0x00, ...device.certificate.subarray(2)])],
];

describe('a certificate is refused', () => {
  test.each(refused)('%s: %s', async (_name, code, chain, anchor, use) => {
    expect(await codes(chain, anchor, use)).toContain(code);
  });

  test('before and after its time, and each certificate above it likewise', async () => {
    const { notBefore, notAfter } = readCertificate(device.certificate);
    const at = (time: number) => codes(device.chain, root, 'device', time);
    expect(await at(notAfter)).toEqual([]);
    expect(await at(notAfter + 1)).toEqual(['CERTIFICATE_EXPIRED']);
    expect(await at(readCertificate(root).notAfter + 1)).toEqual(Array(3).fill('CERTIFICATE_EXPIRED'));
    expect(await at(notBefore)).toEqual([]);
    expect(await at(notBefore - 1)).toEqual(Array(3).fill('CERTIFICATE_NOT_YET_VALID'));
  });

  test.each(unreadable)('with %s it is not even read', (_name, der) => {
    expect(() => readCertificate(der)).toThrow(expect.objectContaining({ code: 'CERTIFICATE_MALFORMED' }));
  });

  test('on another curve it is not even read', async () => {
    const pair = (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-384' }, true, [
      'sign',
    ])) as CryptoKeyPair;
    const der = await oddLeaf([maySign], new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)));
    expect(() => readCertificate(der)).toThrow('not on P-256');
  });

  test('whichever of its bytes is changed', async () => {
    for (let index = 0; index < device.certificate.length; index++) {
      const changed = new Uint8Array(device.certificate);
      changed[index] = (changed[index] as number) ^ (1 + ((index * 73) % 255));
      expect(await codes([changed], world.deviceCa.certificate, 'device'), `byte ${index}`).not.toEqual([]);
    }
  });
});

describe('a certificate request', () => {
  const made = generateP256();

  test('gives the key that signed it', async () => {
    const request = await makeCertificateRequest({ crypto, keys: await loadCryptoKeys(made.privatePem) });
    expect(await readCertificateRequest(trustCrypto, request)).toEqual(made.spki);
  });

  test('is refused with any byte changed, cut short, or too long', async () => {
    const request = await makeCertificateRequest({ crypto, keys: await loadCryptoKeys(made.privatePem) });
    const refused = expect.objectContaining({ code: 'CERTIFICATE_REQUEST_INVALID' });
    for (let index = 0; index < request.length; index++) {
      const changed = new Uint8Array(request);
      changed[index] = (changed[index] as number) ^ 0x41;
      await expect(readCertificateRequest(trustCrypto, changed), `byte ${index}`).rejects.toEqual(refused);
    }
    await expect(readCertificateRequest(trustCrypto, request.subarray(1))).rejects.toEqual(refused);
    await expect(readCertificateRequest(trustCrypto, new Uint8Array(3000))).rejects.toEqual(refused);
  });
});

test('a serial is positive and its own', () => {
  const serials = [device.certificate, world.node.certificate, root].map((der) => readCertificate(der).serial);
  expect(new Set(serials).size).toBe(3);
  for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9a-f]{31}$/);
});
