/**
 * Prints a result: `{ title, unit, rows: [{ what, ours, peer?, ratio? }] }`,
 * where `ours` and `peer` are numbers or `{ p50, p95 }`.
 */
export function printTable({ title, unit, peer, rows }) {
  const header = ['', 'ours', peer ?? '', peer ? 'ratio' : ''];
  const lines = rows.map(row => [
    row.what,
    figure(row.ours),
    row.peer === undefined ? '' : figure(row.peer),
    row.ratio === undefined ? '' : `${row.ratio} ×`,
  ]);
  const widths = header.map((_, column) =>
    Math.max(...[header, ...lines].map(line => line[column].length)),
  );
  console.log(`\n${title} (${unit})`);
  for (const line of [header, ...lines]) {
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    );
  }
}

/** A row with the ratio of the peer to ours: above 1 means that ours is better. */
export function row(what, ours, peer) {
  if (peer === undefined) return { what, ours };
  const ratio = typeof ours === 'number' ? peer / ours : peer.p50 / ours.p50;
  return { what, ours, peer, ratio: Number(ratio.toPrecision(3)) };
}

function figure(value) {
  return typeof value === 'number'
    ? String(value)
    : `${value.p50} / ${value.p95}`;
}
