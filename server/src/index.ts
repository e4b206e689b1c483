export {
  type AgencyFolder,
  type AgencyIdentity,
  openAgencyFolder,
  readAgencyFolder,
  readAgencyIdentity,
} from './agency-folder.ts';
export { changeOfficers, type OfficerChange, type SignedDescriptor } from './change-officers.ts';
export { type AgencyToMake, createAgency, type MadeAgency, type NewOfficer } from './create-agency.ts';
export { checkAgencyFolder, type FolderChecked } from './fsck.ts';
export { type RunningServer, type ServerOptions, startServer } from './main.ts';
export { glancePartnerFile, readableFingerprint } from './partner-file.ts';
export { fingerprintOf, writeAgreement, writePartner } from './partner-folder.ts';
export {
  type AgreementTerms,
  accept,
  complete,
  invite,
  type PartnerSide,
  readInvitation,
} from './partner-invitation.ts';
export { writeAdministratorCode } from './people/administrator-code.ts';
export type { Problem as CheckProblem } from './ports/check-report.ts';
