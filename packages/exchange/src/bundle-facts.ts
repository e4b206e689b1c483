import { toHex } from '@garita/trust';
import type { Sentence } from './bundle-report.ts';
import type { Evidence } from './judge-evidence.ts';

/** What a verified bundle proves, in plain words, in the order things happened. */
export function bundleFacts(evidence: Evidence): Sentence[] {
  return [
    captured(evidence),
    unaltered(evidence),
    equipment(evidence),
    admitted(evidence),
    ...decided(evidence),
    shared(evidence),
    receipted(evidence),
    ...sample(evidence),
  ];
}

function captured({ scan: { statement, hash, device } }: Evidence): Sentence {
  const { source, uncertaintyMs } = statement.clock;
  const [id, agency, at, name] = [statement.device, statement.agency, utc(statement.capturedAt), toHex(hash)];
  return {
    code: 'CAPTURED',
    es: `La pasarela dada de alta como equipo ${id} (serie ${device.serial}; sitio ${statement.site}, carril ${statement.lane}) de la agencia ${agency} firmó con su llave la declaración ${name}: capturado el ${at} según su reloj (${source}, ± ${uncertaintyMs} ms).`,
    en: `The gateway enrolled as device ${id} (serial ${device.serial}; site ${statement.site}, lane ${statement.lane}) of agency ${agency} signed statement ${name} with its key: captured at ${at} by its clock (${source}, ± ${uncertaintyMs} ms).`,
  };
}

function unaltered({ scan: { objects } }: Evidence): Sentence {
  const bytes = objects.reduce((total, { size }) => total + size, 0);
  return {
    code: 'BYTES_UNALTERED',
    es:
      objects.length === 1
        ? `El único archivo del escaneo (${sizeOf(bytes)}) es, byte por byte, el que firmó la pasarela.`
        : `Los ${objects.length} archivos del escaneo (${sizeOf(bytes)} en total) son, byte por byte, los que firmó la pasarela.`,
    en:
      objects.length === 1
        ? `The one file of the scan (${sizeOf(bytes)}) is, byte for byte, the one the gateway signed.`
        : `The ${objects.length} files of the scan (${sizeOf(bytes)} in all) are, byte for byte, the ones the gateway signed.`,
  };
}

/** Exact, in groups of three, as both languages write them in a standard: 200 000 000 bytes. */
function sizeOf(bytes: number): string {
  const grouped = String(bytes).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
  return `${grouped} ${bytes === 1 ? 'byte' : 'bytes'}`;
}

function equipment({ scan: { statement, device, configuration }, share }: Evidence): Sentence {
  const version = share.trustList?.version;
  const { es, en } = configuration.name;
  return {
    code: 'EQUIPMENT_TRUSTED',
    es: `Al admitirlo, la lista de confianza firmada por la agencia ${statement.agency} (versión ${version}) tenía el equipo ${device.id} como activo y su configuración «${es}» como ${STATUS_ES[configuration.status]}.`,
    en: `When it was admitted, the trust list signed by agency ${statement.agency} (version ${version}) held device ${device.id} as active and its configuration “${en}” as ${configuration.status}.`,
  };
}

const STATUS_ES = {
  approved: 'aprobada',
  conditional: 'aprobada con condiciones',
  suspended: 'suspendida',
  removed: 'retirada',
  refused: 'rechazada',
} as const;

function admitted({ share, recipient }: Evidence): Sentence {
  const [at, by, log] = [utc(share.admittedAt), utc(share.cosignedAt * 1000), share.descriptor.log.origin];
  return {
    code: 'ADMITTED_AND_LOGGED',
    es: `La bitácora ${log} de la agencia ${share.sender} contiene su admisión, anotada el ${at}; el testigo de la agencia ${recipient.agency} refrendó esa bitácora el ${by}: existía a más tardar entonces.`,
    en: `The log ${log} of agency ${share.sender} contains its admission, recorded at ${at}; the witness of agency ${recipient.agency} cosigned that log at ${by}: it existed by then at the latest.`,
  };
}

function decided({ decision, share }: Evidence): Sentence[] {
  if (!decision) return [];
  const { decision: made, officer } = decision;
  const sentence = {
    code: 'DECIDED',
    es: `${officer.name} (${officer.role}) de la agencia ${share.sender} firmó la decisión «${DECISION_ES[made.decision]}» el ${utc(made.at)}, y la bitácora la contiene.`,
    en: `${officer.name} (${officer.role}) of agency ${share.sender} signed the decision “${made.decision}” at ${utc(made.at)}, and the log contains it.`,
  };
  return [sentence];
}

const DECISION_ES = { release: 'liberar', refer: 'remitir', hold: 'retener', rescan: 'volver a escanear' } as const;

