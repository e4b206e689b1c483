import type { LaneFlow, ListedConfigurationBody, TrustListBody } from '@garita/api';
import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { useNow } from '../../ui/use-now.ts';
import { usePlaceNames } from '../../ui/use-register.ts';
import classes from './devices-page.module.css';

const TONE: Readonly<Record<ListedConfigurationBody['status'] | 'active', Tone>> = {
  active: 'good',
  approved: 'good',
  conditional: 'attention',
  suspended: 'bad',
  removed: 'bad',
  refused: 'bad',
};
const LANE_TONE: Readonly<Record<LaneFlow['state'], Tone>> = {
  up: 'good',
  silent: 'attention',
  unknown: 'quiet',
  'not-live': 'quiet',
};

/** A model in a configuration, why it is believed or not, and its devices. */
export function ConfigurationDevices(props: {
  readonly configuration: ListedConfigurationBody;
  readonly devices: TrustListBody['devices'];
  readonly lanes: readonly LaneFlow[];
  readonly pointed: string;
}): ReactNode {
  const { say, language, formats } = useWords();
  const { configuration, devices, lanes, pointed } = props;
  return (
    <section className={classes.configuration}>
      <header>
        <h2>
          <Link to="/equipment/configurations/$id" params={{ id: configuration.id }}>
            {configuration.name[language]}
          </Link>
        </h2>
        <Badge tone={TONE[configuration.status]}>{say(`equipment.status.${configuration.status}`)}</Badge>
        {configuration.approvedUntil !== null && (
          <span className={classes.quiet}>
            {say('equipment.until', { day: formats.day(configuration.approvedUntil) })}
          </span>
        )}
      </header>
      <p className={classes.quiet}>
        {configuration.maker} · {configuration.model} · <code>{configuration.id}</code>
      </p>
      {configuration.reasons.map((reason) => (
        <p key={reason.code} className={classes.reason}>
          {reason[language]} <code>{reason.code}</code>
        </p>
      ))}
      {devices.length === 0 ? (
        <p className={classes.quiet}>{say('equipment.noDevices')}</p>
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              {(['device', 'serial', 'place', 'status', 'lane', 'hour', 'why'] as const).map((column) => (
                <Table.Th key={column}>{say(`equipment.column.${column}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {devices.map((device) => (
              <Device
                key={device.id}
                device={device}
                lane={lanes.find((one) => one.lane === device.lane)}
                isPointed={device.id === pointed}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}

function Device(props: {
  readonly device: TrustListBody['devices'][number];
  readonly lane: LaneFlow | undefined;
  readonly isPointed: boolean;
}): ReactNode {
  const { say, language, formats } = useWords();
  const places = usePlaceNames();
  const now = useNow();
  const { device, lane, isPointed } = props;
  return (
    <Table.Tr id={device.id} data-pointed={isPointed || undefined} className={classes.device ?? ''}>
      <Table.Th scope="row">
        <Link to="/equipment/devices/$id" params={{ id: device.id }}>
          <code>{device.id}</code>
        </Link>
      </Table.Th>
      <Table.Td>{device.serial}</Table.Td>
      <Table.Td>{places.site(device.site)}</Table.Td>
      <Table.Td>
        <Badge tone={TONE[device.status]}>{say(`equipment.status.${device.status}`)}</Badge>
      </Table.Td>
      <Table.Td>
        {lane ? (
          <>
            <Badge tone={LANE_TONE[lane.state]}>{say(`supervision.lane.${lane.state}`)}</Badge>{' '}
            {lane.lastScanAt !== null && (
              <span className={classes.quiet}>
                {say('supervision.lastScan', { span: formats.span(now - lane.lastScanAt) })}
              </span>
            )}
          </>
        ) : (
          <span className={classes.quiet}>{say('app.unknown')}</span>
        )}
      </Table.Td>
      <Table.Td>
        {lane && formats.number(lane.admittedLastHour)}
        {lane && lane.quarantinedLastHour > 0 && (
          <>
            {' · '}
            <Link to="/quarantine" search={{ device: device.id }}>
              {say('equipment.quarantined', { count: formats.number(lane.quarantinedLastHour) })}
            </Link>
          </>
        )}
      </Table.Td>
      <Table.Td>
        {device.reasons.map((reason) => reason[language]).join(' ')}
        {device.compromisedSince !== null &&
          ` ${say('equipment.compromised', { when: formats.moment(device.compromisedSince) })}`}
      </Table.Td>
    </Table.Tr>
  );
}
