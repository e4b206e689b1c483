import type { Block, Text } from '../../report/report.ts';
import { allOf, oneOf } from './kept-of.ts';
import { usesOf } from './known-of-view.ts';
import type { Pen } from './pen.ts';
import { LISTED_AS, TYPES } from './vocabulary.ts';

/** What the configuration is made of, and where it stands. */
export function whatItIs(pen: Pen): Block[] {
  const { formats, say, view } = pen;
  const { credential, line, onTrustList } = view;
  const { body, id } = oneOf('configuration', view.configuration);
  const software = body.software.map(
    ({ name, sha256, version }): Text => [
      `${name} ${version}`,
      {
        text: sha256 === null ? say(' (sin huella declarada)', ' (no hash declared)') : ` SHA-256 ${sha256}`,
        quiet: true,
      },
    ],
  );
  const page = {
    text: say('su página en el servidor', 'its page on the server'),
    to: pen.page(`/equipment/configurations/${id}`),
  };
  const rows: { label: string; value: readonly Text[] }[] = [
    {
      label: say('Equipo', 'Equipment'),
      value: [[`${line.maker}, ${line.model}, `, say('tipo: ', 'type: '), pen.in(TYPES[line.type])]],
    },
    { label: say('Configuración', 'Configuration'), value: [[id, ' · ', page]] },
    { label: 'Hardware', value: [[body.hardware]] },
    { label: 'Software', value: software.length > 0 ? software : [[say('Ninguno declarado.', 'None declared.')]] },
    { label: say('Cómo se usa', 'How it is used'), value: [[pen.in(body.conceptOfOperations)]] },
    { label: say('Usos pedidos', 'Uses asked for'), value: [[usesOf(pen)]] },
    {
      label: say('Instalada', 'Installed'),
      value: installed(pen),
    },
    {
      label: say('Lista de confianza', 'Trust list'),
      value: [
        onTrustList
          ? [
              say('Versión ', 'Version '),
              pen.figure(formats.number(onTrustList.version), [], 'trust-list'),
              `: ${listedAs(pen, onTrustList.status)}`,
              ...(onTrustList.approvedUntil === null
                ? []
                : [say(', hasta el ', ', until '), pen.day(onTrustList.approvedUntil, 'trust-list')]),
              '.',
            ]
          : [say('La lista en vigor no la nombra.', 'The list in force does not name it.')],
      ],
    },
    {
      label: say('Credencial', 'Credential'),
      value: [
        credential
          ? [
              say('Vale del ', 'Valid from '),
              pen.day(credential.validFrom, 'credential'),
              say(' al ', ' to '),
              pen.day(credential.validUntil, 'credential'),
              say(', firmada por ', ', signed by '),
              `${formats.list(credential.signers.map(pen.person))}.`,
            ]
          : [say('No se ha emitido ninguna.', 'None was issued.')],
      ],
    },
  ];
  if (body.parent !== null)
    rows.push({
      label: say('Cambia a', 'Changes'),
      value: [[body.parent], ...(body.change ? [[pen.in(body.change)]] : [])],
    });
  if (view.children.length > 0)
    rows.push({ label: say('Cambios posteriores', 'Later changes'), value: [[formats.list(view.children)]] });
  return [
    { kind: 'heading', level: 1, text: say('Qué es y dónde está', 'What it is and where it stands') },
    { kind: 'facts', title: say('La configuración', 'The configuration'), rows },
  ];
}

function listedAs(pen: Pen, status: string): string {
  const words = LISTED_AS[status];
  return words ? pen.in(words) : status;
}

/** How many stand where; a device by itself is the register's matter. */
function installed(pen: Pen): Text[] {
  const { formats, say, view } = pen;
  const devices = allOf('device', view.devices).filter(({ body }) => body.state === 'installed');
  if (devices.length === 0) return [[say('En ningún sitio.', 'Nowhere.')]];
  const bySite = Map.groupBy(devices, ({ body }) => body.site);
  return [...bySite].map(([site, there]) => {
    const name = pen.siteName(site);
    const lanes = formats.list(
      there.map(
        ({ body, id }) => `${id} (${say('serie', 'serial')} ${body.serial}, ${say('carril', 'lane')} ${body.lane})`,
      ),
    );
    return [`${name ? pen.in(name) : site}: `, { text: lanes, quiet: true }];
  });
}
