/**
 * FHIR's dates, which are for machines («2024-05-03T14:30:00-04:00»), as a Chilean chart writes them («03-05-2024 14:30»).
 * The wall clock is the one written, whatever its offset; UTC («Z»), which nobody's wall shows, is turned into the zone given.
 */

const SHAPE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

const formats = new Map<string, Intl.DateTimeFormat>();
const formatIn = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, made);
  return made;
};

/** Local wall time as far as it is known: «2024», «2024-05», «2024-05-03», «2024-05-03T14:30». Undefined: no FHIR date. */
export const wallTime = (value: string | undefined, timeZone: string): string | undefined => {
  const m = value === undefined ? null : SHAPE.exec(value);
  if (!m || value === undefined) return undefined;
  const [, year, month, day, hour, minute, zone] = m;
  if (month === undefined) return year;
  if (day === undefined) return `${year}-${month}`;
  if (hour === undefined) return `${year}-${month}-${day}`;
  if (zone === 'Z' || zone === '+00:00') {
    const at = new Date(value);
    if (!Number.isNaN(at.getTime())) return formatIn(timeZone).format(at).replace(' ', 'T');
  }
  return `${year}-${month}-${day}T${hour}:${minute}`;
};

/** «03-05-2024 14:30», «03-05-2024», «05-2024», «2024». */
export const chartedDate = (value: string | undefined, timeZone: string): string | undefined => {
  const wall = wallTime(value, timeZone);
  if (wall === undefined) return undefined;
  const [date = '', time] = wall.split('T');
  const written = date.split('-').reverse().join('-');
  return time === undefined ? written : `${written} ${time}`;
};

const DAY = 86_400_000;

/** Whole days since 1970 of a wall time known to the day. */
const dayOf = (wall: string): number | undefined =>
  wall.length < 10 ? undefined : Math.floor(Date.parse(wall.slice(0, 10)) / DAY);

/**
 * Is the moment within the stay, a day more at each end (exams before the bed, the discharge note of the next morning)?
 * Undefined where the dates do not say.
 */
export const within = (
  moment: string | undefined,
  stay: { readonly start?: string | undefined; readonly end?: string | undefined },
): 'before' | 'within' | 'after' | undefined => {
  const at = moment === undefined ? undefined : dayOf(moment);
  if (at === undefined) return undefined;
  const start = stay.start === undefined ? undefined : dayOf(stay.start);
  const end = stay.end === undefined ? undefined : dayOf(stay.end);
  if (start !== undefined && at < start - 1) return 'before';
  if (end !== undefined && at > end + 1) return 'after';
  return start === undefined ? undefined : 'within';
};
