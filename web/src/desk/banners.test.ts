import type { EquipmentFlag, PictureBody } from '@garita/api';
import { describe, expect, it } from 'vitest';
import { findingsOf, type NoticeFacts, noticesOf } from './banners.ts';
import type { LoadedObject, LoadedView } from './loaded-view.ts';

const object: LoadedObject = {
  object: 0,
  label: 'single',
  sha256: '0'.repeat(64),
  size: 10,
  received: 10,
  state: 'verified',
};
const energy = { object: 0, sha256: object.sha256, size: 10, label: 'single', kvp: null, preview: null } as const;
const signal = { kind: 'unknown', air: null, airBasis: null, perUnit: null } as const;
const view: LoadedView = {
  scan: 'a'.repeat(64),
  index: 0,
  view: {
    name: '',
    kind: 'radiograph',
    rows: 2,
    columns: 5,
    frames: 1,
    spacing: null,
    synthetic: false,
    energies: [{ ...energy, signal }],
  },
  stage: 'full',
  objects: [object],
  findings: [],
  lost: [],
};
const picture: PictureBody = {
  scan: view.scan,
  state: 'ready',
  views: [view.view],
  marks: [],
  machineAlarm: null,
  radiation: [],
  notShown: [],
  thumbnail: null,
};
const calm: NoticeFacts = { views: [view], picture, scan: undefined, flags: [], reasons: [], heldBy: undefined };
const codes = (facts: Partial<NoticeFacts>) => noticesOf({ ...calm, ...facts }).map(({ code }) => code);

describe('what is said about an image', () => {
  it('is nothing when all of it is there and is what was signed', () => {
    expect(noticesOf(calm)).toEqual([]);
  });

  it('says that the equipment is not trusted, and mildly that it is again', () => {
    const flag: EquipmentFlag = {
      ...{
        agency: 'mx',
        subject: { kind: 'device' as const, id: 'xr-1' },
        reason: 'UNDER_INQUIRY',
        state: 'suspended' as const,
      },
      ...{ words: { es: '', en: '' }, since: 1, compromisedSince: null, restoredAt: null, decision: 'a'.repeat(64) },
    };
    const restored = { ...flag, restoredAt: 2 };
    expect(codes({ flags: [restored, flag] })).toEqual(['equipment']);
    expect(codes({ flags: [restored] })).toEqual(['equipment-restored']);
  });

  it('is nothing while it only loads: the frame state says that', () => {
    expect(codes({ reasons: ['tile-loading'] })).toEqual([]);
  });

  it('names every reason why a frame is not complete, once', () => {
    const reasons = ['tile-failed', 'tile-loading', 'samples-absent', 'tile-failed'] as const;
    expect(noticesOf({ ...calm, reasons })).toEqual([
      { code: 'incomplete', reasons: ['tile-failed', 'samples-absent'] },
    ]);
  });

  it('says once that only a preview is there', () => {
    const image = {} as LoadedView['image'];
    const views = [{ ...view, stage: 'failed' as const, ...(image && { image }) }];
    expect(codes({ views, reasons: ['tile-failed'] })).toEqual(['preview-only']);
  });

  it('begins with what must stop a decision', () => {
    const views = [{ ...view, stage: 'failed' as const, objects: [{ ...object, state: 'mismatch' as const }] }];
    const scan = { state: 'quarantined' as const, objects: [] };
    expect(codes({ views, scan, reasons: ['context-lost'], heldBy: 'luis' })).toEqual([
      'mismatch',
      'quarantined',
      'incomplete',
      'read-only',
    ]);
  });

  it('says when slices are lost, files are no image, or the image is computed', () => {
    const views = [{ ...view, lost: [3, 4] }];
    const notShown = [{ object: 2, name: 'side.dcs', code: 'PICTURE_UNSUPPORTED', detail: '' }];
    const synthetic = [{ ...view.view, synthetic: true }];
    expect(codes({ views, picture: { ...picture, notShown, views: synthetic } })).toEqual([
      'lost-frames',
      'not-shown',
      'synthetic',
    ]);
  });

  it('does not warn of reports and truths, which are no pictures', () => {
    const notShown = ['PICTURE_REPORT_APART', 'PICTURE_TRUTH_WITHHELD'].map((code, at) => ({
      object: at,
      name: `file ${at}`,
      code,
      detail: '',
    }));
    expect(codes({ picture: { ...picture, notShown } })).toEqual([]);
  });

  it('counts what the structure check said; of a scan nobody checked, what was met while reading', () => {
    const found = { code: 'X', severity: 'warning', detail: 'y' };
    const whole = { index: 1, role: 'image', mediaType: '', name: '', size: 1, sha256: object.sha256 };
    const scan = { state: 'admitted' as const, objects: [{ ...whole, findings: [found, found] }] };
    expect(findingsOf([view], scan)).toHaveLength(2);
    expect(noticesOf({ ...calm, scan })).toEqual([{ code: 'findings', count: 2 }]);
    expect(findingsOf([view], undefined)).toEqual([]);
  });
});
