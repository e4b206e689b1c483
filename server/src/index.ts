export { type AgencyFolder, openAgencyFolder, readAgencyFolder } from './agency-folder.ts';
export { createAgency, type MadeAgency } from './create-agency.ts';
export { signTrustList } from './equipment/sign-trust-list.ts';
export { type RunningServer, type ServerOptions, startServer } from './main.ts';
export { fingerprintOf, writeAgreement, writePartner } from './partner-folder.ts';
export { accept, complete, invite, type PartnerSide } from './partner-invitation.ts';
