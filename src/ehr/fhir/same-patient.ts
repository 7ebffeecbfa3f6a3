/** Is the FHIR record the page's patient's? By the RUN; else by ficha, or name and birth date. What contradicts decides. */
import { parseDate } from '../../record/dates.ts';
import { parseRun, sameRun } from '../../record/run.ts';
import type { Identity } from '../../record/schema.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { plain } from '../dom/text.ts';

/** The words of a name, whatever their order («PÉREZ SOTO, Ana»). */
const nameKey = (name: string): string => plain(name).split(' ').toSorted().join(' ');

/** Names agree where one has all the words of the other, two at least: a second surname is often left out. */
const sameName = (a: string, b: string): boolean => {
  const [x, y] = [nameKey(a).split(' '), nameKey(b).split(' ')];
  const [few, many] = x.length <= y.length ? [x, y] : [y, x];
  return few.length >= 2 && few.every((word) => many.includes(word));
};

const compared = <T>(
  a: T | undefined,
  b: T | undefined,
  same: (a: T, b: T) => boolean,
): boolean | undefined => (a === undefined || b === undefined ? undefined : same(a, b));

/** Errors: E_FHIR_PATIENT (somebody else), E_FHIR_UNVERIFIED (nothing in common to tell by). */
export const samePatient = (page: Identity, fhir: Identity): Result<null> => {
  const [a, b] = [page.run?.text ?? '', fhir.run?.text ?? ''];
  if (parseRun(a) !== null && parseRun(b) !== null) return sameRun(a, b) ? ok(null) : err('E_FHIR_PATIENT');
  const day = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : parseDate(text)?.iso.slice(0, 10);
  const ficha = compared(page.ficha?.text, fhir.ficha?.text, (x, y) => plain(x) === plain(y));
  const name = compared(page.name?.text, fhir.name?.text, sameName);
  const birth = compared(day(page.birthDate?.text), day(fhir.birthDate?.text), (x, y) => x === y);
  if (name === false || birth === false || (ficha === false && name !== true)) return err('E_FHIR_PATIENT');
  // One name is many people's: it needs the birth date or the ficha beside it.
  const sure = name === true ? birth === true || ficha === true : ficha === true && birth === true;
  return sure ? ok(null) : err('E_FHIR_UNVERIFIED');
};
