/** A fact as it is written: the words as charted, with the code in parentheses when it was charted apart from them. */
import type { Fact } from '../record/schema.ts';
import { cleanText } from '../record/text.ts';

/** One line, without invisible characters, otherwise as charted. A comma, colon or semicolon that trails is not the entry's. */
export const asCharted = (text: string): string => cleanText(text).replace(/[\s,;:]+$/u, '');

/** The literal of a fact: what the document must hold, whole. */
export const factLiteral = (fact: Pick<Fact, 'text' | 'code'>): string => {
  const text = asCharted(fact.text);
  const code = fact.code ? asCharted(fact.code) : '';
  if (!code || text.includes(code)) return text;
  return `${text} (${code})`;
};

/** Whether a sentence that ends in this text still needs its full stop (an abbreviation's own absorbs it). */
export const fullStop = (text: string): '.' | '' => (/[.!?…]["»”)]?$/u.test(text) ? '' : '.');