function shared({ share, recipient, agreement: { agreement, hash, signers } }: Evidence): Sentence {
  const officers = signers.map(({ agency, officer }) => `${officer} (${agency})`);
  const [at, by] = [utc(share.sharedAt), utc(share.cosignedAt * 1000)];
  const name = `${agreement.id}, ${toHex(hash)}`;
  return {
    code: 'SHARED_UNDER_AGREEMENT',
    es: `La agencia ${share.sender} anotó el ${at} que lo compartió con la agencia ${recipient.agency} según el convenio «${agreement.title.es}» (${name}), firmado por ${officers.join(' y ')}; el testigo de ${recipient.agency} lo refrendó el ${by}.`,
    en: `Agency ${share.sender} recorded at ${at} that it shared it with agency ${recipient.agency} under the agreement “${agreement.title.en}” (${name}), signed by ${officers.join(' and ')}; the witness of ${recipient.agency} cosigned it at ${by}.`,
  };
}

function receipted({ share, recipient, receipt }: Evidence): Sentence {
  const [at, by] = [utc(receipt.receivedAt), utc(receipt.cosignedAt * 1000)];
  const log = recipient.log.origin;
  if (receipt.result === 'refused') {
    const codes = receipt.reasons.join(', ');
    return {
      code: 'REFUSED_BY_RECIPIENT',
      es: `La agencia ${recipient.agency} anotó el ${at} en su bitácora ${log} que lo recibió y lo rechazó (${codes}); el testigo de ${share.sender} lo refrendó el ${by}.`,
      en: `Agency ${recipient.agency} recorded at ${at} in its log ${log} that it received and refused it (${codes}); the witness of ${share.sender} cosigned it at ${by}.`,
    };
  }
  return {
    code: 'RECEIVED_AND_VERIFIED',
    es: `La agencia ${recipient.agency} anotó el ${at} en su bitácora ${log} que recibió estos mismos archivos y los verificó; el testigo de ${share.sender} lo refrendó el ${by}.`,
    en: `Agency ${recipient.agency} recorded at ${at} in its log ${log} that it received these same files and verified them; the witness of ${share.sender} cosigned it at ${by}.`,
  };
}

function sample({ scan: { statement }, agreement }: Evidence): Sentence[] {
  if (!statement.sample && !agreement.agreement.sample) return [];
  const sentence = {
    code: 'SAMPLE',
    es: 'Es una muestra: no es una inspección real, y sus llaves pueden no ser secretas.',
    en: 'It is a sample: no real inspection, and its keys may be no secret.',
  };
  return [sentence];
}

/** What no bundle proves; some of it depends on what the statement itself admits. */
export function notProven(keyProtection: 'software' | 'tpm' | undefined): Sentence[] {
  return [...NOT_PROVEN, ...(keyProtection === 'software' ? [KEY_IN_SOFTWARE] : [])];
}

const NOT_PROVEN: readonly Sentence[] = [
  {
    code: 'SCANNER_HONESTY',
    es: 'Que el escáner sea honesto: la pasarela que está a su lado firma después del escáner, así que la declaración no puede responder por lo que el escáner le entregó.',
    en: 'That the scanner is honest: the gateway beside it signs after the scanner, so the statement cannot vouch for what the scanner handed over.',
  },
  {
    code: 'CLOCKS',
    es: 'Que los relojes sean exactos: la hora de captura es la del reloj de la pasarela; los testigos solo fijan antes de cuándo existía cada anotación.',
    en: 'That the clocks are right: the time of capture is the gateway’s own; the witnesses only fix by when each record existed.',
  },
  {
    code: 'CONTENTS',
    es: 'Qué había en realidad en el objeto inspeccionado: una imagen y una decisión firmadas no son un examen físico.',
    en: 'What was really inside the object inspected: a signed image and a signed decision are not a physical examination.',
  },
  {
    code: 'THIRD_WITNESS',
    es: 'Nada frente a un acuerdo entre ambas agencias: cada una es testigo de la otra, y no hay un tercero.',
    en: 'Anything against the two agencies acting together: each is the other’s witness, and there is no third.',
  },
  {
    code: 'PERMISSION',
    es: 'Que las reglas del convenio lo permitieran: su texto va en el expediente y las dos agencias lo firmaron, pero aquí no se evalúa.',
    en: 'That the agreement’s rules permitted it: their text is in the bundle and both agencies signed it, but it is not evaluated here.',
  },
  {
    code: 'LATER_EVENTS',
    es: 'Lo que se supo después: si el equipo, su llave o su configuración fueron suspendidos más tarde, este expediente no lo dice.',
    en: 'What became known later: if the device, its key or its configuration was suspended afterwards, this bundle does not say so.',
  },
];

const KEY_IN_SOFTWARE: Sentence = {
  code: 'KEY_IN_SOFTWARE',
  es: 'Que nadie copiara la llave de la pasarela: la declaración dice que se guarda en un archivo, no en un chip.',
  en: 'That nobody copied the gateway’s key: the statement says it is kept in a file, not in a chip.',
};

function utc(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
