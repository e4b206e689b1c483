import {
  type AgencyDescriptor,
  type CredentialVerdict,
  type OfficerSigned,
  type TrustList,
  toHex,
  type VerifiedApprovalCredential,
  type VerifiedStatusList,
} from '@garita/trust';
import type { EquipmentFact } from './equipment-report.ts';

/** What a genuine credential says, sentence by sentence. */
export function credentialFacts(
  credential: VerifiedApprovalCredential,
  { status }: CredentialVerdict,
  descriptor: AgencyDescriptor,
): readonly EquipmentFact[] {
  const { configuration, contexts, decision, maker, model, name, record, section, software, standard } = credential;
  const uses = contexts.length > 0 ? contexts.join(', ') : undefined;
  const programs = software.map(toHex).join(', ');
  return [
    {
      code: 'APPROVED',
      es: `La agencia ${descriptor.agency} (${descriptor.name.es}) aprobó ${maker} ${model}, «${name.es}», configuración ${configuration}, en la sección «${SECTIONS[section].es}», según ${standard}.`,
      en: `Agency ${descriptor.agency} (${descriptor.name.en}) approved ${maker} ${model}, “${name.en}”, configuration ${configuration}, as ${SECTIONS[section].en}, by ${standard}.`,
    },
    signedBy(credential, descriptor),
    between('VALID_BETWEEN', credential.validFrom, credential.validUntil),
    {
      code: 'CONTEXTS',
      es: uses === undefined ? 'No limita los usos.' : `Para estos usos y ningún otro: ${uses}.`,
      en: uses === undefined ? 'It does not limit the uses.' : `For these uses and no others: ${uses}.`,
    },
    ...credential.conditions.map(({ es, en }) => ({
      code: 'CONDITION',
      es: `Condición: ${es}`,
      en: `Condition: ${en}`,
    })),
    {
      code: 'SOFTWARE',
      es: programs === '' ? 'No nombra software.' : `Con el software de SHA-256 ${programs}.`,
      en: programs === '' ? 'It names no software.' : `With the software of SHA-256 ${programs}.`,
    },
    {
      code: 'EVIDENCE',
      es: `Se sigue de la decisión ${toHex(decision)}${record ? ` y del registro de evaluación ${toHex(record)}` : ''}.`,
      en: `It follows from decision ${toHex(decision)}${record ? ` and evaluation record ${toHex(record)}` : ''}.`,
    },
    ...(status ? [statusFact(status)] : []),
    ...sampleFact(credential.sample),
  ];
}

const SECTIONS = {
  qualified: { es: 'calificada', en: 'qualified' },
  'approved-conditional': { es: 'aprobada con condiciones', en: 'approved with conditions' },
  grandfathered: { es: 'con permiso transitorio', en: 'grandfathered' },
} as const;

function statusFact({ freshUntil, issuedAt, revoked, suspended, version }: NonNullable<CredentialVerdict['status']>) {
  const es = revoked ? 'revocada' : suspended ? 'suspendida' : 'ni suspendida ni revocada';
  const en = revoked ? 'revoked' : suspended ? 'suspended' : 'neither suspended nor revoked';
  return {
    code: 'STATUS',
    es: `La lista de estados ${version}, del ${when(issuedAt)} y vigente hasta ${when(freshUntil)}, dice: ${es}.`,
    en: `Status list ${version}, of ${when(issuedAt)} and good until ${when(freshUntil)}, says: ${en}.`,
  };
}

/** What a genuine trust list in force says. */
export function trustListFacts(list: TrustList, descriptor: AgencyDescriptor): readonly EquipmentFact[] {
  const accepted = list.configurations.filter(({ status }) => status === 'approved' || status === 'conditional').length;
  const refused = list.configurations.length - accepted;
  const active = list.devices.filter(({ status }) => status === 'active').length;
  return [
    {
      code: 'LIST_OF',
      es: `Es la versión ${list.version} de la lista de la agencia ${descriptor.agency} (${descriptor.name.es}).`,
      en: `It is version ${list.version} of the list of agency ${descriptor.agency} (${descriptor.name.en}).`,
    },
    signedBy(list, descriptor),
    between('VALID_BETWEEN', list.issuedAt, list.expiresAt),
    {
      code: 'LISTED',
      es: `Acepta ${accepted} configuraciones y niega ${refused}; de ${list.devices.length} equipos, ${active} están activos.`,
      en: `It accepts ${accepted} configurations and denies ${refused}; of ${list.devices.length} devices ${active} are active.`,
    },
    ...sampleFact(list.sample),
  ];
}

/** What a genuine status list says. */
export function statusListFacts(list: VerifiedStatusList, descriptor: AgencyDescriptor): readonly EquipmentFact[] {
  const { address, version, validFrom, validUntil } = list;
  return [
    {
      code: 'STATUS_LIST_OF',
      es: `Es la versión ${version} de ${address}, de la agencia ${descriptor.agency} (${descriptor.name.es}).`,
      en: `It is version ${version} of ${address}, of agency ${descriptor.agency} (${descriptor.name.en}).`,
    },
    signedBy(list, descriptor),
    between('VALID_BETWEEN', validFrom, validUntil),
  ];
}

function signedBy({ signers }: OfficerSigned, { officers, signatures }: AgencyDescriptor): EquipmentFact {
  const names = signers.map((id) => `${officers.find((officer) => officer.id === id)?.name ?? id} (${id})`).join(', ');
  const needed = signatures.equipment;
  return {
    code: 'SIGNED_BY',
    es: `La firmaron ${signers.length} autoridades de equipos, de ${needed} necesarias: ${names}.`,
    en: `Signed by ${signers.length} equipment authorities, of ${needed} needed: ${names}.`,
  };
}

function between(code: string, from: number, until: number): EquipmentFact {
  return { code, es: `Vale del ${when(from)} al ${when(until)}.`, en: `Good from ${when(from)} to ${when(until)}.` };
}

function sampleFact(sample: boolean): readonly EquipmentFact[] {
  if (!sample) return [];
  return [
    {
      code: 'SAMPLE',
      es: 'Son datos de muestra: no respaldan nada.',
      en: 'It is sample data: it vouches for nothing.',
    },
  ];
}

/** `2026-11-23 12:00 UTC` */
function when(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
