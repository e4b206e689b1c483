import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { readCalendarSearch } from '../equipment/calendar/calendar-search.ts';
import { readInstalledSearch } from '../equipment/installed/installed-search.ts';
import { readRegisterSearch } from '../equipment/register/register-search.ts';
import { Loading } from '../ui/loading.tsx';
import { NotFound } from './not-found.tsx';
import { RouteFailure } from './route-failure.tsx';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: RouteFailure });
const under = <Path extends string>(path: Path) => ({ getParentRoute: () => root, path });

// Each room is loaded when somebody goes there: the first page needs neither image engine nor map.
const home = createRoute({
  ...under('/'),
  component: lazyRouteComponent(() => import('../flow/home-page.tsx'), 'HomePage'),
});
const signIn = createRoute({
  ...under('/sign-in'),
  validateSearch: (search): { readonly to?: string } => (typeof search.to === 'string' ? { to: search.to } : {}),
  component: lazyRouteComponent(() => import('../people/sign-in-page.tsx'), 'SignInPage'),
});
const account = createRoute({
  ...under('/account'),
  component: lazyRouteComponent(() => import('../people/account-page.tsx'), 'AccountPage'),
});
const accounts = createRoute({
  ...under('/accounts'),
  component: lazyRouteComponent(() => import('../people/accounts-page.tsx'), 'AccountsPage'),
});

/** Filters of the worklist: kept in the address, so that a view can be sent to somebody. */
export interface WorklistSearch {
  readonly state?: 'waiting' | 'claimed' | 'decided';
  readonly q?: string;
  readonly site?: string;
  readonly lane?: string;
  readonly kind?: string;
  readonly origin?: 'own' | 'partner';
  readonly alarm?: 'machine' | 'radiation' | 'any';
}
const one = <Value extends string>(value: unknown, of: readonly Value[]) => of.find((known) => known === value);
const short = (value: unknown) =>
  (typeof value === 'string' || typeof value === 'number') && value !== '' ? String(value).slice(0, 64) : undefined;
