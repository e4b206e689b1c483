import type { EquipmentNoticeRow, EquipmentNoticeTables } from './equipment-table.ts';
import type { ExchangeNeeds } from './exchange-needs.ts';
import { AT_ONCE, PostInOrder } from './post-in-order.ts';
import type { Reach } from './reach.ts';

/** Tells the partner what we decided about our equipment, oldest first. */
export function noticeDelivery(needs: ExchangeNeeds, reach: Reach): PostInOrder<EquipmentNoticeRow> {
  const { database } = needs;
  const update = ({ decision }: EquipmentNoticeRow, change: Partial<EquipmentNoticeRow>) =>
    database.transaction(async (tx) => {
      await tx
        .tables<EquipmentNoticeTables>()
        .updateTable('exchange_equipment')
        .set(change)
        .where('decision', '=', decision)
        .execute();
    });
  return new PostInOrder(needs, reach, {
    waiting: () =>
      database
        .tables<EquipmentNoticeTables>()
        .selectFrom('exchange_equipment')
        .selectAll()
        .where('due', '=', 1)
        .orderBy('next_at')
        .orderBy('kept_at')
        .limit(AT_ONCE)
        .execute(),
    post: ({ cose }) => ({ path: '/exchange/v1/equipment-decisions', type: 'application/cose', bytes: cose }),
    taken: (row) => update(row, { due: 0, last_error: null }),
    postponed: update,
  });
}
