import { LIMITS } from './limits.ts';

/** Seconds of an ISO 8601 duration such as `PT0.250S` or `P1DT2H`; months and years, which have no length, give none. */
export function durationSeconds(text: string): number | undefined {
  const match = /^P(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,12}(?:\.\d{1,12})?)S)?)?$/.exec(
    text.trim(),
  );
  if (!match || match.slice(1).every((part) => part === undefined)) return undefined;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

/** Milliseconds since 1970 of an ISO 8601 time; one without a zone is taken for UTC. */
export function timeMs(text: string): number | undefined {
  const match = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(Z|[+-]\d{2}:\d{2})?$/.exec(text.trim());
  if (!match) return undefined;
  const time = Date.parse(match[1] ? text.trim() : `${text.trim()}Z`);
  return Number.isFinite(time) ? time : undefined;
}

export function yes(text: string): boolean | undefined {
  const word = text.trim();
  if (word === 'true' || word === '1') return true;
  return word === 'false' || word === '0' ? false : undefined;
}

export function numberOf(text: string): number | undefined {
  const word = text.trim();
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(word)) return undefined;
  const value = Number(word);
  return Number.isFinite(value) ? value : undefined;
}

/** The counts of all channels; with counted zeroes a 0 is followed by how many zeroes it stands for. */
export function sumOfChannels(text: string, countedZeroes: boolean): number | undefined {
  let sum = 0;
  let afterZero = false;
  for (const [word] of text.matchAll(/\S+/g)) {
    const count = Number(word);
    if (!(count >= 0)) return undefined;
    if (countedZeroes && afterZero) afterZero = false;
    else {
      sum += count;
      afterZero = count === 0;
    }
  }
  return Number.isFinite(sum) ? sum : undefined;
}

/** Counts of one or several energy windows together. */
export function sumOfNumbers(text: string): number | undefined {
  return sumOfChannels(text, false);
}

/** What a person is shown of a text. */
export function shortText(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, LIMITS.text);
}
