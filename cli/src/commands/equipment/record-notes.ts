import type { RecordKind } from '@garita/api';
import type { Words } from '../../answer.ts';

type Note = readonly [field: string, es: string, en: string];
const OUTCOME = 'pass, conditional, fail, not-assessed';

/** What the fields of each kind mean, where the name does not say it all. */
const NOTES: Readonly<Record<RecordKind, readonly Note[]>> = {
  supplier: [
    ['roles', 'de maker, seller, integrator, maintainer', 'of maker, seller, integrator, maintainer'],
    ['ownership', 'la cadena hasta la matriz última', 'the chain up to the ultimate parent'],
    ['ownership.percent', 'null: nadie lo sabe', 'null: nobody knows'],
    ['ownership.basis', 'declared: lo dice; found: se comprobó', 'declared: it says so; found: it was looked into'],
    ['performance.rating', 'good, mixed, poor, unknown', 'good, mixed, poor, unknown'],
    ['qualification', OUTCOME, OUTCOME],
  ],
  model: [
    ['maker', 'id de un supplier', 'id of a supplier'],
    ['type', 'cargo-portal, baggage-ct, file-import…', 'cargo-portal, baggage-ct, file-import…'],
  ],
  configuration: [
    ['hardware', 'revisión del equipo', 'revision of the hardware'],
    ['software.sha256', 'huella del software, o null', 'hash of the software, or null'],
    ['contexts', 'usos de la norma que se piden', 'uses of the standard that are asked for'],
    [
      'parent, change',
      'la aprobada que esta cambia, y cómo; o null',
      'the approved one this changes, and how; or null',
    ],
  ],
  device: [
    ['operator, site, lane', 'como en register.json', 'as in register.json'],
    [
      'state',
      'planned, installed, retired; solo installed entra a la lista',
      'planned, installed, retired; only installed comes onto the list',
    ],
    ['replaceBy', 'cuándo debe reemplazarse, o null', 'when it must be replaced, or null'],
  ],
  laboratory: [['accreditation', 'o null', 'or null']],
  standard: [
    ['endsAt', 'ninguna aprobación dura más; null: sin término', 'no approval lasts longer; null: no end'],
    ['contexts.siteKinds', 'vacío: en cualquier sitio', 'empty: anywhere'],
    [
      'requirements.kind',
      'detection, false-alarm, measure, evidence, gate',
      'detection, false-alarm, measure, evidence, gate',
    ],
    ['requirements.contexts', 'vacío: en todos los usos', 'empty: in all uses'],
    [
      'requirements.freshMonths',
      'la evidencia más vieja no cuenta; null: cualquiera',
      'older evidence does not count; null: any age',
    ],
    [
      'requirements.conditionIfMissed',
      'si falla, se aprueba con esta condición; null: debe cumplirse',
      'when missed, approved under this condition; null: must be met',
    ],
    [
      'requirements.atLeast, confidence',
      'cota inferior exacta que las pruebas deben mostrar',
      'exact lower bound that the trials must show',
    ],
    [
      'requirements.gate',
      'ownership-and-control, remote-access, data-destinations, cyber-requirements, component-security, vulnerabilities, uninterrupted-coordination, information-protection, trade-flow',
      'ownership-and-control, remote-access, data-destinations, cyber-requirements, component-security, vulnerabilities, uninterrupted-coordination, information-protection, trade-flow',
    ],
    ['checklist.textPublic', 'false: su texto no es público', 'false: its text is not public'],
  ],
  evidence: [
    [
      'type',
      'lab-certificate, field-test, data-path-test, sbom, ownership-finding…',
      'lab-certificate, field-test, data-path-test, sbom, ownership-finding…',
    ],
    [
      'document',
      'lo que imprime `garita equipment document add FILE --json`, o null',
      'what `garita equipment document add FILE --json` prints, or null',
    ],
    ['testers', 'quiénes probaron: no pueden aprobarla', 'who tested: they cannot approve it'],
    [
      'results',
      'trials (hits de trials), measure, outage, data-path, check',
      'trials (hits of trials), measure, outage, data-path, check',
    ],
    ['counters', 'evidencias que esta contradice', 'evidence that this one speaks against'],
    ['confidence', 'low, medium, high', 'low, medium, high'],
  ],
  finding: [
    ['gate', 'el filtro sobre el que dictamina', 'the gate it judges'],
    ['outcome', OUTCOME, OUTCOME],
    ['evidence', 'ids de evidencias; sin ellas no cuenta', 'ids of evidence; without any it does not count'],
    ['reviewer', 'su id: quien lo firma con su nombre', 'your id: who stands for it by name'],
    [
      'componentSecurity',
      'niveles 0 a 4 de IEC 62443-4-2: iac, uc, si, dc, rdf, tre, ra; o null',
      'levels 0 to 4 of IEC 62443-4-2: iac, uc, si, dc, rdf, tre, ra; or null',
    ],
  ],
  assertion: [
    ['about', 'kind: supplier o configuration', 'kind: supplier or configuration'],
    ['partyKind', 'partner-authority, maker, auditor, other', 'partner-authority, maker, auditor, other'],
    [
      'standing',
      'not-verified hasta que haya evidencia: supported, contradicted',
      'not-verified until there is evidence: supported, contradicted',
    ],
  ],
};

/** For every kind. */
const ALWAYS: readonly Note[] = [
  ['es, en', 'lo mismo en ambos idiomas', 'the same in both languages'],
  ['sample', 'true: dato de muestra, y así se muestra', 'true: sample data, and shown as such'],
];

/** Field by field, what it means. */
export function notesOn(kind: RecordKind): readonly (readonly [field: string, words: Words])[] {
  return [...NOTES[kind], ...ALWAYS].map(([field, es, en]) => [field, { es, en }]);
}
