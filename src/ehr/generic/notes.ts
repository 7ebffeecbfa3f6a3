/** Evolution notes out of the lines of a section: where one ends and the next begins, when it was written and by whom. */
import { cleanText } from '../../record/text.ts';
import { composedParent } from '../dom/realm.ts';
import { isNothing } from '../dom/text.ts';
import { authorIn, isPosition } from './authors.ts';
import { isBadge } from './columns.ts';
import { dateFirst, isDateOnly } from './dates.ts';
import type { Bucket, Draft } from './drafts.ts';
import { LONG_LINE } from './lines.ts';
import { announced } from './words.ts';

export interface Note {
  readonly text: string;
  readonly date?: string | undefined;
  readonly author?: string | undefined;
  readonly el: HTMLElement;
}

interface Group {
  readonly box: Element | null;
  readonly lines: { text: string; el: HTMLElement }[];
}

const RECORDS = 'article, li, tr, details, blockquote, [role="listitem"], [role="article"]';

/** The box that holds one note: a record by its tag, or one of several alike. */
const boxOf = (el: HTMLElement, records: Map<Element, Element | null>): Element | null => {
  const known = records.get(el);
  if (known !== undefined) return known;
  let found: Element | null = null;
  for (
    let at: Element | null = el, up = 0;
    at && up < 8 && at.localName !== 'body';
    at = composedParent(at), up++
  ) {
    if (at.matches(RECORDS)) {
      found = at;
      break;
    }
    const { className, localName } = at;
    if ((localName !== 'div' && localName !== 'section') || className === '') continue;
    if (
      [...(at.parentElement?.children ?? [])].some(
        (s) => s !== at && s.localName === localName && s.className === className,
      )
    ) {
      found = at;
      break;
    }
  }
  records.set(el, found);
  return found;
};

const TRAILING_DATE =
  /[\s,|·–-]+((?:\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}[-/]\d{2}[-/]\d{2})(?:[\s,]+\d{1,2}:\d{2}(?::\d{2})?(?:\s?h(?:rs?)?)?)?)$/u;

/** What a line of a note's head says; null: it is text of the note. */
const headOf = (line: string): { date?: string; author?: string } | null => {
  if (line.length > LONG_LINE) return null;
  if (isDateOnly(line)) return { date: line };
  const pieces = line.split(/\s*[|·•]\s*|\s+[–—-]\s+/u).filter(Boolean);
  if (pieces.length > 1 && line.length < 130) {
    const heads = pieces.map((p) =>
      isDateOnly(p)
        ? { date: p }
        : authorIn(p)
          ? { author: authorIn(p) ?? '' }
          : isPosition(p) ||
              isBadge(p) ||
              announced(p) ||
              (/^\p{Lu}/u.test(p) &&
                p.split(' ').length <= 3 &&
                p.length <= 40 &&
                !/;|[.]$|\p{L}{3,}\. /u.test(p))
            ? {}
            : null,
    );
    if (heads.every((h) => h !== null) && heads.some((h) => h?.date || h?.author))
      return Object.assign({}, ...heads.filter(Boolean)) as { date?: string; author?: string };
  }
  const first = dateFirst(line);
  if (first) {
    const author = first.rest === '' ? null : authorIn(first.rest.replace(/[()]/g, '').trim());
    if (first.rest === '') return { date: first.date };
    if (author) return { date: first.date, author };
  }
  const last = TRAILING_DATE.exec(line);
  const before = last ? line.slice(0, last.index).trim() : '';
  if (last?.[1] && (authorIn(before) || isPosition(before) || announced(before))) {
    const author = authorIn(before);
    return { date: last[1], ...(author ? { author } : {}) };
  }
  const author = authorIn(line);
  if (author) return { author };
  return isPosition(line) || isBadge(line) || (announced(line)?.kind === 'note' && line.length < 40)
    ? {}
    : null;
};

const NAMED =
  /^((?:Dra?|DRA?|EU|Enf|Klg[oa]|Mat|Int)\.?\s(?:[^:.]{2,50}(?:\.\s?[^:.]{2,30})?\s*:|\p{Lu}[\p{L}'-]+(?:\s\p{Lu}[\p{L}'-]+){0,3}\.))\s+(?=\S)/u;

/** A service or a post between the note's head and its text: few words, no sentence, and text to follow. */
const isSubtitle = (text: string, lines: Group['lines'], at: number, headed: string | undefined): boolean =>
  headed !== undefined &&
  at < lines.length - 1 &&
  text.split(' ').length <= 4 &&
  /^\p{Lu}[\p{L}\s.]*\p{L}$/u.test(text) &&
  text !== text.toUpperCase();

/** «Dr. Soto», «Dr. Soto, 10/02/2025»: who signs at the end. */
const signature = (line: string): { author: string; date?: string } | null => {
  if (line.length > LONG_LINE) return null;
  const last = TRAILING_DATE.exec(line);
  const author = authorIn(last ? line.slice(0, last.index).trim() : line);
  return author === null ? null : { author, ...(last?.[1] ? { date: last[1] } : {}) };
};

/** Who wrote a note, by name and post alone («Ana Soto Médica»); initials beside a picture say nothing. */
const signer = (line: string): { date?: string; author?: string } =>
  /^\p{Lu}{1,3}$/u.test(line) ? {} : { author: line };

