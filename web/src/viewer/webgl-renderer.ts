import type { TilePatch } from './frame-plan.ts';
import type { IncompleteReason } from './frame-report.ts';
import { GUTTER, TILE_SIZE } from './raster.ts';
import { type Frame, liesOnSamples, type Renderer } from './renderer.ts';
import type { Box } from './view-state.ts';
import { ViewerError } from './viewer-error.ts';
import { programs } from './webgl-program.ts';
import { Textures } from './webgl-textures.ts';

export interface WebglOptions {
  /** Take WebGL that runs on the processor, too; the script renderer is faster than that. */
  readonly allowSoftware?: boolean;
  /** The context came back after it was lost: draw. */
  readonly onRestored?: () => void;
  /** The context is lost: say so, and draw when it is back. */
  readonly onLost?: () => void;
  /** Tiles kept in graphics memory. */
  readonly budgetBytes?: number;
}

/**
 * A renderer on WebGL2: tiles as R16UI textures, tables as small ones, the rest in the shader.
 *
 * @throws ViewerError WEBGL_UNAVAILABLE when there is no WebGL2 (or only a slow one); the canvas can then still be
 *   given to `scriptRenderer`
 */
export function webglRenderer(canvas: HTMLCanvasElement, options: WebglOptions = {}): Renderer {
  const context = canvas.getContext('webgl2', {
    alpha: false,
    antialias: false,
    depth: false,
    stencil: false,
    powerPreference: 'high-performance',
    failIfMajorPerformanceCaveat: !options.allowSoftware,
  });
  if (!context) throw new ViewerError('WEBGL_UNAVAILABLE', 'the browser gives no WebGL2 on graphics hardware');
  const gl = context;
  // WebGL2 promises 2,048; a smaller limit would cut tiles without a word.
  if (gl.getParameter(gl.MAX_TEXTURE_SIZE) < 2 * TILE_SIZE + 2 * GUTTER) {
    throw new ViewerError('WEBGL_UNAVAILABLE', 'textures are too small for a tile');
  }
  let shaders = programs(gl);
  let textures = new Textures(gl, options.budgetBytes);

  const lost = (event: Event) => {
    // Without this the browser never gives it back.
    event.preventDefault();
    options.onLost?.();
  };
  const restored = () => {
    shaders = programs(gl);
    textures = new Textures(gl, options.budgetBytes);
    options.onRestored?.();
  };
  canvas.addEventListener('webglcontextlost', lost);
  canvas.addEventListener('webglcontextrestored', restored);

  return {
    kind: 'webgl2',
    sliced: false,
    draw: (frame) => {
      const reasons = new Set<IncompleteReason>();
      if (gl.isContextLost()) return reasons.add('context-lost');
      if (canvas.width !== frame.width || canvas.height !== frame.height) {
        canvas.width = frame.width;
        canvas.height = frame.height;
      }
      const reduced = gl.drawingBufferWidth < frame.width || gl.drawingBufferHeight < frame.height;
      if (reduced) reasons.add('surface-reduced');
      gl.viewport(0, 0, frame.width, frame.height);
      gl.enable(gl.SCISSOR_TEST);
      textures.beginFrame();
      textures.bindTables(frame.pipeline);
      drawRegions(frame, reasons);
      textures.endFrame();
      return gl.isContextLost() ? reasons.add('context-lost') : reasons;
    },
    readPixels: () => {
      const { width, height } = canvas;
      const upside = new Uint8Array(width * height * 4);
      gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, upside);
      const pixels = new Uint8Array(upside.length);
      for (let row = 0; row < height; row++) {
        pixels.set(upside.subarray(row * width * 4, (row + 1) * width * 4), (height - 1 - row) * width * 4);
      }
      return pixels;
    },
    dispose: () => {
      canvas.removeEventListener('webglcontextlost', lost);
      canvas.removeEventListener('webglcontextrestored', restored);
      textures.clear();
    },
  };

  function drawRegions(frame: Frame, reasons: Set<IncompleteReason>): void {
    const { regions, pipeline } = frame;
    for (const { box, plan } of regions) {
      scissor(frame, box);
      const [red, green, blue] = [0, 8, 16].map((shift) => ((pipeline.background >> shift) & 255) / 255);
      gl.clearColor(red ?? 0, green ?? 0, blue ?? 0, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
      const refused = plan.patches.filter((patch) => !drawPatch(frame, patch));
      if (refused.length > 0) reasons.add('graphics-memory');
      for (const gap of [...plan.gaps, ...refused]) drawGap(frame, gap);
    }
  }

  function drawPatch(frame: Frame, patch: TilePatch): boolean {
    const tile = textures.tile(patch.tile);
    if (!tile) return false;
    const { edge } = frame.pipeline;
    const bilinear = frame.sampling === 'bilinear' && !liesOnSamples(patch);
    const { program, uniform } = shaders.tile({ material: tile.material !== undefined, edge: edge > 0, bilinear });
    gl.useProgram(program);
    for (const [unit, name] of ['values', 'material', 'grey', 'ramp'].entries()) gl.uniform1i(uniform(name), unit);
    gl.uniform2i(uniform('corner'), patch.left, patch.top);
    gl.uniform2i(uniform('start'), patch.sampleX, patch.sampleY);
    gl.uniform2i(uniform('stride'), patch.stepX, patch.stepY);
    gl.uniform1i(uniform('bottom'), frame.height - 1);
    gl.uniform1i(uniform('edge'), edge);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, tile.values);
    gl.activeTexture(gl.TEXTURE1);
    gl.bindTexture(gl.TEXTURE_2D, tile.material ?? null);
    scissor(frame, patch);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    return true;
  }

  function drawGap(frame: Frame, gap: Box): void {
    const { program, uniform } = shaders.hatching();
    gl.useProgram(program);
    gl.uniform1i(uniform('bottom'), frame.height - 1);
    scissor(frame, gap);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  function scissor({ height }: Frame, { left, top, right, bottom }: Box): void {
    gl.scissor(left, height - bottom, right - left, bottom - top);
  }
}
