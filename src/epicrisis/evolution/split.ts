/**
 * A note in pieces: split where the writer ended a thought (line, «|», «//», «;», full stop, heading, day mark), never inside one,
 * so that negation and laterality stay with what they qualify. Linear in the note.
 */
import { asCharted } from '../literal.ts';
import { drain } from '../steps.ts';
import { type Mode, readHead } from './heads.ts';
import { cutLongRun, MAX_CLAUSE } from './long-runs.ts';
import { innerMarks, type Mark, readMark } from './marks.ts';
import { splitIntention, tellsDone } from './plans.ts';

export interface Piece {
  /** Verbatim, without the punctuation that ended it. */
  readonly text: string;
  readonly mode: Mode;
  /** The day marked inside the note under which it stands. */
  readonly mark: Mark | undefined;
}

export interface Pieces {
  readonly pieces: readonly Piece[];
  /** Runs without any safe place to end, left out whole: how many. */
  readonly tooLong: number;
}

const ABBREVIATION =
  /(?:^|[\s(/])(?:dr|dra|int|[áa]c|sr|sra|srta|aprox|ej|p\.?ej|vs|nº|n°|art|fig|dg|dx|etc|pte|pac|(?<!\d\s)\p{L})\.$/iu;
/** Abbreviations and units that also end sentences: none where a small letter or a figure follows ("sat. 97 %", "lóbulo sup. derecho"). */
const SOMETIMES =
  /(?:^|[\s(\d])(?:hrs?|mins?|tto|ev|vo|im|sc|comp|amp|sat|temp|sup|inf|der|izq|lat|ext|post|ant|prom|hosp|lab|ex|abd|resp|neuro|qx|cx|cir|med|trat|bact|neg|pos|dosis|\p{L})\.$/iu;
/** The longest of those with what stands before it. */
const ABBREVIATION_REACH = 12;
const LIST_NUMBER = /^\s*\d{1,2}\.$/u;
/** «DG: 1. NAC 2. DM2»: where the items of a numbered list under such a heading begin. */
const NUMBERED =
  /(?:^|[:.]\s*)(?:dgs?|diagn[oó]sticos?(?: \p{L}+){0,3}|problemas|hip[oó]tesis|plan|indicaciones|antecedentes(?: \p{L}+)?)\s*:\s*1[.)]\s/iu;

const listItems = (line: string): number[] => {
  const head = NUMBERED.exec(line);
  if (!head) return [];
  const places: number[] = [];
  let from = head.index + head[0].length;
  for (let n = 2; n < 40; n++) {
    const at = new RegExp(`(?<=\\s)${n}[.)]\\s+(?=\\p{L})`, 'u').exec(line.slice(from, from + 300));
    if (!at) break;
    places.push(from + at.index);
    from += at.index + at[0].length;
  }
  return [head.index + head[0].search(/1[.)]\s$/u), ...places];
};
const INNER_HEAD =
  /(?<=[^\s:])\s+(?=(?:PLAN|INDICACIONES|EX[AÁ]MEN F[IÍ]SICO|AL EXAMEN|LABORATORIO|EX[AÁ]MENES|DIAGN[OÓ]STICOS?|COMENTARIOS?|CONDUCTA|PENDIENTES|Plan|Indicaciones|Examen físico|Laboratorio|Exámenes|Comentario|Conducta|Pendientes)\s*:)/gu;

function* sentences(line: string): Generator<string> {
  const items = listItems(line);
  let start = 0;
  for (const match of line.matchAll(/[.!?]+(?=\s+\S|$)/gu)) {
    const end = match.index + match[0].length;
    // The number of an item stays with it.
    if (items.some((at) => at < end && end - at <= 4)) continue;
    const tail = line.slice(Math.max(start, end - ABBREVIATION_REACH), end);
    const open = end < line.length;
    if (
      open &&
      (ABBREVIATION.test(tail) || LIST_NUMBER.test(line.slice(start, Math.min(end, start + 8)))) &&
      end - start < MAX_CLAUSE
    )
      continue;
    if (open && SOMETIMES.test(tail) && /^\s+[\p{Ll}\d]/u.test(line.slice(end, end + 4))) continue;
    yield line.slice(start, end);
    start = end;
  }
  yield line.slice(start);
}

