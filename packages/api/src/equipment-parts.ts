import { z } from 'zod';
import { bilingual, count, hash, id, line } from './parts.ts';

export const equipmentType = z.enum([
  'cargo-portal',
  'vehicle-portal',
  'rail-portal',
  'baggage-ct',
  'cabinet-xray',
  'backscatter',
  'trace',
  'metal-detector',
  'radiation-portal',
  'file-import',
  'other',
]);

/** Where a configuration stands; which way leads on is the table of `@garita/evaluation`. */
export const lifeState = z.enum([
  'draft',
  'submitted',
  'returned',
  'accepted-for-test',
  'lab-certification',
  'failed',
  'data-package-review',
  'integration-test',
  'operational-test',
  'listed',
  'change-pending',
  'suspended',
  'removed',
  'refused',
  'expired',
]);
export const listingSection = z.enum(['qualified', 'approved-conditional', 'grandfathered']);

/** Of a requirement, a gate or a whole evaluation. Unknown is never a pass. */
export const assessedOutcome = z.enum(['pass', 'conditional', 'fail', 'not-assessed']);

/** The questions that are answered in words and with evidence, never added up. */
export const gateId = z.enum([
  'ownership-and-control',
  'remote-access',
  'data-destinations',
  'cyber-requirements',
  'component-security',
  'vulnerabilities',
  'uninterrupted-coordination',
  'information-protection',
  'trade-flow',
]);

/** A use: what is approved for one is not approved for another. */
export const useContext = z.object({
  id,
  name: bilingual,
  /** Empty: anywhere. */
  siteKinds: z.array(z.enum(['land-port', 'seaport', 'airport', 'rail-port', 'facility'])).max(8),
  network: z.enum(['isolated', 'agency-network', 'maker-reachable']),
  dataClass: z.enum(['public', 'restricted', 'sensitive']),
});

/** A file kept by its hash. */
export const documentRef = z.object({ sha256: hash, size: count, mediaType: line, name: z.string().min(1).max(128) });

export type EquipmentType = z.infer<typeof equipmentType>;
export type LifeState = z.infer<typeof lifeState>;
export type ListingSection = z.infer<typeof listingSection>;
export type AssessedOutcome = z.infer<typeof assessedOutcome>;
export type GateId = z.infer<typeof gateId>;
export type UseContext = z.infer<typeof useContext>;
export type DocumentRef = z.infer<typeof documentRef>;
