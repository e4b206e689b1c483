import { join } from 'node:path';
import { z } from 'zod';

/** Layout of an agency's folder; a folder of an earlier number is migrated when it is opened. */
export const LAYOUT_VERSION = 1;

/** Agency ids become host names, URNs and the first part of codes people read out: short, no dashes. */
export const AGENCY_ID = /^[a-z][a-z0-9]{0,15}$/;

const listener = z.strictObject({
  /** Address to listen on. */
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535),
  /** How others reach it. */
  url: z.url({ protocol: /^https?$/ }).max(300),
});

/** Longer than a year nobody should rely on a list without looking. */
const listDays = z.int().min(1).max(366).default(30);

/** agency.json: what a person may look at and edit, between two starts. */
export const agencySettings = z.strictObject({
  version: z.int().min(1),
  agency: z.string().regex(AGENCY_ID, 'an agency is 1 to 16 lower-case letters and digits, a letter first'),
  name: z.strictObject({ es: z.string().min(1).max(120), en: z.string().min(1).max(120) }),
  people: listener,
  machines: listener,
  /** How long signed lists about equipment hold, days; thirty unless said. */
  equipment: z.strictObject({ trustListDays: listDays, statusListDays: listDays }).optional(),
  /** Sample data: marked so in every document, and everything is renewed by itself. */
  sample: z.boolean(),
});

export type AgencySettings = z.infer<typeof agencySettings>;

/** Where things lie in an agency's folder. */
export function agencyPaths(dir: string) {
  const at = (...parts: string[]) => join(dir, ...parts);
  return {
    settings: at('agency.json'),
    register: at('register.json'),
    reviewRules: at('review-rules.json'),
    root: at('identity', 'root.crt'),
    nodeCa: at('identity', 'node-ca.crt'),
    deviceCa: at('identity', 'device-ca.crt'),
    node: at('identity', 'node.crt'),
    descriptor: at('identity', 'descriptor.cose'),
    /** Every descriptor ever signed, by hash: documents signed under an old one stay checkable. */
    descriptors: at('identity', 'descriptors'),
    administratorCode: at('identity', 'administrator-code.json'),
    nodeKey: at('keys', 'node.key'),
    nodeCaKey: at('keys', 'node-ca.key'),
    deviceCaKey: at('keys', 'device-ca.key'),
    logKey: at('keys', 'log.key'),
    witnessKey: at('keys', 'witness.key'),
    /** To be taken away; the demo leaves it here, marked. */
    rootKey: at('offline', 'root.key'),
    offline: at('offline'),
    /** The demo's officers; a real agency's server holds no officer's key. */
    officerKey: (officer: string) => at('officers', `${officer}.key`),
    /** Of a demonstration: who may be whom with one click. */
    demoAccounts: at('demo-accounts.json'),
    partners: at('partners'),
    partner: (agency: string) => at('partners', agency),
    agreements: at('agreements'),
    data: at('data'),
    database: at('data', 'garita.db'),
    archive: at('data', 'archive'),
    log: at('data', 'log'),
  };
}

export type AgencyPaths = ReturnType<typeof agencyPaths>;

/** Names and addresses under which others reach this server. */
export function hostsOf({ machines, people }: AgencySettings): string[] {
  const urls = [machines.url, people.url].map((url) => new URL(url).hostname.replace(/^\[|\]$/g, ''));
  return [...urls, machines.host].filter((host) => !['0.0.0.0', '::'].includes(host));
}