/** A side of the review desk: a kind and an id. */
const side = (value: unknown) => (typeof value === 'string' && value !== '' ? value.slice(0, 90) : undefined);
/** What a new record begins with. */
interface NewRecordSearch {
  readonly kind?: 'supplier' | 'model' | 'configuration' | 'device' | 'laboratory' | 'assertion';
  readonly parent?: string;
  readonly aboutKind?: 'supplier' | 'configuration';
  readonly about?: string;
}
interface ReviewSearch {
  readonly requirement?: string;
  readonly left?: string;
  readonly right?: string;
}
const worklist = createRoute({
  ...under('/worklist'),
  validateSearch: (search): WorklistSearch =>
    defined({
      state: one(search.state, ['waiting', 'claimed', 'decided']),
      q: short(search.q),
      site: short(search.site),
      lane: short(search.lane),
      kind: short(search.kind),
      origin: one(search.origin, ['own', 'partner']),
      alarm: one(search.alarm, ['machine', 'radiation', 'any']),
    }),
  component: lazyRouteComponent(() => import('../review/worklist-page.tsx'), 'WorklistPage'),
});
const desk = createRoute({
  ...under('/desk/$scan'),
  component: lazyRouteComponent(() => import('../desk/desk-page.tsx'), 'DeskPage'),
});
const caseRoute = createRoute({
  ...under('/cases/$scan'),
  component: lazyRouteComponent(() => import('../review/case-page.tsx'), 'CasePage'),
});
const sharing = createRoute({
  ...under('/sharing'),
  validateSearch: (search): { readonly tab?: string } => defined({ tab: short(search.tab) }),
  component: lazyRouteComponent(() => import('../exchange/sharing-page.tsx'), 'SharingPage'),
});
const quarantine = createRoute({
  ...under('/quarantine'),
  validateSearch: (search): { readonly scan?: string; readonly device?: string } =>
    defined({ scan: short(search.scan), device: short(search.device) }),
  component: lazyRouteComponent(() => import('../ingest/quarantine-page.tsx'), 'QuarantinePage'),
});
const register = createRoute({
  ...under('/equipment'),
  validateSearch: readRegisterSearch,
  component: lazyRouteComponent(() => import('../equipment/register/register-page.tsx'), 'RegisterPage'),
});
const configuration = createRoute({
  ...under('/equipment/configurations/$id'),
  validateSearch: (search): { readonly evaluation?: string } => defined({ evaluation: short(search.evaluation) }),
  component: lazyRouteComponent(() => import('../equipment/configuration/configuration-page.tsx'), 'ConfigurationPage'),
});
const device = createRoute({
  ...under('/equipment/devices/$id'),
  component: lazyRouteComponent(() => import('../equipment/device/device-page.tsx'), 'DevicePage'),
});
const calendar = createRoute({
  ...under('/equipment/calendar'),
  validateSearch: readCalendarSearch,
  component: lazyRouteComponent(() => import('../equipment/calendar/calendar-page.tsx'), 'CalendarPage'),
});
const installed = createRoute({
  ...under('/equipment/installed'),
  validateSearch: readInstalledSearch,
  component: lazyRouteComponent(() => import('../equipment/installed/installed-page.tsx'), 'InstalledPage'),
});
const devices = createRoute({
  ...under('/equipment/devices'),
  component: lazyRouteComponent(() => import('../equipment/devices/devices-page.tsx'), 'DevicesPage'),
});
// Where the devices stood before; links that people kept lead on.
const formerDevices = createRoute({
  ...under('/devices'),
  beforeLoad: ({ location }) => {
    throw redirect({ to: '/equipment/devices', hash: location.hash, replace: true });
  },
});
const newRecord = createRoute({
  ...under('/equipment/new'),
  validateSearch: (search): NewRecordSearch =>
    defined({
      kind: one(search.kind, ['supplier', 'model', 'configuration', 'device', 'laboratory', 'assertion']),
      parent: short(search.parent),
      aboutKind: one(search.aboutKind, ['supplier', 'configuration']),
      about: short(search.about),
    }),
  component: lazyRouteComponent(() => import('../equipment/forms/new-page.tsx'), 'NewRecordPage'),
});
const editRecord = createRoute({
  ...under('/equipment/records/$kind/$id'),
  validateSearch: (search): { readonly saved?: boolean } => (search.saved === true ? { saved: true } : {}),
  component: lazyRouteComponent(() => import('../equipment/forms/edit-page.tsx'), 'EditRecordPage'),
});
const evidenceReview = createRoute({
  ...under('/equipment/configurations/$id/review'),
  validateSearch: (search): ReviewSearch =>
    defined({ requirement: short(search.requirement), left: side(search.left), right: side(search.right) }),
  component: lazyRouteComponent(() => import('../equipment/evaluate/review-page.tsx'), 'ReviewPage'),
});
const decideConfiguration = createRoute({
  ...under('/equipment/configurations/$id/decide'),
  component: lazyRouteComponent(() => import('../equipment/decide/decide-page.tsx'), 'DecideConfigurationPage'),
});
const decideDevice = createRoute({
  ...under('/equipment/devices/$id/decide'),
  component: lazyRouteComponent(() => import('../equipment/decide/decide-page.tsx'), 'DecideDevicePage'),
});
const briefing = createRoute({
  ...under('/equipment/configurations/$id/briefing'),
  component: lazyRouteComponent(() => import('../equipment/briefing/briefing-page.tsx'), 'BriefingPage'),
});
const signing = createRoute({
  ...under('/equipment/signing'),
  component: lazyRouteComponent(() => import('../equipment/signing/signing-page.tsx'), 'SigningPage'),
});
const log = createRoute({
  ...under('/log-book'),
  component: lazyRouteComponent(() => import('../log/log-page.tsx'), 'LogPage'),
});
const alarms = createRoute({
  ...under('/alarms'),
  component: lazyRouteComponent(() => import('../flow/alarms-page.tsx'), 'AlarmsPage'),
});
const supervisor = createRoute({
  ...under('/supervision'),
  component: lazyRouteComponent(() => import('../flow/supervisor-page.tsx'), 'SupervisorPage'),
});
const officials = createRoute({
  ...under('/overview'),
  component: lazyRouteComponent(() => import('../consultation/officials-page.tsx'), 'OfficialsPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    signIn,
    account,
    accounts,
    worklist,
    desk,
    caseRoute,
    sharing,
    quarantine,
    register,
    configuration,
    device,
    calendar,
    installed,
    devices,
    formerDevices,
    newRecord,
    editRecord,
    evidenceReview,
    decideConfiguration,
    decideDevice,
    briefing,
    signing,
    log,
    alarms,
    supervisor,
    officials,
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    readonly router: typeof router;
  }
}

type Defined<Value> = { readonly [Key in keyof Value]?: Exclude<Value[Key], undefined> };

/** Leaves out what is undefined, so that the address carries no empty names. */
function defined<Value extends object>(value: Value): Defined<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Defined<Value>;
}
