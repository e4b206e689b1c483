import { readAgreement, readSignedAgreement, type SignedAgreement, splitAgreement } from '@garita/exchange';
import { trustCrypto } from '@garita/node-crypto';
import type { AgencyFolder } from './agency-folder.ts';
import type { PartnerCard } from './partner-folder.ts';

/** The signed agreements of a folder with one partner: which is in force, and which ever was. */
export function agreementsWith(folder: AgencyFolder, partner: PartnerCard) {
  const parties = [folder.descriptor, partner.descriptor];
  const kept = folder.agreements
    .map(({ hash, bytes }) => ({ hash, bytes, terms: readAgreement(splitAgreement(bytes).agreement) }))
    .filter((one) => one.terms.parties.some((party) => party.agency === partner.agency))
    .sort((left, right) => right.terms.version - left.terms.version);
  // Verified once: whether one is in force is a matter of its dates, which `terms` holds.
  const verified = new Map<string, Promise<{ signed: SignedAgreement; file: Uint8Array }>>();
  const read = ({ hash, bytes, terms }: (typeof kept)[number]) => {
    const known = verified.get(hash) ?? readAsBegun(bytes, terms.validFrom);
    verified.set(hash, known);
    return known;
  };
  const readAsBegun = async (bytes: Uint8Array, at: number) => ({
    signed: await readSignedAgreement(trustCrypto, bytes, { parties, at }),
    file: bytes,
  });
  return {
    /** The newest that is in force at `at`. */
    inForce: async (at: number) => {
      const current = kept.find((one) => one.terms.validFrom <= at && at < one.terms.validUntil);
      return current && read(current);
    },
    /** One of now or earlier, read as of when it began. */
    byHash: async (hash: string) => {
      const known = kept.find((one) => one.hash === hash);
      return known && read(known);
    },
    hashes: kept.map((one) => one.hash),
  };
}
