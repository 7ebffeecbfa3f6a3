/** Days marked inside a note: «12/03: …», «13-03-2024 - …», «DIA 3: …». Each begins a new dated run of clauses. */
import { parseDate } from '../../record/dates.ts';

export interface Mark {
  /** As charted. */
  readonly label: string;
  /** "03-12" or "2024-03-12"; undefined for a day of the stay («DIA 3»). */
  readonly date: string | undefined;
  /** Length of the mark with the signs and the hour that follow it. */
  readonly length: number;
}

const DATE = String.raw`\d{1,2}([/.-])\d{1,2}(?:\1\d{4}|\1\d\d)?`;
const HOUR = String.raw`(?:\s*,?\s*(?:a las\s)?\d{1,2}[:.]\d\d\s*(?:h(?:rs?)?\b\.?)?)?`;
const DATED = new RegExp(
  String.raw`^[([]?(${DATE})[)\]]?${HOUR}(\s*[:)>–—]\s*|\s+-\s+|\s*-(?=\p{L})|\s*$|\s+)`,
  'u',
);
const STAY_DAY =
  /^(d[ií]a\s?(?:n[°º]\s?)?\d{1,3}(?:\s(?:pop|post\s?op\p{L}*|uci|uti|hosp\p{L}*|de hosp\p{L}*|de uci|de vm))?)(\s*[:>–—]\s*|\s+-\s+|\s*$)/iu;

const monthAndDay = (label: string): string | undefined => {
  const [day = '', month = '', year = ''] = label.split(/[/.-]/u);
  const read = parseDate(`${day}-${month}-${year || '2024'}`);
  if (!read) return undefined;
  return year ? read.iso : read.iso.slice(5);
};

/** A fraction or a score is no date: "8/10 EVA", "1/2 comp". A bare mark is written with two digits and a slash or hyphen. */
const BARE = /^\d\d[/-]\d\d(?:[/-]\d{2,4})?$|^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$/u;

/**
 * The mark that a piece begins with.
 * @param lineStart whether the piece begins a line: there a date needs no sign after it
 */
export const readMark = (piece: string, lineStart: boolean): Mark | null => {
  const dated = DATED.exec(piece);
  if (dated) {
    const [whole, label = '', , sign = ''] = dated;
    const date = monthAndDay(label);
    const bare = sign.trim() === '' && sign !== '' ? true : sign === '' && whole.length < piece.length;
    if (date && (!bare || (lineStart && BARE.test(label)))) return { label, date, length: whole.length };
  }
  const stay = STAY_DAY.exec(piece);
  return stay?.[1] ? { label: stay[1], date: undefined, length: stay[0].length } : null;
};

/** Words after which a date belongs to what stands before it: "TAC 12/03: …", "desde el 12/03". */
const GOVERNS =
  /(?:^|[\s(,])(?:del?|el|al?|desde|hasta|en|y|tac|tc|rm|rnm|rx|eco\p{L}*|ecg|control\p{L}*|ex[aá]me?n(?:es)?|lab\p{L}*|cultivos?|\p{L}*cultivos?|hmcs?|uc|biopsia|cirug[ií]a|fecha|d[ií]a|hb|pcr|crea|fur|fum|alta|ingreso|previo|previa)\.?\s*\(?$/iu;

const INNER = /(?<![\p{L}\d/.,-])\d{1,2}([/-])\d{1,2}(?:\1\d{2,4})?\s*:\s/gu;

/** Where, inside a run that itself begins with a date, further days begin: "12/03: … 13/03: …". */
export const innerMarks = (run: string): number[] =>
  [...run.matchAll(INNER)]
    .map((m) => m.index)
    .filter(
      (at) =>
        at > 0 &&
        !GOVERNS.test(run.slice(Math.max(0, at - 30), at)) &&
        readMark(run.slice(at, at + 40), false) !== null,
    );
