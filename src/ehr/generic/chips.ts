/** Small marks in a row («chips», tags), each an entry of its section. */
import { isElement } from '../dom/realm.ts';
import { shownText } from '../dom/shown-text.ts';
import { isCodeOnly } from './code-words.ts';
import { isBadge } from './columns.ts';

/** Kinds that pages show as a row of small marks, one an entry. */
export const CHIPPED: readonly unknown[] = ['allergy', 'antecedent', 'diagnosis', 'drug'];
export const chipsIn = (nodes: readonly Node[]): readonly HTMLElement[] => {
  if (nodes.some((n) => !isElement(n) && (n.textContent ?? '').trim() !== '')) return [];
  const elements = nodes.filter(isElement);
  const [only] = elements;
  if (elements.length === 1 && only) return only.childElementCount > 1 ? chipsIn([...only.childNodes]) : [];
  const alike = elements.every(
    (e) =>
      e.className === only?.className &&
      /(^|[-_ ])(tag|chip|pill|badge|label)s?([-_ ]|$)/i.test(e.className) &&
      /\p{L}{3}/u.test(shownText(e)) &&
      !isBadge(shownText(e)) &&
      !isCodeOnly(shownText(e)),
  );
  return alike ? elements : [];
};
