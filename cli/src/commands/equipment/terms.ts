import type { AssessedOutcome, GateId, LifeState, ListingSection, Standing } from '@garita/api';
import type { Words } from '../../answer.ts';
import { preferredLanguage } from '../../failure.ts';
import { printable } from '../../printable.ts';

type Named<Key extends string> = Readonly<Record<Key, Words>>;
const w = (es: string, en: string): Words => ({ es, en });

export const STATES: Named<LifeState> = {
  draft: w('borrador', 'draft'),
  submitted: w('presentada', 'submitted'),
  returned: w('devuelta', 'returned'),
  'accepted-for-test': w('admitida a pruebas', 'accepted for testing'),
  'lab-certification': w('en laboratorio', 'in the laboratory'),
  failed: w('reprobada en pruebas', 'failed in testing'),
  'data-package-review': w('expediente técnico en revisión', 'data package under review'),
  'integration-test': w('prueba de integración', 'integration test'),
  'operational-test': w('prueba en operación', 'operational test'),
  listed: w('en lista', 'listed'),
  'change-pending': w('cambio en trámite', 'change pending'),
  suspended: w('suspendida', 'suspended'),
  removed: w('dada de baja', 'removed'),
  refused: w('rechazada', 'refused'),
  expired: w('vencida', 'expired'),
};
export const SECTIONS: Named<ListingSection> = {
  qualified: w('calificada', 'qualified'),
  'approved-conditional': w('aprobada con condiciones', 'approved with conditions'),
  grandfathered: w('con permiso transitorio', 'grandfathered'),
};
export const OUTCOMES: Named<AssessedOutcome> = {
  pass: w('se cumple', 'met'),
  conditional: w('se cumple con condiciones', 'met with conditions'),
  fail: w('no se cumple', 'not met'),
  'not-assessed': w('sin evaluar', 'not assessed'),
};
export const GATES: Named<GateId> = {
  'ownership-and-control': w('Propiedad y control', 'Ownership and control'),
  'remote-access': w('Acceso remoto', 'Remote access'),
  'data-destinations': w('Destino de los datos', 'Where data go'),
  'cyber-requirements': w('Requisitos de ciberseguridad', 'Cyber requirements'),
  'component-security': w('Seguridad de los componentes', 'Security of components'),
  vulnerabilities: w('Vulnerabilidades', 'Vulnerabilities'),
  'uninterrupted-coordination': w(
    '¿Mantiene sin interrupciones la coordinación entre los dos países?',
    'Does it keep the two countries’ coordination uninterrupted?',
  ),
  'information-protection': w(
    '¿Protege la información que se comparte?',
    'Does it protect the information that is shared?',
  ),
  'trade-flow': w('¿Deja fluir el comercio?', 'Does it let trade flow?'),
};
/** What the gate makes of its scans now. */
export const STANDINGS: Named<Standing> = {
  approved: w('sus escaneos se admiten', 'its scans are admitted'),
  conditional: w('sus escaneos se admiten, con condiciones', 'its scans are admitted, under conditions'),
  suspended: w('sus escaneos van a cuarentena: suspendida', 'its scans go into quarantine: suspended'),
  refused: w('sus escaneos van a cuarentena: no aprobada', 'its scans go into quarantine: refused'),
  expired: w('sus escaneos van a cuarentena: vencida', 'its scans go into quarantine: expired'),
  unknown: w('sus escaneos van a cuarentena: no está en la lista', 'its scans go into quarantine: not on the list'),
};

/** In the person's language, fit for a terminal. */
export function say(words: Words, longest = 2000): string {
  return printable(words[preferredLanguage()], longest);
}

/** The word for a code that a newer server may have more of. */
export function named(names: Readonly<Record<string, Words>>, code: string): string {
  const known = Object.hasOwn(names, code) ? names[code] : undefined;
  return known ? say(known) : printable(code);
}

/** One of two texts, by the person's language. */
export function pick(es: string, en: string): string {
  return preferredLanguage() === 'es' ? es : en;
}

/** Text in the person's language alone, where making it twice would be waste. */
export function told(text: string): Words {
  return { es: text, en: text };
}

/** So many things at so many places, in the person's language. */
export function devicesAtSites(devices: number, sites: number): string {
  return pick(
    `${devices} ${devices === 1 ? 'equipo' : 'equipos'} en ${sites} ${sites === 1 ? 'sitio' : 'sitios'}`,
    `${devices} ${devices === 1 ? 'device' : 'devices'} at ${sites} ${sites === 1 ? 'site' : 'sites'}`,
  );
}

export function lanesAtSites(lanes: number, sites: number): string {
  return pick(
    `${lanes} ${lanes === 1 ? 'carril' : 'carriles'} en ${sites} ${sites === 1 ? 'sitio' : 'sitios'}`,
    `${lanes} ${lanes === 1 ? 'lane' : 'lanes'} at ${sites} ${sites === 1 ? 'site' : 'sites'}`,
  );
}

/** The beginning of a hash, enough to name it by. */
export function beginning(hash: string): string {
  return hash.slice(0, 12);
}
