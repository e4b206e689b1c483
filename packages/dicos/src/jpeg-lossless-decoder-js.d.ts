// The package ships no declarations; these are the parts used here.
declare module 'jpeg-lossless-decoder-js' {
  export class Decoder {
    readonly xDim: number;
    readonly yDim: number;
    /** Row reached: `yDim` after a whole image. */
    readonly yLoc: number;
    readonly stream: { readonly index: number; readonly buffer: Uint8Array } | null;
    decode(buffer: ArrayBuffer, offset: number, length: number): Uint8Array | Uint16Array | null;
  }
}
