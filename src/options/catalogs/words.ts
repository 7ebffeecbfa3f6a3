/** Numbers and dates as Chile writes them. */

export const countText = (n: number): string => n.toLocaleString('es-CL');

/** A day from an ISO 8601 time. */
export const dayText = (iso: string): string => {
  const at = new Date(iso);
  return Number.isNaN(at.getTime())
    ? iso
    : at.toLocaleDateString('es-CL', { day: '2-digit', month: '2-digit', year: 'numeric' });
};
