import type { ConfigurationView } from '@garita/api';
import type { Language, Report } from '../../report/report.ts';
import { whatWasDecided, whatWasTakenAway } from './decided.ts';
import { distribution } from './distribution.ts';
import { evidenceAnnex } from './evidence-annex.ts';
import { howToVerify } from './how-to-verify.ts';
import { notAssessed } from './not-assessed.ts';
import { othersSay } from './others-say.ts';
import { type BriefingGiven, openPen } from './pen.ts';
import { performance } from './performance.ts';
import { questions } from './questions.ts';
import { recordsAnnex } from './records-annex.ts';
import { security } from './security.ts';
import { shortAnswer } from './short-answer.ts';
import { standardUsed } from './standard-used.ts';
import { supplier } from './supplier.ts';
import { whatItIs } from './what-it-is.ts';

/** How a configuration was evaluated and why it was decided so, for who has never heard of bounds. The same view is the same report. */
export function briefing(view: ConfigurationView, language: Language, given: BriefingGiven): Report {
  const pen = openPen(view, language, given);
  const { formats, say } = pen;
  const { line } = view;
  const evaluation = view.evaluations[0]?.hash.slice(0, 12);
  const record =
    evaluation === undefined
      ? say('sin evaluación', 'no evaluation')
      : `${say('evaluación', 'evaluation')} ${evaluation}…`;
  return {
    language,
    title: pen.in(line.name),
    subtitle: say(
      `Cómo se evaluó este equipo y por qué se decidió así. Al ${formats.moment(given.at)}.`,
      `How this equipment was evaluated, and why it was decided so. As of ${formats.moment(given.at)}.`,
    ),
    agency: pen.in(given.agency.name),
    kind: say('Informe sobre equipos', 'Equipment briefing'),
    sampleMark: line.sample ? say('MUESTRA: datos inventados', 'SAMPLE: made-up data') : null,
    foot: `${line.configuration} · ${formats.moment(given.at)} · ${record}`,
    at: given.at,
    blocks: [
      ...shortAnswer(pen),
      ...whatItIs(pen),
      ...whatWasDecided(pen),
      ...questions(pen),
      ...performance(pen),
      ...security(pen),
      ...supplier(pen),
      ...notAssessed(pen),
      ...othersSay(pen),
      ...whatWasTakenAway(pen),
      ...standardUsed(pen),
      ...distribution(pen),
      ...howToVerify(pen),
      ...evidenceAnnex(pen),
      ...recordsAnnex(pen),
    ],
  };
}
