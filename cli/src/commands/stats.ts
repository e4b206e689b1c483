import { type Command, Option } from 'commander';
import { answer } from '../answer.ts';
import { command } from '../command.ts';
import { Failure } from '../failure.ts';
import { boundsInWords, planInWords, rocInWords, sequentialInWords } from '../stats-words.ts';

interface Json {
  readonly json?: boolean;
}

/** `garita stats`: what trials show, without a server: for a laboratory at its own desk. */
export function statsCommand(): Command {
  return command('stats')
    .description('What trials of detection show, and how many it takes: exact, without a server')
    .addCommand(bounds())
    .addCommand(plan())
    .addCommand(sprt())
    .addCommand(roc())
    .addHelpText(
      'after',
      `
Examples:
  $ garita stats bounds --hits 59 --trials 59 --confidence 0.95 --sides lower
  $ garita stats plan --good 0.95 --bad 0.85
  $ garita stats sprt --p1 0.01 --p2 0.10
  $ garita stats roc bags.csv`,
    );
}

function bounds(): Command {
  return asking('bounds')
    .description(
      'What so many hits of so many trials show: exact bounds (Clopper-Pearson) of the probability of detection',
    )
    .requiredOption('--hits <k>', 'detections; or, for the rate of false alarms, alarms of clean objects', number)
    .requiredOption('--trials <n>', 'presentations; or clean objects', number)
    .option('--confidence <c>', 'such as 0.95', number, 0.95)
    .addOption(
      new Option('--sides <sides>', 'both bounds, “at least” alone, or “at most” alone')
        .choices(['two', 'lower', 'upper'])
        .default('two'),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ garita stats bounds --hits 20 --trials 100 --confidence 0.95
  $ garita stats bounds --hits 59 --trials 59 --sides lower
  $ garita stats bounds --hits 3 --trials 400 --sides upper --json | jq .upper`,
    )
    .action(
      async (asked: Json & { hits: number; trials: number; confidence: number; sides: 'two' | 'lower' | 'upper' }) => {
        const { exactBounds } = await import('@garita/evaluation');
        const { hits, trials, confidence, sides, json } = asked;
        const found = {
          hits,
          trials,
          confidence,
          sides,
          rate: hits / trials,
          ...exactBounds(hits, trials, confidence, sides),
        };
        answer(json, found, boundsInWords(found));
      },
    );
}

interface PlanOptions extends Json {
  readonly pd: number;
  readonly confidence: number;
  readonly good: number;
  readonly producerRisk: number;
  readonly bad: number;
  readonly consumerRisk: number;
}

function plan(): Command {
  return asking('plan')
    .description(
      'How many trials it takes: to show a probability of detection (Pd) with none to three misses, and so that neither a good device fails nor a bad one passes too often',
    )
    .option('--pd <p>', 'Pd to be shown', number, 0.95)
    .option('--confidence <c>', 'with which it is shown', number, 0.95)
    .option('--good <p>', 'Pd of a device that should pass', number, 0.95)
    .option('--producer-risk <p>', 'how often it may fail all the same: the maker’s risk', number, 0.05)
    .option('--bad <p>', 'Pd of a device that should fail', number, 0.85)
    .option('--consumer-risk <p>', 'how often it may pass all the same: the agency’s risk', number, 0.05)
    .addHelpText(
      'after',
      `
Examples:
  $ garita stats plan
  $ garita stats plan --good 0.95 --producer-risk 0.05 --bad 0.85 --consumer-risk 0.075
  $ garita stats plan --pd 0.9 --confidence 0.95 --json | jq .table`,
    )
    .action(async ({ json, ...asked }: PlanOptions) => {
      const { passProbability, trialsForMisses, twoRiskPlan } = await import('@garita/evaluation');
      const { pd, confidence, good, bad } = asked;
      const table = [0, 1, 2, 3].map((misses) => ({ misses, trials: trialsForMisses(pd, confidence, misses) }));
      const two = twoRiskPlan({
        goodPd: good,
        producerRisk: asked.producerRisk,
        badPd: bad,
        consumerRisk: asked.consumerRisk,
      });
      const none = { trials: table[0]?.trials ?? 1, allowedMisses: 0 };
      const curve = pdsAround(good, bad).map((at) => ({
        pd: at,
        plan: passProbability(two, at),
        zeroMiss: passProbability(none, at),
      }));
      const zeroMiss = { ...none, goodPasses: passProbability(none, good), badPasses: passProbability(none, bad) };
      const found = { ...asked, table, plan: two, zeroMiss, curve };
      answer(json, found, planInWords(found));
    });
}

/** Points of an operating characteristic: from below a bad device to nearly perfect. */
function pdsAround(good: number, bad: number): number[] {
  const step = (good - bad) / 4;
  const points = [-2, -1, 0, 1, 2, 3, 4].map((at) => bad + at * step);
  const better = [(1 + good) / 2, 0.99, 0.995, 0.999].filter((pd) => pd > good);
  const rounded = [...points, ...better].map((pd) => Number(pd.toPrecision(6)));
  return [...new Set(rounded)].filter((pd) => pd > 0 && pd < 1).sort((one, other) => one - other);
}

interface SprtOptions extends Json {
  readonly p1: number;
  readonly p2: number;
  readonly alpha: number;
  readonly beta: number;
  readonly outcomes?: string;
}

function sprt(): Command {
  return asking('sprt')
    .description(
      'Wald’s sequential test: one trial at a time, until the misses (or false alarms) are so few or so many that it is decided',
    )
    .requiredOption('--p1 <p>', 'miss rate of a device to accept (1 - Pd); or its rate of false alarms', number)
    .requiredOption('--p2 <p>', 'miss rate of a device to reject', number)
    .option('--alpha <p>', 'risk of rejecting the one', number, 0.05)
    .option('--beta <p>', 'risk of accepting the other', number, 0.1)
    .option('--outcomes <digits>', 'trials so far, in their order: 1 is a miss, 0 is none')
    .addHelpText(
      'after',
      `
Examples:
  $ garita stats sprt --p1 0.01 --p2 0.10 --alpha 0.05 --beta 0.10
  $ garita stats sprt --p1 0.05 --p2 0.15 --outcomes 0000100000000000`,
    )
    .action(async ({ json, outcomes, ...asked }: SprtOptions) => {
      const evaluation = await import('@garita/evaluation');
      const test = evaluation.sequentialTest(asked);
      const decided = outcomes === undefined ? null : evaluation.walkSequentialTest(test, eventsOf(outcomes));
      const found = { ...asked, ...test, averageTrials: evaluation.averageTrials(asked), outcome: decided };
      answer(
        json,
        found,
        sequentialInWords(found, (trials) => evaluation.decisionNumbers(test, trials)),
      );
    });
}

function eventsOf(outcomes: string): boolean[] {
  const digits = outcomes.replace(/[\s,]/g, '');
  if (!/^[01]*$/.test(digits)) throw new Failure('USAGE', '--outcomes is a row of 0 and 1');
  return [...digits].map((digit) => digit === '1');
}

interface RocOptions extends Json {
  readonly truth?: string;
  readonly scores?: string;
  readonly threat?: string;
  readonly confidence: number;
  readonly margin?: number;
}

function roc(): Command {
  return asking('roc')
    .description(
      'Area under the ROC curve of one device, or of two on the same objects and whether they differ (DeLong)',
    )
    .argument('<file>', 'CSV with a header: a column of truth, one or two of scores; higher scores are more suspicious')
    .option('--truth <column>', 'the column of truth; otherwise the one named truth, threat or label')
    .option(
      '--scores <columns>',
      'one or two columns of scores, with a comma between them; otherwise those that hold numbers',
    )
    .option('--threat <word>', 'what the truth says of an object with a threat; otherwise 1, true, yes or threat')
    .option('--confidence <c>', 'of the bounds', number, 0.95)
    .option('--margin <m>', 'ask, too, whether the first is not worse than the second by this much', number)
    .addHelpText(
      'after',
      `
A file:
  bag,truth,device a,device b
  1,1,0.92,0.71
  2,0,0.13,0.40

Examples:
  $ garita stats roc bags.csv
  $ garita stats roc bags.csv --truth threat --scores "device a,device b" --margin 0.05
  $ garita stats roc bags.csv --json | jq '.auc, .z, .p'`,
    )
    .action(async (file: string, { json, ...asked }: RocOptions) => {
      const [{ compareRoc, nonInferiority, rocArea }, { readScoreTable }] = await Promise.all([
        import('@garita/evaluation'),
        import('../score-table.ts'),
      ]);
      const { truth, truthColumn, scores } = await readScoreTable(file, { ...asked, scores: asked.scores?.split(',') });
      const [first, second] = scores;
      if (asked.margin !== undefined && !second) throw new Failure('USAGE', '--margin compares two columns of scores');
      const compared = first && second ? compareRoc(first.values, second.values, truth, asked.confidence) : null;
      const areas = compared
        ? [compared.first, compared.second]
        : scores.map(({ values }) => rocArea({ scores: values, truth }, asked.confidence));
      const found = {
        file,
        truth: truthColumn,
        threats: areas[0]?.threats ?? 0,
        clean: areas[0]?.clean ?? 0,
        confidence: asked.confidence,
        auc: areas.map(({ auc }) => auc),
        scores: areas.map(({ auc, standardError, bounds }, at) => ({
          column: scores[at]?.column ?? '',
          auc,
          standardError,
          lower: bounds?.lower ?? null,
          upper: bounds?.upper ?? null,
        })),
        difference: compared?.difference ?? null,
        standardError: compared?.standardError ?? null,
        lower: compared?.bounds?.lower ?? null,
        upper: compared?.bounds?.upper ?? null,
        z: compared?.z ?? null,
        p: compared?.p ?? null,
        nonInferiority:
          compared && asked.margin !== undefined
            ? { margin: asked.margin, ...nonInferiority(compared, asked.margin, asked.confidence) }
            : null,
      };
      answer(json, found, rocInWords(found));
    });
}

function asking(name: string): Command {
  return command(name).option('--json', 'answer as one line of JSON, numbers in full precision');
}

/** A number as it stands; whether it makes sense is for the question to say. */
function number(text: string): number {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text.trim()))
    throw new Failure('USAGE', `“${text}” is no number`);
  return Number(text);
}
