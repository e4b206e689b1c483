import { z } from 'zod';
import { count, id, line, time } from './parts.ts';

/** `GET /api/v1/equipment/refusals?before=&limit=`: attempts at the equipment's records and decisions that were refused, newest first. */
export const equipmentRefusalList = z.object({
  refusals: z
    .array(
      z.object({
        number: count,
        at: time,
        by: id,
        /** Method and address, with the names of what stood there: `PUT /api/v1/equipment/records/:kind/:id`. */
        action: line,
        /** What stood there. */
        subject: z.string().max(500),
        code: z.string().max(64),
        detail: z.string().max(500),
      }),
    )
    .max(500),
  next: count.nullable(),
});
export type EquipmentRefusalList = z.infer<typeof equipmentRefusalList>;
