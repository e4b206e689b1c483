// A demo with its web application, and a real browser that looks at it, for the end-to-end tests of the desk.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { DemoAgency } from '../demo/src/create-demo.ts';
import { type DemoOptions, type RunningDemo, startDemo } from '../demo/src/start-demo.ts';
import { launchBrowser } from '../web/testing/browser.ts';
import { copyDemo } from './demo-template.fixture.ts';

export type Language = 'es' | 'en';

export interface Desk {
  readonly demo: RunningDemo;
  readonly browser: Browser;
  /** A new person at a new browser, on the agency's first page. */
  visitor(agency: DemoAgency, language: Language, options?: VisitorOptions): Promise<Page>;
  /** The same, signed in by one click on the sign-in page. */
  signedIn(agency: DemoAgency, language: Language, person: string, options?: VisitorOptions): Promise<Page>;
  /** Keeps what the page looks like; the folder is named by GARITA_SCREENSHOTS. */
  picture(page: Page, name: string): Promise<void>;
  address(agency: DemoAgency): string;
  /** What pages threw, or were refused by their own Content-Security-Policy; a test that leaves any has failed. */
  readonly problems: string[];
  close(): Promise<void>;
}

export interface VisitorOptions {
  readonly width?: number;
  readonly height?: number;
}

const PICTURES = process.env.GARITA_SCREENSHOTS ?? fileURLToPath(new URL('../.garita/screenshots', import.meta.url));

/** `basePort`: each file of tests has its own, as they run side by side. */
export async function openDesk(name: string, basePort: number, options: Partial<DemoOptions> = {}): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), `garita-desk-${name}-`));
  await mkdir(PICTURES, { recursive: true });
  await copyDemo(folder);
  const [demo, browser] = await Promise.all([startDemo({ folder, basePort, ...options }), launchBrowser()]);
  const contexts: BrowserContext[] = [];
  const problems: string[] = [];
  const address = (agency: DemoAgency) => {
    const url = demo.agencies.find((one) => one.agency === agency)?.url;
    if (url === undefined) throw new Error(`no agency ${agency}`);
    return url;
  };
  const visitor: Desk['visitor'] = async (agency, language, { width = 1440, height = 900 } = {}) => {
    const context = await browser.newContext({
      locale: language === 'es' ? 'es-MX' : 'en-US',
      timezoneId: 'America/Matamoros',
      viewport: { width, height },
      reducedMotion: 'reduce',
    });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => problems.push(error.stack ?? error.message));
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) problems.push(message.text());
    });
    await page.goto(address(agency));
    return page;
  };
  return {
    demo,
    browser,
    visitor,
    address,
    problems,
    async signedIn(agency, language, person, options = {}) {
      const page = await visitor(agency, language, options);
      await page.goto(`${address(agency)}/sign-in`);
      await page.locator(`[data-demo-account="${person}"]`).click();
      await page.waitForURL((url) => url.pathname !== '/sign-in');
      return page;
    },
    async picture(page, name) {
      await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' });
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close()));
      await browser.close();
      await demo.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds against WCAG 2.2 A and AA on the page as it is, a line each. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  // By the page's own debugger: its Content-Security-Policy rightly refuses a script tag.
  await page.evaluate(axe.source);
  const violations = (await page.evaluate(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  }).then(({ violations }) => violations)`)) as readonly Violation[];
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) =>
      `${id}: ${help}: ${html.slice(0, 250)} ${failureSummary ?? ''}`.slice(0, 600),
    ),
  );
}