/** How many lines before a note's date only say who wrote it: initials, a name, a post. */
const nameLines = (lines: Group['lines']): number => {
  const dated = lines
    .slice(0, 4)
    .findIndex(({ text }) => text.length < 60 && headOf(text)?.date !== undefined);
  const names = lines
    .slice(0, Math.max(dated, 0))
    .every(
      ({ text }) =>
        text.length <= 60 &&
        /^\p{Lu}[\p{L}.'-]*(?:,? (?:\p{Lu}[\p{L}.'-]*|de|del|la))*$/u.test(text) &&
        announced(text) === null,
    );
  return names && dated < lines.length - 1 ? Math.max(dated, 0) : 0;
};

/** «Fecha:» and its value on the next line are one line. */
const withLabels = (lines: Group['lines']): Group['lines'] => {
  const joined: { text: string; el: HTMLElement }[] = [];
  for (const { text, el } of lines.flatMap(({ text, el }) =>
    text.split('\n').map((t) => ({ text: t, el })),
  )) {
    const last = joined.at(-1);
    if (last && /^\p{L}[^:]{0,24}:$/u.test(last.text)) last.text += ` ${text}`;
    else joined.push({ text, el });
  }
  return joined;
};

const noteOf = (charted: Group['lines'], box: Element | null, sub: string): Note | null => {
  const lines = withLabels(charted);
  let date: string | undefined;
  let author: string | undefined;
  let from = 0;
  const body: string[] = [];
  const named = nameLines(lines);
  for (const { text } of lines) {
    const head =
      from < named
        ? signer(text)
        : from < 5 && body.length === 0
          ? (headOf(text) ?? (isSubtitle(text, lines, from, date ?? author) ? {} : null))
          : null;
    from += 1;
    if (head) {
      date ??= head.date;
      author ??= head.author;
      continue;
    }
    let rest = text;
    if (body.length === 0) {
      const first = date === undefined ? dateFirst(text) : null;
      if (first) [date, rest] = [first.date, first.rest];
      const named = author === undefined ? NAMED.exec(rest) : null;
      if (named?.[1]) [author, rest] = [named[1].replace(/\s*[:.]$/, '').trim(), rest.slice(named[0].length)];
    }
    if (rest !== '') body.push(rest);
  }
  const signed = author === undefined && body.length > 1 ? signature(body.at(-1) ?? '') : null;
  if (signed) {
    author = signed.author;
    date ??= signed.date;
    body.pop();
  }
  const text = body.join('\n');
  if (isNothing(cleanText(text))) return null;
  const subDate = dateFirst(sub)?.date;
  const el =
    box && lines.every((l) => box.contains(l.el)) ? (box as HTMLElement) : (lines[0]?.el as HTMLElement);
  return { text, date: date ?? subDate, author, el };
};

const starts = (line: string): boolean => dateFirst(line) !== null;

/** Cuts a group at the lines that begin with a date. */
const cut = (group: Group): Group[] => {
  const dated = group.lines.filter((l) => starts(l.text)).length;
  if (dated < 2 || (group.box && !/^(div|section|td|pre|body|main)$/.test(group.box.localName) && dated < 2))
    return [group];
  const groups: Group[] = [];
  for (const line of group.lines) {
    const last = groups.at(-1);
    if (!last || starts(line.text)) groups.push({ box: null, lines: [line] });
    else last.lines.push(line);
  }
  return groups;
};

/** The notes of a section, in the page's order. */
export const notesOf = (bucket: Bucket): Note[] => {
  const records = new Map<Element, Element | null>();
  const groups: Group[] = [];
  const notes: Note[] = [];
  const close = (): void => {
    const whole = merged(groups.splice(0));
    for (const group of whole.flatMap(cut)) {
      const note = noteOf(group.lines, group.box, bucket.place.sub);
      if (note) notes.push(note);
    }
  };
  for (const draft of bucket.drafts) {
    if (draft.how === 'row') {
      close();
      notes.push(...rowNote(draft));
      continue;
    }
    const text = (draft.parts.text ?? draft.parts.name ?? []).join(' ');
    const box = boxOf(draft.el, records);
    const last = groups.at(-1);
    if (last && last.box === box) last.lines.push({ text, el: draft.el });
    else groups.push({ box, lines: [{ text, el: draft.el }] });
  }
  close();
  return notes;
};

const rowNote = (draft: Draft): Note[] => {
  const text = (draft.parts.name ?? draft.parts.text ?? []).join('\n');
  if (isNothing(text)) return [];
  return [{ text, date: draft.parts.date?.join(' '), author: draft.parts.author?.[0], el: draft.el }];
};

/** Heads without a body go with the body that follows; pieces without a date go with the note before, where others have one. */
const merged = (groups: Group[]): Group[] => {
  const hasDate = (g: Group): boolean =>
    g.lines.slice(0, 4).some((l) => headOf(l.text)?.date !== undefined || starts(l.text));
  const hasBody = (g: Group): boolean => g.lines.some((l) => headOf(l.text) === null);
  const anyDate = groups.some(hasDate);
  const out: Group[] = [];
  for (const group of groups) {
    const last = out.at(-1);
    const records = group.box?.matches('article, li, tr, [role="listitem"], [role="article"]') ?? false;
    const joins = last && (!hasBody(last) || (anyDate ? !hasDate(group) : !records));
    if (!joins) out.push(group);
    else out[out.length - 1] = { box: commonBox(last, group), lines: [...last.lines, ...group.lines] };
  }
  return out;
};

const commonBox = (a: Group, b: Group): Element | null => {
  let box: Element | null = a.box ?? a.lines[0]?.el ?? null;
  const other = b.lines[0]?.el;
  while (box && other && !box.contains(other)) box = composedParent(box);
  return box?.localName === 'body' ? null : box;
};
