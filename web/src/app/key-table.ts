/**
 * Every key of the application, in one place: the handlers, the sheet (`?`), the hints on buttons and the tests all read
 * this table. No key means two things where both can be meant, and none is a browser's.
 */
export const KEY_TABLE = [
  { id: 'help', scope: 'everywhere', keys: ['?'] },
  { id: 'language', scope: 'everywhere', keys: ['i'] },
  { id: 'go-home', scope: 'everywhere', keys: ['g h'] },
  { id: 'go-worklist', scope: 'everywhere', keys: ['g w'] },
  { id: 'go-supervisor', scope: 'everywhere', keys: ['g s'] },
  { id: 'go-sharing', scope: 'everywhere', keys: ['g x'] },
  { id: 'go-quarantine', scope: 'everywhere', keys: ['g q'] },
  { id: 'go-equipment', scope: 'everywhere', keys: ['g e'] },
  { id: 'go-log', scope: 'everywhere', keys: ['g l'] },
  { id: 'go-alarms', scope: 'everywhere', keys: ['g a'] },
  { id: 'go-officials', scope: 'everywhere', keys: ['g o'] },
  { id: 'go-signing', scope: 'everywhere', keys: ['g f'] },
  { id: 'search', scope: 'worklist', keys: ['/'] },
  { id: 'claim-next', scope: 'everywhere', keys: ['q'] },
  { id: 'row-down', scope: 'worklist', keys: ['j', 'ArrowDown'] },
  { id: 'row-up', scope: 'worklist', keys: ['k', 'ArrowUp'] },
  { id: 'row-open', scope: 'worklist', keys: ['Enter'] },
  { id: 'show-new', scope: 'worklist', keys: ['n'] },
  { id: 'plain', scope: 'desk', keys: ['Escape'] },
  { id: 'colour', scope: 'desk', keys: ['c'] },
  { id: 'grey', scope: 'desk', keys: ['b'] },
  { id: 'inverse', scope: 'desk', keys: ['n'] },
  { id: 'high-penetration', scope: 'desk', keys: ['h'] },
  { id: 'low-penetration', scope: 'desk', keys: ['l'] },
  { id: 'organic-only', scope: 'desk', keys: ['o'] },
  { id: 'inorganic-only', scope: 'desk', keys: ['m'] },
  { id: 'edge', scope: 'desk', keys: ['e'] },
  { id: 'palette', scope: 'desk', keys: ['p'] },
  { id: 'gamma-down', scope: 'desk', keys: ['[', ','] },
  { id: 'gamma-up', scope: 'desk', keys: [']', '.'] },
  { id: 'window', scope: 'desk', keys: ['w'] },
  { id: 'zoom-in', scope: 'desk', keys: ['+', '='] },
  { id: 'zoom-out', scope: 'desk', keys: ['-'] },
  { id: 'fit', scope: 'desk', keys: ['0'] },
  { id: 'full-size', scope: 'desk', keys: ['9'] },
  { id: 'magnifier', scope: 'desk', keys: ['z'] },
  { id: 'mirror', scope: 'desk', keys: ['f'] },
  { id: 'in-step', scope: 'desk', keys: ['v'] },
  { id: 'next-view', scope: 'desk', keys: ['Tab'] },
  { id: 'compare', scope: 'desk', keys: ['k'] },
  { id: 'measure', scope: 'desk', keys: ['Shift+M'] },
  { id: 'machine-marks', scope: 'desk', keys: ['t'] },
  { id: 'undo-display', scope: 'desk', keys: ['u'] },
  { id: 'redo-display', scope: 'desk', keys: ['Shift+U'] },
  { id: 'slice-up', scope: 'desk', keys: ['ArrowUp'] },
  { id: 'slice-down', scope: 'desk', keys: ['ArrowDown'] },
  { id: 'pan', scope: 'desk', keys: ['Shift+ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowUp', 'Shift+ArrowDown'] },
  { id: 'case', scope: 'desk', keys: ['x'] },
  { id: 'mark-box', scope: 'marks', keys: ['a'] },
  { id: 'mark-ellipse', scope: 'marks', keys: ['Shift+E'] },
  { id: 'mark-polygon', scope: 'marks', keys: ['Shift+P'] },
  { id: 'mark-remove', scope: 'marks', keys: ['Delete', 'Backspace'] },
  { id: 'mark-move', scope: 'chosen-mark', keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] },
  {
    id: 'mark-size',
    scope: 'chosen-mark',
    keys: ['Shift+ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowUp', 'Shift+ArrowDown'],
  },
  { id: 'decide-release', scope: 'decide', keys: ['1'] },
  { id: 'decide-refer', scope: 'decide', keys: ['2'] },
  { id: 'decide-hold', scope: 'decide', keys: ['3'] },
  { id: 'decide-rescan', scope: 'decide', keys: ['4'] },
  { id: 'decide-undo', scope: 'decide', keys: ['y'] },
  { id: 'give-back', scope: 'decide', keys: ['Shift+Q'] },
  { id: 'item-down', scope: 'equipment', keys: ['j', 'ArrowDown'] },
  { id: 'item-up', scope: 'equipment', keys: ['k', 'ArrowUp'] },
  { id: 'evaluate', scope: 'equipment', keys: ['e'] },
  { id: 'new-evidence', scope: 'equipment', keys: ['n'] },
  { id: 'new-finding', scope: 'equipment', keys: ['f'] },
  { id: 'swap-sides', scope: 'equipment', keys: ['x'] },
  { id: 'sign', scope: 'equipment', keys: ['s'] },
] as const;

export type KeyCommand = (typeof KEY_TABLE)[number]['id'];
export type KeyScope = (typeof KEY_TABLE)[number]['scope'];

/** Scopes whose commands can be meant at the same moment; each group must have no key twice. */
export const SCOPES_TOGETHER: readonly (readonly KeyScope[])[] = [
  ['everywhere', 'worklist'],
  ['everywhere', 'desk', 'marks', 'decide'],
  ['everywhere', 'equipment'],
  // Heard by the mark that has the keyboard, before anybody else.
  ['chosen-mark'],
];

export function keysOf(id: KeyCommand): readonly string[] {
  return KEY_TABLE.find((entry) => entry.id === id)?.keys ?? [];
}
