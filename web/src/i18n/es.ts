import type { Catalogue } from './en.ts';
import { alarms } from './es/alarms.ts';
import { app } from './es/app.ts';
import { casePage } from './es/case-page.ts';
import { consultation } from './es/consultation.ts';
import { desk } from './es/desk.ts';
import { domain } from './es/domain.ts';
import { equipment } from './es/equipment.ts';
import { equipmentBriefing } from './es/equipment-briefing.ts';
import { equipmentConfiguration } from './es/equipment-configuration.ts';
import { equipmentDomain } from './es/equipment-domain.ts';
import { equipmentForms } from './es/equipment-forms.ts';
import { equipmentWork } from './es/equipment-work.ts';
import { exchange } from './es/exchange.ts';
import { flag } from './es/flag.ts';
import { flow } from './es/flow.ts';
import { guide } from './es/guide.ts';
import { ingest } from './es/ingest.ts';
import { keys } from './es/keys.ts';
import { log } from './es/log.ts';
import { people } from './es/people.ts';
import { proof } from './es/proof.ts';
import { review } from './es/review.ts';
import { supervision } from './es/supervision.ts';

export const es: Catalogue = {
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
};
