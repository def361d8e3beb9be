// Ours, because packages that print tables draw borders, and are told in more lines than these to draw none.

/**
 * A line of text for each row, every column as wide as its widest cell.
 * @param {readonly (readonly string[])[]} rows the first one has a cell for each column
 */
export function alignColumns(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
