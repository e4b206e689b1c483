import type { RoleBody } from '@garita/api';

type Page = '/worklist' | '/supervision' | '/sharing' | '/equipment' | '/log-book' | '/accounts' | '/overview';

// In this order: whoever has several roles begins where most waits for them.
const FIRST: readonly (readonly [RoleBody, Page])[] = [
  ['analyst', '/worklist'],
  ['supervisor', '/supervision'],
  ['exchange-officer', '/sharing'],
  ['equipment-authority', '/equipment'],
  ['evaluator', '/equipment'],
  ['auditor', '/log-book'],
  ['administrator', '/accounts'],
  ['official', '/overview'],
];

/** Where somebody with these roles begins. */
export function firstPage(roles: readonly RoleBody[]): Page {
  return FIRST.find(([role]) => roles.includes(role))?.[1] ?? '/overview';
}

/**
 * The wish `to` of an address, when it is a path of this application: anybody can make a link that signs somebody in and
 * then leads away.
 */
export function ownPath(to: string | undefined): string | undefined {
  if (to === undefined || !/^\/(?![/\\])[\x20-\x7e]{0,500}$/.test(to) || to.startsWith('/sign-in')) return undefined;
  const url = new URL(to, 'http://here.invalid');
  return url.origin === 'http://here.invalid' ? to : undefined;
}
