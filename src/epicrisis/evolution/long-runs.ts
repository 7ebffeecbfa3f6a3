/**
 * Runs without punctuation: cut only where a new statement surely begins and nothing that governs it is left behind: no
 * negation's scope, no condition, no intention, no open bracket. What cannot be cut is left out and reported, never cut at will.
 */
import { assertionSpans } from '../../record/negation.ts';
import { isPlan } from './plans.ts';

/** Longer runs are not clauses. */
export const MAX_CLAUSE = 400;

/** Openings of a statement of its own. */
const OPENING =
  /(?<=[\p{L}\p{N})%+])[\s,]+(?=(?:se (?:realiz[aoó]|inici[aoó]|reinici[aoó]|traslad[aoó]|suspend[eió]+|retir[aoó]|extub[aoó]|intub[aoó]|decide|decidi[oó]|constat[aoó]|complet[aoó]|agreg[aoó]|ajust[aoó]|conect[aoó]|instal[aoó]|transfund[eió]+|oper[aoó]|da de alta)|evoluciona|evolucion[oó]|persiste|persisti[oó]|ingresa|hoy|actualmente|al examen|paciente (?:se|evoluciona|afebril|estable|refiere|presenta)|examenes|exámenes|laboratorio)\b)|\s{2,}/giu;

/** A word that leaves something open: what follows it belongs to it. */
const LEAVES_OPEN =
  /(?:^|[\s(,])(?:no|ni|sin|nunca|tampoco|que|y|e|o|u|a|al|de|del|en|con|por|para|si|cuando|hasta|desde|ante|tras|aun|aún|ya|donde|como|segun|según|porque|pues|aunque|pero|niega|descarta|descartar|posible|probable|eventual|pendiente|plan)$/iu;

const CONDITION =
  /\b(?:si|en caso de|de persistir|de presentar|siempre que|a menos que|cuando|hasta que)\b/iu;

const openBracket = (text: string): boolean =>
  (text.match(/[([]/gu)?.length ?? 0) > (text.match(/[)\]]/gu)?.length ?? 0);

export interface LongRun {
  readonly parts: readonly string[];
  /** Stretches over MAX_CLAUSE that have no safe cut: left out. */
  readonly left: number;
}

/** Cuts a run over MAX_CLAUSE into runs of at most that; verbatim, in order. */
export const cutLongRun = (run: string): LongRun => {
  const governed = assertionSpans(run).map(
    (s) => [Math.min(s.cue.start, s.start), Math.max(s.cue.end, s.end)] as const,
  );
  const cuts: (readonly [number, number])[] = [];
  let from = 0;
  for (const m of run.matchAll(OPENING)) {
    const [at, next] = [m.index, m.index + m[0].length];
    while (from < governed.length && (governed[from]?.[1] ?? 0) + 2000 < at) from++;
    let inside = false;
    for (let i = from; i < governed.length && (governed[i]?.[0] ?? 0) < next && !inside; i++)
      inside = (governed[i]?.[1] ?? 0) > at;
    if (!inside && !LEAVES_OPEN.test(run.slice(Math.max(0, at - 20), at))) cuts.push([at, next]);
  }
  cuts.push([run.length, run.length]);

  const parts: string[] = [];
  let left = 0;
  let start = 0;
  for (let i = 0; i < cuts.length; ) {
    // The farthest safe cut within reach.
    let take = -1;
    let k = i;
    for (; k < cuts.length; k++) {
      const piece = run.slice(start, cuts[k]?.[0] ?? 0);
      if (piece.length > MAX_CLAUSE) break;
      const last = k === cuts.length - 1;
      if (last || (!openBracket(piece) && !isPlan(piece) && !CONDITION.test(piece))) take = k;
    }
    const at = take >= 0 ? take : k;
    const end = cuts[at];
    if (!end) break;
    const piece = run.slice(start, end[0]);
    if (piece.length > MAX_CLAUSE || take < 0) left++;
    else parts.push(piece);
    start = end[1];
    i = at + 1;
  }
  return { parts, left };
};
