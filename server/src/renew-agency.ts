import { createPublicKey } from 'node:crypto';
import { trustCrypto } from '@garita/node-crypto';
import { DESCRIPTOR_MAX_BYTES, readCertificate, readDescriptor } from '@garita/trust';
import { writeDurably } from './adapters/embedded/durable-file.ts';
import { DAY_MS, derOf, issuerOf, makeNodeCertificate, pemOf } from './agency-certificates.ts';
import { type AgencyPaths, agencySettings, hostsOf } from './agency-settings.ts';
import { nextDescriptor, signDescriptor } from './descriptor-file.ts';
import { readJson, readOptional, readRequired, readText } from './folder-files.ts';
import { issuedAtOf } from './issued-at.ts';

/** Renewed this long before the end, so that a partner whose clock is behind, or who asks late, still accepts it. */
const NODE_MARGIN_MS = 30 * DAY_MS;
const DESCRIPTOR_MARGIN_MS = 30 * DAY_MS;

/**
 * Renews what this folder's own keys can renew: the node certificate always (the node CA's key is here), the
 * descriptor only of a sample agency, whose root key was left here on purpose. Answers what was renewed.
 */
export async function renewAgency(paths: AgencyPaths, now: number): Promise<string[]> {
  const settings = await readJson(paths.settings, agencySettings);
  const notes: string[] = [];
  const nodeCa = derOf(await readText(paths.nodeCa));
  const node = readCertificate(derOf(await readText(paths.node)));
  const hosts = hostsOf(settings).filter((host) => !/^[\d.]+$|:/.test(host));
  const unnamed = hosts.filter((host) => !node.dnsNames.includes(host));
  if (node.notAfter - now < NODE_MARGIN_MS || unnamed.length > 0) {
    const key = createPublicKey(await readText(paths.nodeKey)).export({ format: 'der', type: 'spki' });
    const issuer = await issuerOf(nodeCa, await readText(paths.nodeCaKey));
    const all = hostsOf(settings);
    const renewed = await makeNodeCertificate(settings.agency, issuer, new Uint8Array(key), all, now);
    await writeDurably(paths.node, pemOf(renewed) + pemOf(nodeCa));
    notes.push(
      unnamed.length > 0 ? `node certificate made again for ${unnamed.join(', ')}` : 'node certificate renewed',
    );
  }
  if (settings.sample && (await renewSampleDescriptor(paths, now))) notes.push('sample descriptor renewed');
  return notes;
}

async function renewSampleDescriptor(paths: AgencyPaths, now: number): Promise<boolean> {
  const rootKey = await readOptional(paths.rootKey);
  if (!rootKey) return false;
  const certificate = derOf(await readText(paths.root));
  const bytes = await readRequired(paths.descriptor);
  const trust = { rootCertificate: certificate, at: issuedAtOf(bytes, DESCRIPTOR_MAX_BYTES) };
  const descriptor = await readDescriptor(trustCrypto, bytes, trust);
  if (descriptor.expiresAt - now >= DESCRIPTOR_MARGIN_MS) return false;
  const pem = new TextDecoder().decode(rootKey);
  await signDescriptor(paths, nextDescriptor(descriptor, now), { pem, certificate });
  return true;
}
