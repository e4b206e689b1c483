import { readAgreement, readSignedAgreement, splitAgreement } from '@garita/exchange';
import { trustCrypto } from '@garita/node-crypto';
import type { AgencyFolder } from './agency-folder.ts';
import type { PartnerCard } from './partner-folder.ts';

/** The signed agreements of a folder with one partner: which is in force, and which ever was. */
export function agreementsWith(folder: AgencyFolder, partner: PartnerCard) {
  const parties = [folder.descriptor, partner.descriptor];
  const read = async (bytes: Uint8Array, at: number) => ({
    signed: await readSignedAgreement(trustCrypto, bytes, { parties, at }),
    file: bytes,
  });
  const terms = folder.agreements
    .map(({ hash, bytes }) => ({ hash, bytes, terms: readAgreement(splitAgreement(bytes).agreement) }))
    .filter((one) => one.terms.parties.some((party) => party.agency === partner.agency))
    .sort((left, right) => right.terms.version - left.terms.version);
  return {
    /** The newest that is in force at `at`. */
    inForce: async (at: number) => {
      const current = terms.find((one) => one.terms.validFrom <= at && at < one.terms.validUntil);
      return current && read(current.bytes, at);
    },
    /** One of now or earlier, read as of when it began. */
    byHash: async (hash: string) => {
      const known = terms.find((one) => one.hash === hash);
      return known && read(known.bytes, known.terms.validFrom);
    },
    hashes: terms.map((one) => one.hash),
  };
}
