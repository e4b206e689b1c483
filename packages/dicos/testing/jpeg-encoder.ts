// A lossless JPEG encoder for tests (T.81 annex H), one component, any predictor, with or without restarts.

export interface JpegShape {
  readonly rows: number;
  readonly columns: number;
  readonly precision: number;
  readonly predictor: number;
  readonly linesPerRestart?: number;
}

export function encodeJpegLossless(samples: ArrayLike<number>, shape: JpegShape): Uint8Array {
  const { rows, columns, precision, predictor, linesPerRestart = 0 } = shape;
  const bytes: number[] = [0xff, 0xd8];
  // Seventeen codes of five bits, for the sizes 0 to 16: code and size are the same number.
  bytes.push(0xff, 0xc4, ...word(2 + 17 + 17), 0x00);
  bytes.push(0, 0, 0, 0, 17, ...Array(11).fill(0), ...Array.from({ length: 17 }, (_, size) => size));
  bytes.push(0xff, 0xc3, ...word(11), precision, ...word(rows), ...word(columns), 1, 1, 0x11, 0);
  if (linesPerRestart > 0) bytes.push(0xff, 0xdd, ...word(4), ...word(linesPerRestart * columns));
  bytes.push(0xff, 0xda, ...word(8), 1, 1, 0x00, predictor, 0, 0);

  let held = '';
  const flush = (padding: string) => {
    if (held.length % 8 !== 0) held = held.padEnd(Math.ceil(held.length / 8) * 8, padding);
    for (let at = 0; at < held.length; at += 8) {
      const byte = Number.parseInt(held.slice(at, at + 8), 2);
      bytes.push(byte);
      if (byte === 0xff) bytes.push(0);
    }
    held = '';
  };
  for (let row = 0; row < rows; row += 1) {
    const restarts = linesPerRestart > 0 && row > 0 && row % linesPerRestart === 0;
    if (restarts) {
      flush('1');
      bytes.push(0xff, 0xd0 + ((row / linesPerRestart - 1) % 8));
    }
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      const a = samples[at - 1] ?? 0;
      const b = samples[at - columns] ?? 0;
      const c = samples[at - columns - 1] ?? 0;
      const firstLine = row === 0 || restarts;
      const inside = [a, b, c, a + b - c, a + ((b - c) >> 1), b + ((a - c) >> 1), (a + b) >> 1][predictor - 1] ?? 0;
      const edge = column > 0 ? a : firstLine ? 1 << (precision - 1) : b;
      held += differenceBits((samples[at] ?? 0) - (column > 0 && !firstLine ? inside : edge));
    }
  }
  flush('1');
  bytes.push(0xff, 0xd9);
  return Uint8Array.from(bytes);
}

function differenceBits(exact: number): string {
  const wrapped = ((exact % 65_536) + 65_536) % 65_536;
  const difference = wrapped > 32_768 ? wrapped - 65_536 : wrapped;
  if (difference === 32_768) return bits(16, 5);
  const size = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
  if (size === 0) return bits(0, 5);
  return bits(size, 5) + bits(difference > 0 ? difference : difference + (1 << size) - 1, size);
}

function bits(value: number, length: number): string {
  return value.toString(2).padStart(length, '0');
}

function word(value: number): [number, number] {
  return [value >> 8, value & 0xff];
}
