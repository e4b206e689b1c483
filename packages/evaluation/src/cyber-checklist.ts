import type { ChecklistItem } from './records.ts';
import { type Bilingual, inBoth } from './words.ts';

// The seventeen cyber requirements that the United States’ TSA asks of screening equipment, in our own words, as far as trade press and the
// notice itself can be read (about thirteen). The texts of the others are not public; they stand here so that nobody takes thirteen for all.
const SOURCE = 'TSA special notice TSA25-04-03387, 7 January 2020, as reported in the press';

const readable: readonly (readonly [string, Bilingual])[] = [
  [
    'by-design',
    inBoth(
      'La seguridad se diseña desde el inicio y se cultiva en la empresa.',
      'Security is designed in from the start and lived by the company.',
    ),
  ],
  ['access-control', inBoth('El acceso se controla.', 'Access is controlled.')],
  ['access-levels', inBoth('El acceso tiene varios niveles.', 'Access has several levels.')],
  [
    'passwords',
    inBoth('Quien opera puede cambiar las contraseñas del sistema.', 'The operator can change the system’s passwords.'),
  ],
  [
    'identification',
    inBoth(
      'Cada persona y cada equipo se identifica de manera única.',
      'Every person and every device is identified uniquely.',
    ),
  ],
  ['audit', inBoth('Lo que ocurre se registra y se vigila.', 'What happens is recorded and monitored.')],
  [
    'algorithms',
    inBoth(
      'Los algoritmos de detección están protegidos, con avisos, y sin acceso físico por USB.',
      'Detection algorithms are protected, with alerts, and without physical access by USB.',
    ),
  ],
  [
    'baseline',
    inBoth(
      'La configuración base está protegida, con avisos ante cambios.',
      'The baseline configuration is protected, with alerts on changes.',
    ),
  ],
  ['encryption', inBoth('Lo que entra y sale va cifrado.', 'What comes in and goes out is encrypted.')],
  [
    'updates',
    inBoth('Se puede actualizar cuando aparecen vulnerabilidades.', 'It can be updated as vulnerabilities appear.'),
  ],
  [
    'assessment-tools',
    inBoth(
      'Se permite ejecutar en el equipo herramientas que lo evalúen.',
      'Tools that assess it may be run on the device.',
    ),
  ],
  [
    'inventory',
    inBoth(
      'Hay una lista completa de hardware, software y sistema operativo.',
      'There is a full list of hardware, software and operating system.',
    ),
  ],
  [
    'maintainers',
    inBoth(
      'Quien da mantenimiento, en sitio o a distancia, pasó una revisión de antecedentes.',
      'Whoever maintains it, on site or remotely, has passed a background check.',
    ),
  ],
];
const TOTAL = 17;

/** A checklist for the gate `cyber-requirements`: seventeen items, thirteen with a text that anyone can read. */
export const CYBER_CHECKLIST: readonly ChecklistItem[] = [
  ...readable.map(([id, text]) => ({ id: `cyber-${id}`, text, textPublic: true, source: SOURCE })),
  ...Array.from({ length: TOTAL - readable.length }, (_, at) => ({
    id: `cyber-not-public-${at + 1}`,
    text: inBoth('El texto de este requisito no es público.', 'The text of this requirement is not public.'),
    textPublic: false,
    source: SOURCE,
  })),
];
