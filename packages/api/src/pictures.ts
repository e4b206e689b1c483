import { z } from 'zod';
import { count, hash, line } from './parts.ts';

/** A small 16-bit copy of an image: every `2^level`-th sample's neighbourhood by its mean, or its densest. Grey PNG. */
const preview = z.object({
  level: z.int().min(0).max(20),
  rows: count,
  columns: count,
  mean: hash,
  /** `null` where it is the mean. */
  densest: hash.nullable(),
  /** Stored 16-bit value to sample: `slope * stored + intercept`. */
  slope: z.number(),
  intercept: z.number(),
});

/**
 * What the samples mean; DICOS does not say what air is, so it is declared by the equipment or estimated, or unknown.
 * `air` is the sample where nothing is in the way. `perUnit` is how many samples make -ln T = 1, in a CT how many lie
 * between air and water.
 */
const signal = z.object({
  kind: z.enum(['transmission', 'attenuation', 'ct', 'unknown']),
  air: z.number().nullable(),
  airBasis: z.enum(['declared', 'estimated']).nullable(),
  perUnit: z.number().nullable(),
});

export const pictureEnergy = z.object({
  /** Index of the object in the statement. */
  object: count,
  sha256: hash,
  size: count,
  label: z.enum(['high', 'low', 'single']),
  /** Peak tube voltage or an accelerator's nominal potential, kV; `null` when the file does not say. */
  kvp: z.number().nullable(),
  signal,
  /** Of a volume the frame in the middle; `null` when none could be made. */
  preview: preview.nullable(),
});

export const pictureView = z.object({
  /** As the file names it, or empty. */
  name: line,
  kind: z.enum(['radiograph', 'volume']),
  rows: count,
  columns: count,
  frames: count,
  spacing: z.object({ rowMm: z.number(), columnMm: z.number(), basis: z.enum(['calibrated', 'declared']) }).nullable(),
  synthetic: z.boolean(),
  energies: z.array(pictureEnergy).min(1).max(2),
});

/** One thing a machine pointed at. */
export const machineMark = z.object({
  /** Index of the report's object. */
  report: count,
  algorithm: line,
  /** Index of the image's object; `null` when the report names none of this scan. */
  object: count.nullable(),
  flag: z.enum(['HIGH_THREAT', 'THREAT', 'NO_THREAT', 'UNKNOWN']),
  category: line.nullable(),
  text: line.nullable(),
  probability: z.number().min(0).max(1).nullable(),
  /** Pixels or voxels: x, y, z and how far each way. */
  box: z.object({ base: z.array(z.number()).length(3), extents: z.array(z.number()).length(3) }).nullable(),
  polygon: z.array(z.number()).max(3000).nullable(),
});

export const radiation = z.object({
  object: count,
  alarm: z.boolean().nullable(),
  alarms: z.array(z.object({ kind: line, detector: line, text: line })).max(64),
  nuclides: z.array(z.object({ name: line, confidence: z.number().nullable() })).max(64),
  instrument: line,
  /** Gross counts a second over time, for the largest detectors. */
  series: z
    .array(
      z.object({
        detector: line,
        kind: z.enum(['gamma', 'neutron', 'other']),
        seconds: z.array(z.number()).max(4096),
        counts: z.array(z.number()).max(4096),
      }),
    )
    .max(16),
});

/**
 * `GET /api/v1/scans/:scan/picture`: how the scan's objects become what an analyst sees. Made in a worker, cached as a
 * derived object; 202 with `state: making` while it is under way. `GET /api/v1/scans/:scan/thumbnail` is an 8-bit PNG.
 */
export const picture = z.object({
  scan: hash,
  state: z.enum(['ready', 'making']),
  views: z.array(pictureView).max(24),
  marks: z.array(machineMark).max(512),
  machineAlarm: z.boolean().nullable(),
  radiation: z.array(radiation).max(24),
  /** Objects that are no picture or could not be made one, and why. */
  notShown: z.array(z.object({ object: count, name: line, code: z.string().max(64), detail: line })).max(24),
  /** SHA-256 of the thumbnail; `null` when nothing can be shown. */
  thumbnail: hash.nullable(),
});

export type PictureBody = z.infer<typeof picture>;
export type PictureView = z.infer<typeof pictureView>;
export type PictureEnergy = z.infer<typeof pictureEnergy>;
export type MachineMark = z.infer<typeof machineMark>;
export type RadiationBody = z.infer<typeof radiation>;
