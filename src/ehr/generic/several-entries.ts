/** Several entries charted on one line, and where it is cut. */
import { fieldSystems, findCodes } from '../../record/codes.ts';
import type { FactKind } from '../../record/schema.ts';
import { isNothing, plain } from '../dom/text.ts';
import { isAction } from './actions.ts';
import { trailingCode } from './code-words.ts';
import { dateFirst, trailingDate } from './dates.ts';
import { DATED, DONE, NONE } from './kinds.ts';
import { bullet, LONG_LINE } from './lines.ts';

/** Words that go on with the entry before a comma rather than begin another. */
const GOES_ON =
  /^(?:(?:con|sin|en|de|del|por|para|y|e|o|no|post|pre|sub|a|al|seg[uú]n|hasta|desde|luego|cada|v[ií]a|vo|ev|sc|im|with|without|due|left|right|acute|chronic|mild|severe|child|clase|nyha|fevi|killip|timi|kdigo|ecog|hb|tipo|foco|izq|der|estad[ií]o|grado|etapa|etiolog[ií]a|origen)(?![\p{L}])|c\/|\d|g\d|grav|lev[ei]|moderad|niega|refiere|presenta|premedicad|suspend|sever[oa]|derech|izquierd|bilateral|agud[oa]|cr[oó]nic|secundari|localiz|complicad|tratad|controlad|descompensad|operad|resuelt|no especificad|confirmad|probable)/iu;

const outsideBrackets = (text: string, mark: RegExp): string[] => {
  const parts: string[] = [];
  let depth = 0;
  let last = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? '';
    if (c === '(' || c === '[') depth += 1;
    else if (c === ')' || c === ']') depth = Math.max(0, depth - 1);
    else if (depth === 0 && mark.test(c) && !(/\d/.test(text[i - 1] ?? '') && /\d/.test(text[i + 1] ?? ''))) {
      parts.push(text.slice(last, i));
      last = i + 1;
    }
  }
  return [...parts, text.slice(last)].map((p) => p.trim()).filter((p) => p !== '');
};

const LISTED: readonly FactKind[] = ['diagnosis', 'procedure', 'drug', 'allergy', 'antecedent'];
/** Kinds cut at semicolons alone, or at commas where each piece has a value of its own. */
const LOOSE: readonly FactKind[] = ['exam', 'instruction', 'pending'];
const WITH_VALUE = /^\p{L}[^:]{0,40}?(?::\s*\S|\s[<>]?\d)/u;

const SENTENCES: readonly FactKind[] = ['instruction', 'antecedent'];
/** Short sentences one after the other, each with a full stop: an entry each. */
const sentencesOf = (line: string): string[] => {
  const pieces = line.split(/(?<=\p{L}{3,}|\d (?:h|d)|\))\.\s+(?=\p{Lu}\p{Ll})/u);
  return pieces.length > 1 && pieces.every((p) => p.length > 3 && p.split(/\s+/).length <= 12) ? pieces : [];
};

