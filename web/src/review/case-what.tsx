import type { InspectionDetail, TrustListBody } from '@garita/api';
import type { ScanStatement } from '@garita/trust';
import type { ReactNode } from 'react';
import { useSession } from '../app/session.tsx';
import { useWords } from '../i18n/language.tsx';
import { useAgencyName } from '../ui/agency-name.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Fact } from '../ui/fact.tsx';
import { Hash } from '../ui/hash.tsx';
import { useNow } from '../ui/use-now.ts';
import { usePlaceNames } from '../ui/use-register.ts';
import { useTrustList } from '../ui/use-trust-list.ts';
import classes from './case-page.module.css';
import { CaseSection } from './case-section.tsx';

/** The object, its identifiers, and the device that scanned it with its standing. */
export function CaseWhat(props: {
  readonly detail: InspectionDetail;
  readonly statement: ScanStatement | undefined;
}): ReactNode {
  const { detail, statement } = props;
  const { say, formats } = useWords();
  const places = usePlaceNames();
  return (
    <CaseSection title={say('case.what')}>
      <dl className={classes.facts}>
        {detail.ids.map(({ type, value }) => (
          <Fact key={`${type} ${value}`} name={say(`id.${type}`)}>
            <span className={classes.identifier}>{value}</span>
          </Fact>
        ))}
        <Fact name={say('case.place')}>
          {places.site(detail.site)}, {places.lane(detail.lane)}
          {isDirection(detail.direction) && ` (${say(`direction.${detail.direction}`)})`}
        </Fact>
        <Fact name={say('case.device')}>{detail.device}</Fact>
        {statement && <Equipment detail={detail} configuration={statement.configuration} />}
        {statement && <Fact name={say('case.key')}>{say(`case.key.${statement.keyProtection}`)}</Fact>}
        {statement && (
          <Fact name={say('case.clock')}>
            {say('case.clock.says', {
              source:
                statement.clock.source === 'local' ? say('case.clock.local') : statement.clock.source.toUpperCase(),
              span: say('case.ms', { count: formats.number(statement.clock.uncertaintyMs) }),
            })}
          </Fact>
        )}
        <Fact name={say('case.scanId')}>
          <code>{detail.scanId}</code>
        </Fact>
        <Fact name={say('case.hash')}>
          <Hash value={detail.scan} characters={24} />
        </Fact>
      </dl>
    </CaseSection>
  );
}

const DIRECTIONS = ['northbound', 'southbound', 'inbound', 'outbound', 'internal', 'unknown'] as const;
function isDirection(value: string): value is (typeof DIRECTIONS)[number] {
  return (DIRECTIONS as readonly string[]).includes(value);
}

const TONE = {
  approved: 'good',
  conditional: 'attention',
  suspended: 'bad',
  refused: 'bad',
  expired: 'bad',
  unknown: 'bad',
} as const satisfies Readonly<Record<string, Tone>>;

/** The configuration by its name on our list; a partner's stands on the partner's. */
function Equipment(props: { readonly detail: InspectionDetail; readonly configuration: string }): ReactNode {
  const { detail, configuration } = props;
  const { say, formats, language } = useWords();
  const session = useSession();
  const nameOf = useAgencyName();
  const now = useNow(60_000);
  const { data } = useTrustList();
  if (detail.agency !== session.agency) {
    return (
      <Fact name={say('case.configuration')}>
        {configuration}
        <br />
        <span className={classes.quiet}>{say('case.standingTheirs', { agency: nameOf(detail.agency) })}</span>
      </Fact>
    );
  }
  const listed = data?.configurations.find(({ id }) => id === configuration);
  const standing = standingOf(listed, now);
  return (
    <>
      <Fact name={say('case.configuration')}>
        {listed ? listed.name[language] : configuration}
        {listed && <span className={classes.quiet}> {`${listed.maker}, ${listed.model}`}</span>}
      </Fact>
      {data && (
        <Fact name={say('case.standing')}>
          <Badge tone={TONE[standing]}>{say(`standing.${standing}`)}</Badge>{' '}
          {listed?.approvedUntil != null && say('case.standingUntil', { day: formats.day(listed.approvedUntil) })}
          {listed?.reasons.map((reason) => (
            <p key={reason.code}>{reason[language]}</p>
          ))}
        </Fact>
      )}
    </>
  );
}

function standingOf(listed: TrustListBody['configurations'][number] | undefined, now: number): keyof typeof TONE {
  if (!listed) return 'unknown';
  if (listed.status === 'removed') return 'refused';
  const hasExpired = listed.approvedUntil !== null && listed.approvedUntil < now;
  return hasExpired && (listed.status === 'approved' || listed.status === 'conditional') ? 'expired' : listed.status;
}
