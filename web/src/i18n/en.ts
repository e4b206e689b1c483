import { alarms } from './en/alarms.ts';
import { app } from './en/app.ts';
import { casePage } from './en/case-page.ts';
import { consultation } from './en/consultation.ts';
import { desk } from './en/desk.ts';
import { domain } from './en/domain.ts';
import { equipment } from './en/equipment.ts';
import { equipmentBriefing } from './en/equipment-briefing.ts';
import { equipmentConfiguration } from './en/equipment-configuration.ts';
import { equipmentDomain } from './en/equipment-domain.ts';
import { equipmentForms } from './en/equipment-forms.ts';
import { equipmentWork } from './en/equipment-work.ts';
import { exchange } from './en/exchange.ts';
import { flag } from './en/flag.ts';
import { flow } from './en/flow.ts';
import { guide } from './en/guide.ts';
import { ingest } from './en/ingest.ts';
import { keys } from './en/keys.ts';
import { log } from './en/log.ts';
import { people } from './en/people.ts';
import { proof } from './en/proof.ts';
import { review } from './en/review.ts';
import { supervision } from './en/supervision.ts';

/** Every text a person reads, in English; `es.ts` must have the same keys and slots. */
export const en = {
  ...app,
  ...domain,
  ...alarms,
  ...supervision,
  ...keys,
  ...guide,
  ...people,
  ...review,
  ...casePage,
  ...proof,
  ...desk,
  ...exchange,
  ...equipment,
  ...equipmentConfiguration,
  ...equipmentBriefing,
  ...equipmentDomain,
  ...equipmentForms,
  ...equipmentWork,
  ...ingest,
  ...log,
  ...flag,
  ...flow,
  ...consultation,
} as const;

export type Catalogue = Readonly<Record<keyof typeof en, string>>;
export type MessageKey = keyof typeof en;
