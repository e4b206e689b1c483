/**
 * Solves a small positive-definite system by elimination, each row with its right-hand side last; the rows are used
 * up. Undefined when it is singular.
 */
export function solveLinear(rows: number[][]): number[] | undefined {
  const size = rows.length;
  for (let pivot = 0; pivot < size; pivot++) {
    const row = rows[pivot] as number[];
    const head = row[pivot] as number;
    if (!(Math.abs(head) > 1e-12)) return undefined;
    for (let column = pivot; column <= size; column++) row[column] = (row[column] as number) / head;
    for (const other of rows) {
      if (other === row) continue;
      const factor = other[pivot] as number;
      for (let column = pivot; column <= size; column++) {
        other[column] = (other[column] as number) - factor * (row[column] as number);
      }
    }
  }
  return rows.map((row) => row[size] as number);
}
