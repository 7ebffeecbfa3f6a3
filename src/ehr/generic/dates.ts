/** Dates as charts write them: alone on a line, at its start or at its end. */
import { LONG_LINE } from './lines.ts';

const DATE_SOURCE = String.raw`\d{4}[-/]\d{2}[-/]\d{2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}(?: de)?[\s—–-]+(?:ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov|dic|jan|apr|aug|dec)\p{L}*\.?(?: de)?,?[\s—–-]+\d{4}`;
const TIME_SOURCE = String.raw`(?:[\sT,·|–-]+(?:a las )?\d{1,2}:\d{2}(?::\d{2})?(?:\s?(?:horas|hrs?|hs|h|am|pm|a\.?\s?m\.?|p\.?\s?m\.?)\b\.?)?)?`;
const DATE_ONLY = new RegExp(`^(?:${DATE_SOURCE})${TIME_SOURCE}$`, 'iu');
const DATE_FIRST = new RegExp(
  `^[\\[(]?\\s*(?:(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo),?\\s+)?(?:fecha\\s*:?\\s*)?((?:${DATE_SOURCE})${TIME_SOURCE})\\s*[\\])]?`,
  'iu',
);
const SHORT_DATE_FIRST = /^(\d{1,2}[/-]\d{1,2}(?:[\s,]+\d{1,2}:\d{2}(?:\s?(?:hrs?|h))?)?)\s*[:.)–—-]\s*/iu;

export const isDateOnly = (text: string): boolean =>
  DATE_ONLY.test(text.trim()) || /^\d{1,2}:\d{2}(:\d{2})?( ?h(rs?)?)?$/.test(text.trim());

/** A date (with its hour) at the very start of a line: as charted, and what follows. */
export const dateFirst = (line: string): { date: string; rest: string } | null => {
  const found = DATE_FIRST.exec(line) ?? SHORT_DATE_FIRST.exec(line);
  if (!found) return null;
  return { date: (found[1] ?? '').trim(), rest: line.slice(found[0].length).replace(/^[\s:.;,|·–—-]+/u, '') };
};

const DATE_LAST = new RegExp(`[\\s,;(–-]+(?:el\\s+|fecha:?\\s+)?(${DATE_SOURCE})\\)?\\.?$`, 'iu');

/** «Endoprótesis de cadera (81.52) 04/03/2025»: the entry and its date. */
export const trailingDate = (text: string): { text: string; date: string } | null => {
  const found = text.length > LONG_LINE ? null : DATE_LAST.exec(text);
  return found?.[1] && found.index > 3 ? { text: text.slice(0, found.index), date: found[1] } : null;
};
