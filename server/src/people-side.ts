import { trustCrypto } from '@garita/node-crypto';
import type { AgencyFolder } from './agency-folder.ts';
import { type Accounts, openAccounts } from './people/accounts.ts';
import { type ApiKeys, apiKeys } from './people/api-keys.ts';
import { readDemoAccounts } from './people/demo-accounts.ts';
import { type Enrolment, enrolment } from './people/enrolment.ts';
import { GuessLimit } from './people/guess-limit.ts';
import { openSessions, type Sessions } from './people/sessions.ts';
import type { Clock } from './ports/clock.ts';
import type { Database } from './ports/database.ts';

/** Who may come in, and by what: keys, codes, accounts and sessions. */
export interface PeopleSide {
  readonly database: Database;
  readonly clock: Clock;
  readonly keys: ApiKeys;
  /** Where the one-time administrator code is. */
  readonly file: string;
  readonly enrolment: Enrolment;
  readonly guesses: GuessLimit;
  /** None outside a demonstration. */
  readonly demoPeople: Awaited<ReturnType<typeof readDemoAccounts>>;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
}

/** Throws FOLDER_DAMAGED. */
export async function openPeopleSide(folder: AgencyFolder, database: Database, clock: Clock): Promise<PeopleSide> {
  const { paths, settings } = folder;
  const { agency } = settings;
  const demoPeople = await readDemoAccounts(settings, paths);
  return {
    database,
    clock,
    keys: apiKeys({ database, clock, agency }),
    file: paths.administratorCode,
    enrolment: enrolment({
      crypto: trustCrypto,
      database,
      clock,
      agency,
      root: folder.root,
      deviceCa: folder.deviceCa,
      sample: settings.sample,
      descriptor: () => folder.descriptorBytes,
      issue: (device, subjectKey) => folder.issueDevice(device, subjectKey, clock.now()),
    }),
    guesses: new GuessLimit(clock),
    demoPeople,
    accounts: openAccounts({ database, clock, agency, demoPeople }),
    sessions: openSessions({ database, clock, demoPeople }),
  };
}
