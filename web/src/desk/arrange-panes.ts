export interface Grid {
  readonly columns: number;
  readonly rows: number;
}

/** The grid in which images of these shapes (width over height) come out largest, added up. Never more than four. */
export function arrangePanes(aspects: readonly number[], width: number, height: number): Grid {
  const count = Math.max(1, Math.min(4, aspects.length));
  let best: Grid = { columns: 1, rows: count };
  let most = -1;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const [across, down] = [width / columns, height / rows];
    const area = aspects.slice(0, count).reduce((sum, aspect) => {
      const high = Math.min(down, across / aspect);
      return sum + high * high * aspect;
    }, 0);
    if (area > most * 1.001) {
      most = area;
      best = { columns, rows };
    }
  }
  return best;
}