const LISTED = /^\s*\d{1,2}[.)]\s/u;
/** Under a heading alone on its line: a line this long tells something. */
const LONG_LINE = 90;

const cutAt = (text: string, places: readonly number[]): string[] => {
  const ends = [...places, text.length];
  return ends.map((end, i) => text.slice(i === 0 ? 0 : ends[i - 1], end));
};

const tidy = (piece: string): string =>
  asCharted(piece.replace(/^(?:[\s\-–—*•·>.,:;)\]]+|\d{1,2}[.)]\s+(?=\p{L}))+/u, '')).replace(
    /[\s.,;:]+$/u,
    '',
  );

/** Pieces that are cut before others on this thread may go on. */
const AT_ONCE = 100;

/** Splits a note, a little at a time. Never throws; whatever the text, each piece is a run of it. */
export function* splitSteps(note: string): Generator<void, Pieces> {
  const pieces: Piece[] = [];
  let tooLong = 0;
  let cut = 0;
  let mark: Mark | undefined;
  const add = (raw: string, mode: Mode): void => {
    const run = tidy(raw);
    const parted = run.length > MAX_CLAUSE ? cutLongRun(run) : { parts: [run], left: 0 };
    tooLong += parted.left;
    for (const part of parted.parts) {
      for (const text of splitIntention(part).map(tidy))
        if (/\p{L}/u.test(text)) pieces.push({ text, mode, mark });
    }
  };
  for (const writer of note.split('|')) {
    let mode: Mode = 'course';
    for (const line of writer.split(/[\n\r•]+/u)) {
      let lineStart = true;
      // A list of diagnoses or antecedents ends with its line, its items or its first sentence.
      if ((mode === 'diagnoses' || mode === 'history') && (line.length > LONG_LINE || tellsDone(line)))
        mode = 'course';
      let listed = 0;
      for (const thought of line.split(/;+|\s\/\/+\s|\s[-–—]\s(?=\p{Lu})/u)) {
        for (const sentence of sentences(thought)) {
          if (!/\p{L}/u.test(sentence)) continue;
          if (++cut % AT_ONCE === 0) yield;
          const places = [...[...sentence.matchAll(INNER_HEAD)].map((m) => m.index), ...listItems(sentence)];
          for (const part of cutAt(
            sentence,
            places.sort((x, y) => x - y),
          )) {
            let rest = part.replace(/^[\s\-–—*·>.,:;]+/u, '');
            for (let read = true; read; ) {
              const found = readMark(rest, lineStart);
              const head = found ? null : readHead(rest);
              if (found) {
                mark = found;
                mode = 'course';
                rest = rest.slice(found.length);
              }
              if (head) {
                mode = head.mode;
                rest = head.rest;
              }
              read = (found !== null || head !== null) && rest !== '';
            }
            lineStart = false;
            if (mode === 'diagnoses' || mode === 'history') {
              if (listed > 0 && !LISTED.test(part)) mode = 'course';
              listed++;
            }
            if (mark?.date === undefined) {
              add(rest, mode);
              continue;
            }
            const [first = '', ...later] = cutAt(rest, innerMarks(rest));
            add(first, mode);
            for (const run of later) {
              const inner = readMark(run, false);
              if (inner) mark = inner;
              mode = 'course';
              add(run.slice(inner?.length ?? 0), mode);
            }
          }
        }
      }
    }
  }
  return { pieces, tooLong };
}

/** As `splitSteps`, at once. */
export const splitNote = (note: string): Pieces => drain(splitSteps(note));
