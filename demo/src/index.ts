export { type DemoAgency, demoPaths } from './create-demo.ts';
export { SAMPLE_BORDER } from './sample-border.ts';
export type { Walk } from './scan-walks.ts';
export { type DemoOptions, type RunningDemo, startDemo, type WebEvent } from './start-demo.ts';
export { colourView, isReason, renderStep, renderView, type ViewState } from './terminal-view.ts';
