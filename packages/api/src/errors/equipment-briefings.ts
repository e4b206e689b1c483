import { words } from './words.ts';

/** Briefings that were handed out, and who says that they have them. */
export const EQUIPMENT_BRIEFING_ERRORS = {
  BRIEFING_UNKNOWN: words(
    'No briefing of this name was handed out here.',
    'Look it up in the distribution list of its configuration; it is named by the whole SHA-256.',
    'Aquí no se entregó ningún informe con ese nombre.',
    'Búsquelo en la lista de distribución de su configuración; se nombra por su SHA-256 completo.',
  ),
  BRIEFING_NOT_ADDRESSED: words(
    'This briefing is not addressed to you, so you cannot acknowledge it.',
    'Sign in as the person whom its distribution list names, or have it handed out to you.',
    'Este informe no está dirigido a usted, así que no puede acusar recibo.',
    'Entre como la persona que nombra su lista de distribución, o pida que se le entregue.',
  ),
  BRIEFING_ACKNOWLEDGED: words(
    'You have acknowledged this briefing already.',
    'Nothing more is needed; the time of your first acknowledgement stands.',
    'Usted ya acusó recibo de este informe.',
    'No hace falta nada más; vale la hora de su primer acuse.',
  ),
} as const;
