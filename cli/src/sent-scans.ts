import { ERRORS, isErrorCode, type ReasonBody } from '@garita/api';
import { toHex } from '@garita/trust';
import { findingInWords } from './finding-words.ts';
import { type FollowedScan, isReceipted, reasonsOf } from './follow-scans.ts';
import { inColumns, printable, sizeInWords } from './printable.ts';

type Language = 'es' | 'en';

/** What `send --json` says of a scan. */
export function sentAsJson(followed: FollowedScan) {
  const { admitted, received, scan, share, withheld } = followed;
  return {
    scan,
    state: admitted?.state ?? ('captured' as const),
    reasons: admitted?.reasons ?? [],
    logIndex: admitted?.logIndex ?? null,
    objects: objectsOf(followed),
    share: share
      ? {
          state: share.state,
          share: share.share,
          recipient: share.recipient,
          sharedAt: share.sharedAt,
          deliveredAt: share.deliveredAt,
          receiptedAt: share.receiptedAt,
          reasons: share.reasons,
        }
      : withheld
        ? { state: 'withheld' as const, policies: withheld.policies }
        : null,
    partner: received
      ? {
          state: received.state,
          objects: received.objects.map(({ sha256, size, have }) => ({ sha256, size, have })),
          reasons: received.reasons,
        }
      : null,
    receipted: isReceipted(followed),
  };
}

/** As signed at the lane; findings are the server's, and unknown (`null`) until it has the scan. */
function objectsOf({ admitted, statement }: FollowedScan) {
  return statement.objects.map(({ name, role, mediaType, size, sha256 }, index) => ({
    name,
    role,
    mediaType,
    size,
    sha256: toHex(sha256),
    findings: admitted?.objects.find((object) => object.index === index)?.findings ?? null,
  }));
}

/** How far a scan has come. */
export function stepInWords({ admitted, received, share, withheld }: FollowedScan, language: Language): string {
  const words = WORDS[language];
  if (!admitted) return words.captured;
  if (admitted.state === 'quarantined') return words.quarantined;
  if (withheld) return words.withheld;
  if (!share) return words.admitted;
  if (share.state === 'receipted') return words.receipted;
  if (share.state === 'refused') return words.refused;
  return received ? words.pulling : words.shared;
}

/** A scan for a person: how far it came, why no further, and what each file is. */
export function sentInWords(followed: FollowedScan, language: Language, waited: boolean): string[] {
  const words = WORDS[language];
  const { admitted, received, scan, share, statement } = followed;
  const rows: [string, string][] = [[words.state, waited ? stepInWords(followed, language) : words.captured]];
  if (admitted) rows.push([words.log, `${words.entry} ${admitted.logIndex}`]);
  if (received) rows.push([words.partner, words.partnerStates[received.state]]);
  if (share?.receiptedAt) {
    const took = ((share.receiptedAt - statement.capturedAt) / 1000).toFixed(1);
    rows.push([words.receipt, `${new Date(share.receiptedAt).toISOString()}, ${words.after(took)}`]);
  }
  const files = objectsOf(followed).flatMap((object, index) => {
    const there = received?.objects.find((one) => one.sha256 === object.sha256 && one.have);
    const facts = [object.mediaType, sizeInWords(object.size), object.sha256.slice(0, 16), there ? words.arrived : ''];
    const findings = (object.findings ?? []).map(
      (finding) =>
        `      ${finding.severity} ${finding.code}: ${printable(findingInWords(asFinding(finding), language))}`,
    );
    return [`    ${index + 1}. ${printable(object.name)}  ${facts.filter(Boolean).join('  ')}`, ...findings];
  });
  return [
    `${words.scan} ${scan}`,
    ...inColumns(rows),
    ...reasonsOf(followed).flatMap((reason) => reasonLines(reason, language)),
    ...files,
  ];
}

function reasonLines({ code, detail, notice = [] }: ReasonBody, language: Language): string[] {
  const known = isErrorCode(code) ? ERRORS[code][language] : undefined;
  return [
    `    ${printable(code)}: ${known?.says ?? ''} (${printable(detail)})`,
    ...notice.map((one) => `      ${printable(one.code)}: ${printable(one[language])}`),
    ...(known ? [`      ${WORDS[language].wayOut}: ${known.wayOut}`] : []),
  ];
}

// The server's codes are those of the dicos package, which travels as text.
function asFinding(finding: { readonly code: string; readonly detail: string }) {
  return finding as Parameters<typeof findingInWords>[0];
}

const WORDS = {
  en: {
    scan: 'Scan',
    state: 'State',
    log: 'Log',
    entry: 'entry',
    partner: 'Partner',
    receipt: 'Receipt',
    wayOut: 'What to do',
    after: (seconds: string) => `${seconds} s after capture`,
    arrived: 'at the partner',
    captured: 'captured and signed',
    admitted: 'admitted and logged',
    quarantined: 'in quarantine',
    withheld: 'withheld: the agreement’s policy or the trust list does not permit handing it over',
    shared: 'shared',
    pulling: 'the partner is taking the files',
    receipted: 'receipted by the partner',
    refused: 'refused by the partner',
    partnerStates: { pulling: 'is taking the files', verified: 'verified every file', refused: 'refused it' },
  },
  es: {
    scan: 'Escaneo',
    state: 'Estado',
    log: 'Bitácora',
    entry: 'entrada',
    partner: 'Contraparte',
    receipt: 'Acuse',
    wayOut: 'Qué hacer',
    after: (seconds: string) => `${seconds} s después de la captura`,
    arrived: 'en poder de la contraparte',
    captured: 'capturado y firmado',
    admitted: 'admitido y registrado',
    quarantined: 'en cuarentena',
    withheld: 'retenido: la política del convenio o la lista de confianza no permite entregarlo',
    shared: 'compartido',
    pulling: 'la contraparte está tomando los archivos',
    receipted: 'con acuse de la contraparte',
    refused: 'rechazado por la contraparte',
    partnerStates: { pulling: 'está tomando los archivos', verified: 'verificó cada archivo', refused: 'lo rechazó' },
  },
} as const;