/** Entries charted on one line: cut at semicolons, after bracketed codes, and at commas where each piece can stand alone. */
export const splitEntries = (line: string, kind: FactKind): string[] => {
  if (line.length > LONG_LINE) return [line];
  const sentences = SENTENCES.includes(kind) ? sentencesOf(line) : [];
  if (sentences.length > 1) return sentences.flatMap((s) => splitEntries(s, kind));
  if (LOOSE.includes(kind)) {
    const pieces = outsideBrackets(line, /;/);
    if (pieces.length > 1 && pieces.every((p) => p.length > 2)) return pieces;
    const commas = kind === 'exam' ? outsideBrackets(line, /,/) : [];
    // «Hemograma: Hb 14,1, leucocitos 9.200» is one exam with its values.
    const titled =
      /^\p{L}[^:\d(]*(?:\([^)]{0,30}\)\s*)?:\s*\p{L}/u.test(line) &&
      !commas.slice(1).some((p) => p.includes(':'));
    return commas.length > 1 && !titled && commas.every((p) => WITH_VALUE.test(p)) ? commas : [line];
  }
  if (!LISTED.includes(kind) || /^(niega|sin|no)\s/iu.test(line)) return [line];
  const numbered = line
    .split(/(?:^|[\s;,])(?=\(?\d{1,2}[.)]\s?[-–]?\s*\p{Lu})/u)
    .map((p) => p.replace(/^[\s;,]+|[\s;,]+$/g, ''))
    .filter(Boolean);
  if (numbered.length > 1 && /^\(?1[.)]/.test(numbered[0] ?? ''))
    return numbered.map((p) => bullet(p).text).filter(Boolean);
  const semicolons = outsideBrackets(line, /;/);
  if (semicolons.length > 1) return semicolons.flatMap((p) => splitEntries(p, kind));
  const coded = line
    .split(/(?<=[)\]])\s*(?:,|\s[-–+]|\sy|\se)\s+(?=\p{L})/u)
    .map((p) => p.replace(/[\s,]+$/, ''));
  if (coded.length > 1 && coded.every((p) => findCodes(p).length > 0)) return coded;
  if (kind === 'drug' || /[.:]\s+\p{Lu}/u.test(line)) {
    const commas = kind === 'drug' ? outsideBrackets(line, /,/) : [];
    const drugs =
      commas.length > 1 && commas.every((p) => /^\p{L}{4,}/u.test(p) && /\d/.test(p) && !GOES_ON.test(p));
    return drugs ? commas : [line];
  }
  // «Neumonía, organismo no especificado (J18.9)»: the catalogue's names have commas, and the one code is of all of it.
  if (kind === 'diagnosis' && /[([][A-Z]\d\d[.\dX]*[)\]]\.?$/.test(line) && findCodes(line).length === 1)
    return [line];
  const commas = outsideBrackets(line.replace(/\.$/, ''), /,/);
  const alone = commas.every(
    (p, i) => p.split(/\s+/).length <= (i === 0 ? 6 : 5) && (i === 0 || !GOES_ON.test(p)),
  );
  if (commas.length >= 2 && alone && line.length < 200) {
    const last = commas.at(-1) ?? '';
    const pair = /^(.{2,}?) [ye] (.{2,})$/u.exec(last);
    const lasts =
      pair?.[1] &&
      pair[2] &&
      (kind === 'antecedent' || kind === 'allergy') &&
      !GOES_ON.test(pair[2]) &&
      pair[1].split(' ').length <= 2
        ? [pair[1], pair[2]]
        : [last];
    return [...commas.slice(0, -1), ...lasts];
  }
  return [line];
};

/** An entry as its line says it. */
interface EntryWords {
  readonly name: string;
  readonly code: string | undefined;
  readonly date: string | undefined;
  readonly bulleted: boolean;
}

/**
 * The entries of a line, each with the code and the day that stand with it.
 * @param beside a code beside the line, which makes it one entry, and the day that holds for all of it
 */
export const entriesIn = (
  text: string,
  kind: FactKind,
  beside: { readonly code?: string | undefined; readonly date?: string | undefined },
): EntryWords[] => {
  const { text: bare, had } = bullet(text);
  const led = kind === 'exam' ? dateFirst(bare) : null;
  if (led?.rest && beside.date === undefined)
    return entriesIn(led.rest, kind, { ...beside, date: led.date.slice(0, 40) });
  const pieces = beside.code === undefined ? splitEntries(bare, kind) : [bare];
  const entries: EntryWords[] = [];
  for (const piece of pieces) {
    const name = piece.replace(/[;,]$/, '').trim();
    if (isNothing(name) || isAction(name)) continue;
    if (DONE.includes(kind) && NONE.test(plain(name))) continue;
    const first = DATED.includes(kind) ? dateFirst(name) : null;
    const dated = first?.rest
      ? { text: first.rest, date: first.date }
      : DATED.includes(kind)
        ? trailingDate(name)
        : null;
    const whole = dated?.text ?? name;
    const coded = trailingCode(whole, fieldSystems(kind));
    entries.push({
      name: coded?.text ?? whole,
      code: coded?.code,
      date: beside.date ?? dated?.date,
      bulleted: had,
    });
  }
  return entries;
};
