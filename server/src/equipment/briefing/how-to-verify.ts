import type { Block, Text } from '../../report/report.ts';
import type { Pen } from './pen.ts';

/** How somebody who trusts neither this server nor this paper finds out for themselves. */
export function howToVerify(pen: Pen): Block[] {
  const { agency, formats, say, view } = pen;
  const { credential, line, onTrustList } = view;
  const root = `${agency.id}-root.crt`;
  const descriptor = `${agency.id}-descriptor.cose`;
  const at = (path: string) => ({ text: new URL(path, pen.url).href, to: pen.page(path) });
  const items: Text[] = [
    [
      say(
        `Tenga el certificado raíz de la agencia (${root}) por un camino propio, y su descriptor (${descriptor}), que dice qué llaves firman.`,
        `Have the agency’s root certificate (${root}) by a way of your own, and its descriptor (${descriptor}), which says whose keys sign.`,
      ),
    ],
    credential
      ? [
          say('Descargue la credencial (', 'Download the credential ('),
          at(`/trust/credentials/${line.configuration}`),
          say(') y la lista de estados (', ') and the status list ('),
          at('/trust/status-list'),
          say('), y sin conexión: ', '), and offline: '),
          {
            text: `garita verify ${line.configuration}.vc.cose --root ${root} --descriptor ${descriptor} --status status-list.cose`,
            bold: true,
          },
        ]
      : [
          say(
            'No hay credencial que comprobar: no hay aprobación en vigor.',
            'There is no credential to check: no approval is in force.',
          ),
        ],
    [
      say(
        'La lista de confianza, que es lo que obedece la entrada: ',
        'The trust list, which is what the gate obeys: ',
      ),
      at('/trust/trust-list'),
      say(', y sin conexión: ', ', and offline: '),
      { text: `garita verify trust-list.cose --root ${root} --descriptor ${descriptor}`, bold: true },
    ],
    [
      say(
        'Cada huella de este informe es la de los bytes que entrega la dirección a la que lleva; calcúlela con cualquier programa de SHA-256. La bitácora pública la nombra en la entrada indicada, y la contraparte la atestigua: ',
        'Each hash in this briefing is that of the bytes which its address gives; reckon it with any program for SHA-256. The public log names it in the entry given, and the partner witnesses the log: ',
      ),
      at('/log'),
    ],
  ];
  return [
    { kind: 'heading', level: 1, text: say('Cómo comprobarlo', 'How to check it'), entry: 'trust-list' },
    {
      kind: 'paragraph',
      text: onTrustList
        ? [
            say('La lista de confianza en vigor es la versión ', 'The trust list in force is version '),
            formats.number(onTrustList.version),
            '.',
          ]
        : [
            say(
              'La lista de confianza en vigor no nombra esta configuración.',
              'The trust list in force does not name this configuration.',
            ),
          ],
    },
    { kind: 'list', items },
  ];
}
