import type { KeptRecord } from '@garita/api';
import { type Language, useWords } from '../../i18n/language.tsx';

/** What a record is called, in the language of the page. */
export function recordTitle(record: KeptRecord, language: Language): string {
  switch (record.kind) {
    case 'supplier':
    case 'model':
    case 'laboratory':
      return record.body.name;
    case 'configuration':
      return record.body.name[language];
    case 'device':
      return `${record.body.serial} · ${record.id}`;
    case 'standard':
    case 'evidence':
      return record.body.title[language];
    case 'finding':
      return record.id;
    case 'assertion':
      return record.body.party;
  }
}

/** The same with its kind's words where it has no name of its own. */
export function useRecordTitle(): (record: KeptRecord) => string {
  const { say, language } = useWords();
  return (record) => {
    if (record.kind === 'finding') return `${say('eq.kind.finding')}: ${say(`eq.gate.${record.body.gate}`)}`;
    if (record.kind === 'assertion') return `${say('eq.kind.assertion')}: ${record.body.party}`;
    return recordTitle(record, language);
  };
}
