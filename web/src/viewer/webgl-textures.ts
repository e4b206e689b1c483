import type { DisplayTile } from './display-tile.ts';
import type { Pipeline } from './pipeline.ts';

export interface TileTextures {
  readonly values: WebGLTexture;
  readonly material: WebGLTexture | undefined;
  readonly bytes: number;
}

const DEFAULT_BUDGET_BYTES = 256 * 2 ** 20;

/** Tiles and tables in graphics memory. Tiles not drawn longest go first; those of the frame stay. */
export class Textures {
  readonly #gl: WebGL2RenderingContext;
  readonly #budgetBytes: number;
  readonly #tiles = new Map<DisplayTile, { readonly textures: TileTextures; frame: number }>();
  #grey: { readonly table: Uint8Array; readonly texture: WebGLTexture } | undefined;
  #ramp: { readonly table: Uint32Array; readonly texture: WebGLTexture } | undefined;
  #bytes = 0;
  #frame = 0;

  constructor(gl: WebGL2RenderingContext, budgetBytes = DEFAULT_BUDGET_BYTES) {
    this.#gl = gl;
    this.#budgetBytes = budgetBytes;
    // Rows of a tile are not padded.
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  }

  beginFrame(): void {
    this.#frame++;
  }

  endFrame(): void {
    for (const [tile, { textures, frame }] of this.#tiles) {
      if (this.#bytes <= this.#budgetBytes) return;
      if (frame !== this.#frame) this.#forget(tile, textures);
    }
  }

  /** `undefined` when graphics memory does not take it. */
  tile(tile: DisplayTile): TileTextures | undefined {
    const kept = this.#tiles.get(tile);
    if (kept) this.#tiles.delete(tile);
    const textures = kept?.textures ?? this.#upload(tile);
    if (textures) this.#tiles.set(tile, { textures, frame: this.#frame });
    return textures;
  }

  /** Bind the tables to units 2 and 3; they are sent when they changed. */
  bindTables({ grey, ramp }: Pipeline): void {
    const gl = this.#gl;
    gl.activeTexture(gl.TEXTURE2);
    if (this.#grey?.table !== grey) {
      this.#grey = { table: grey, texture: this.#grey?.texture ?? this.#texture() };
      gl.bindTexture(gl.TEXTURE_2D, this.#grey.texture);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8UI, 256, 256, 0, gl.RED_INTEGER, gl.UNSIGNED_BYTE, grey);
    }
    gl.bindTexture(gl.TEXTURE_2D, this.#grey.texture);
    gl.activeTexture(gl.TEXTURE3);
    if (this.#ramp?.table !== ramp) {
      this.#ramp = { table: ramp, texture: this.#ramp?.texture ?? this.#texture() };
      gl.bindTexture(gl.TEXTURE_2D, this.#ramp.texture);
      const bytes = new Uint8Array(ramp.buffer);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8UI, 256, 256, 0, gl.RGBA_INTEGER, gl.UNSIGNED_BYTE, bytes);
    }
    gl.bindTexture(gl.TEXTURE_2D, this.#ramp.texture);
  }

  /** After a lost context nothing of it is left; otherwise what is here is given back. */
  clear(): void {
    for (const [tile, { textures }] of this.#tiles) this.#forget(tile, textures);
    for (const table of [this.#grey, this.#ramp]) if (table) this.#gl.deleteTexture(table.texture);
    this.#grey = undefined;
    this.#ramp = undefined;
    this.#bytes = 0;
  }

  #upload({ rows, columns, values, material }: DisplayTile): TileTextures | undefined {
    const gl = this.#gl;
    // Errors of earlier calls are not this tile's.
    while (gl.getError() !== gl.NO_ERROR && !gl.isContextLost());
    gl.activeTexture(gl.TEXTURE0);
    const first = this.#texture();
    gl.bindTexture(gl.TEXTURE_2D, first);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R16UI, columns, rows, 0, gl.RED_INTEGER, gl.UNSIGNED_SHORT, values);
    let second: WebGLTexture | undefined;
    if (material) {
      second = this.#texture();
      gl.bindTexture(gl.TEXTURE_2D, second);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8UI, columns, rows, 0, gl.RED_INTEGER, gl.UNSIGNED_BYTE, material);
    }
    if (gl.getError() !== gl.NO_ERROR) {
      gl.deleteTexture(first);
      if (second) gl.deleteTexture(second);
      return undefined;
    }
    const bytes = values.byteLength + (material?.byteLength ?? 0);
    this.#bytes += bytes;
    return { values: first, material: second, bytes };
  }

  #texture(): WebGLTexture {
    const gl = this.#gl;
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    // Whole numbers cannot be filtered, and without levels the default filter leaves the texture incomplete.
    for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) {
      gl.texParameteri(gl.TEXTURE_2D, name, gl.NEAREST);
    }
    return texture;
  }

  #forget(tile: DisplayTile, { values, material, bytes }: TileTextures): void {
    this.#gl.deleteTexture(values);
    if (material) this.#gl.deleteTexture(material);
    this.#tiles.delete(tile);
    this.#bytes -= bytes;
  }
}
