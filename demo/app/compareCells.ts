// The order of two cells of a column: dates by the calendar, the rest as a Spanish reader would sort it.

export function compareCells(a: string, b: string): number {
  return sortKey(a).localeCompare(sortKey(b), 'es', { numeric: true });
}

/** `03-05-2024 14:20` becomes `2024-05-03 14:20`; any other text stays. */
function sortKey(text: string): string {
  return text.replace(/^(\d\d)-(\d\d)-(\d{4})/, '$3-$2-$1');
}
