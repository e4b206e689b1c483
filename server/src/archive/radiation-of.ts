import type { RadiationBody } from '@garita/api';
import { countSeries, type N42File } from '@garita/n42';

const MOST_SERIES = { detectors: 16, points: 4_096 };
const MOST_ENTRIES = 64;

/** What of a radiation file an analyst sees, within the bounds of the API. */
export function radiationOf(file: N42File): Omit<RadiationBody, 'object'> {
  const { instrument, alarms, nuclides, alarm, detectors } = file;
  const names = new Map(detectors.map(({ id, name }) => [id, name]));
  const { manufacturer, model, classCode } = instrument;
  return {
    alarm,
    alarms: alarms.slice(0, MOST_ENTRIES).map(({ category, detectors: ids, description }) => ({
      kind: category,
      detector: line(ids.map((id) => names.get(id) ?? id).join(', ')),
      text: description,
    })),
    nuclides: nuclides.slice(0, MOST_ENTRIES).map(({ name, confidence }) => ({ name, confidence: confidence ?? null })),
    instrument: line([manufacturer, model, classCode].filter((part) => part && part !== 'unknown').join(' · ')),
    series: countSeries(file, MOST_SERIES).map(({ detector, seconds, counts }) => ({
      detector: detector.name,
      kind: detector.kind,
      seconds: [...seconds],
      counts: [...counts],
    })),
  };
}

function line(text: string): string {
  return text.slice(0, 300);
}
