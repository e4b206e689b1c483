// Draws docs/images/terminal.svg and terminal.es.svg from a real run of the demo: npm run draw -w @garita/demo
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { renderView, SAMPLE_BORDER, startDemo, type ViewState } from '@garita/demo';
import { terminalSvg } from './terminal-svg.ts';

/** The tampered scan is the third of its lane; by then every lane has sent something. */
const RUN_MS = 40_000;
const SIZE = { columns: 132, rows: 34 };
const IMAGES = new URL('../../docs/images/', import.meta.url);
const TITLES = {
  en: 'The terminal view of the demo: two agencies, scans from capture to receipt, two in quarantine with their reasons',
  es: 'La vista en terminal de la demo: dos agencias, escaneos de la captura al acuse, dos en cuarentena con sus razones',
};

const folder = await mkdtemp(join(tmpdir(), 'garita-picture-'));
try {
  const demo = await startDemo({ folder: join(folder, 'demo') });
  await sleep(RUN_MS);
  for (const language of ['en', 'es'] as const) {
    const lines = renderView(await stateOf(language), SIZE);
    const name = language === 'en' ? 'terminal.svg' : 'terminal.es.svg';
    await writeFile(new URL(name, IMAGES), terminalSvg(lines, SIZE.columns, TITLES[language]));
  }
  await demo.stop();

  async function stateOf(language: 'es' | 'en'): Promise<ViewState> {
    const agencies = await Promise.all(
      demo.agencies.map(async ({ agency, name, url }) => {
        const { log } = await demo.status(agency);
        return { name: name[language], url, up: true, logSize: log.size, logCosigned: log.cosignedSize };
      }),
    );
    const walks = demo.walks.newest(200);
    return {
      agencies,
      walks,
      quarantined: demo.walks.quarantined(4),
      summary: demo.walks.summary(),
      receiptedPerMinute: demo.walks.receiptedPerMinute(Date.now()),
      medianMsToReceipt: demo.walks.medianMsToReceipt(),
      language,
      laneNames: new Map(
        [SAMPLE_BORDER.mx, SAMPLE_BORDER.us]
          .flatMap(({ register }) => register.sites)
          .flatMap(({ lanes, name }) =>
            lanes.map(({ id }) => [id, `${name[language]} · ${id.split('-').at(-1)}`] as const),
          ),
      ),
    };
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
