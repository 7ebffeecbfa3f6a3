/**
 * Which words of a charted clause are denied, and which are only suspected: "sin fiebre ni dolor", "se descarta TEP",
 * "TEP descartado", "niega alergias", "no se descarta IAM". Read for comparing; nothing here words an output.
 *
 * NegEx (Chapman 2001) and ConText (Harkema 2009): a cue, a direction, a scope that ends at a terminator; cues for Spanish
 * after the adaptations of NegEx to Spanish (Costumero 2014; Santamaría 2019, NegEx-MES) and of the annotated Chilean
 * waiting list corpus (Báez 2020), with what Chilean notes add ("niega", "(-)", "d/c").
 */
import { fold } from './text.ts';

/** `negated`: said not to be; `possible`: neither said nor denied ("descartar TEP", "no se descarta", "probable"). */
export type Assertion = 'affirmed' | 'negated' | 'possible';

export interface AssertionSpan {
  readonly status: 'negated' | 'possible';
  /** The cue as it stands in the text. UTF-16 offsets. */
  readonly cue: { readonly text: string; readonly start: number; readonly end: number };
  /** What it denies, cue excluded. Empty (`start === end`) where the cue has nothing to deny. */
  readonly start: number;
  readonly end: number;
}

interface Token {
  /** Folded word, or the mark itself. */
  readonly text: string;
  readonly mark: boolean;
  readonly start: number;
  readonly end: number;
}

const TOKEN = /\(-\)|[\p{L}\p{M}\p{N}]+(?:[.,/]\p{N}+)*(?:\/[a-z]\b)?|[^\s]/gu;

const tokenise = (text: string): Token[] =>
  Array.from(text.replace(/[\n\r]/gu, '|').matchAll(TOKEN), (m) => {
    const mark = !/^[\p{L}\p{N}]/u.test(m[0]);
    return { text: mark ? m[0] : fold(m[0]), mark, start: m.index, end: m.index + m[0].length };
  });

type Direction = 'pre' | 'post' | 'either' | 'one' | 'none';
interface Cue {
  readonly words: readonly string[];
  readonly direction: Direction;
  readonly status: 'negated' | 'possible';
  /** A list after it goes on over commas ("niega fiebre, tos y disnea"). */
  readonly list?: true;
}

const cues = (direction: Direction, status: Cue['status'], phrases: string, list?: true): Cue[] =>
  phrases
    .split('|')
    .map((p) => ({ words: p.trim().split(' '), direction, status, ...(list ? { list } : {}) }));

const CUES: readonly Cue[] = [
  // Say nothing of what follows, or deny no finding.
  ...cues(
    'none',
    'negated',
    'sin embargo|no obstante|no solo|no solamente|sin duda|sin dudas|sin lugar a dudas|no mas de|no menos de|sin perjuicio|si no|no bien',
  ),
  // Deny the next word alone: "sin cambios en neumonía" does not deny the pneumonia.
  ...cues(
    'one',
    'negated',
    'sin cambio|sin cambios|sin variacion|sin variaciones|sin mejoria|sin respuesta|sin aumento|sin disminucion|sin progresion',
  ),
  ...cues(
    'pre',
    'possible',
    'no se descarta|no se descartan|no descarta|no descartan|no descartado|no descartada|no es posible descartar|no se puede descartar|no se logra descartar|no permite descartar|no excluye|no se excluye|sin descartar|sin poder descartar|' +
      'para descartar|por descartar|a descartar|descartar|d/c|sospecha de|sospecha|se sospecha|sospechoso de|sospechosa de|probable|probables|posible|posibles|impresiona|sugerente de|sugerente|sugiere|eventual|versus|vs|riesgo de|en estudio por',
  ),
  ...cues('post', 'possible', 'en estudio|no descartado|no descartada|por confirmar|a confirmar'),
  ...cues(
    'pre',
    'negated',
    'niega|niegan|negando|nego|deniega|no refiere|no relata|no manifiesta|negativo para|negativa para|negativos para|negativas para',
    true,
  ),
  ...cues(
    'pre',
    'negated',
    'sin|sin signos de|sin evidencia de|sin evidencias de|sin elementos de|sin presencia de|sin antecedentes de|ausencia de|ausencia|libre de|exento de|exenta de|carece de|nunca|jamas|ningun|ninguna|ni|' +
      'no hay|no hubo|no existe|no existen|no presenta|no presento|no se observa|no se observan|no se evidencia|no se evidencian|no se aprecia|no se aprecian|no se visualiza|no se visualizan|no se identifica|no se identifican|no se palpa|no se palpan|no se ausculta|no se constata|no se constatan|no se encuentra|no se encuentran|no se detecta|no se detectan|no muestra|no evidencia|no impresiona|no tiene|no requiere|no requirio|no tolera|no usa|no recibe|no recibio|' +
      'se descarta|se descartan|se descarto|se descartaron|descarta|descartan|descarto|descartandose|descartando|se excluye|excluye|ha descartado|queda descartado|queda descartada|cese de|desaparicion de',
  ),
  ...cues(
    'either',
    'negated',
    'descartado|descartada|descartados|descartadas|excluido|excluida|negativo|negativa|negativos|negativas|neg|ausente|ausentes|(-)',
  ),
  ...cues(
    'post',
    'negated',
    'no se observa|no se observan|no se evidencia|no se evidencian|se descarta|se descartan|no presenta',
  ),
  ...cues('pre', 'negated', 'no'),
];
const LONGEST = Math.max(...CUES.map((c) => c.words.length));
const BY_FIRST = new Map<string, Cue[]>();
for (const cue of CUES) {
  const first = cue.words[0] ?? '';
  BY_FIRST.set(first, [...(BY_FIRST.get(first) ?? []), cue]);
}

/** No cue reaches farther, in words and marks: a note without any punctuation is still read in linear time. */
const REACH = 40;
const STOP_MARK = /^[.;:|!?¿¡()[\]•…]$/u;
/** Words at which the scope of a cue ends: contrast, cause, and verbs that state something new. */
const STOP =
  /^(?:pero|aunque|sino|salvo|excepto|mientras|debido|secundari[oa]s?|porque|puesto|por|desde|durante|tras|segun|mediante|luego|posteriormente|actualmente|hoy|ahora|persiste[n]?|presenta(?:ndo)?|refiere|relata|evoluciona(?:ndo)?|mantiene|mantenien?do|tolera(?:ndo)?|mejora(?:ndo)?|queda(?:ndo)?|inicia|ingresa|impresiona|destaca|solo|solamente|unicamente|solicita|indica|decide|realiza|traslada|suspende|cambia|completa|recibe|requiere|logra|muestra|informa|evidencia|consulta|continua|sigue|afebril|estable|eupneic[oa]|normotens[oa]|hemodinamicamente|vigil|lucid[oa]|orientad[oa]|asintomatic[oa]|febril|satura(?:ndo)?)$/u;
/** "con" begins something new, except after words that govern it. */
const GOVERNS_CON =
  /^(?:relacion|relacionad[oa]s?|contacto|compatible[s]?|concordante[s]?|respuesta|tratamiento|manejo|dolor|acorde|junto)$/u;
/** One word denied by «no» before an adjective: "apendicitis no complicada", "ventilación no invasiva". */
const ADJECTIVE = /(?:[ai]d[oa]s?|iv[oa]s?|ic[oa]s?|os[oa]s?|[ai]bles?|ales?|ari[oa]s?|[ae]ntes?|ur[oa]s?)$/u;
const AFTER_Y_NEW = /^(?:con|en|se|esta|buen[ao]?|normal(?:es)?|adecuad[oa])$/u;

const stops = (tokens: readonly Token[], i: number): boolean => {
  const token = tokens[i];
  if (!token) return true;
  if (token.mark) return STOP_MARK.test(token.text) && token.text !== '(-)';
  if (token.text === 'con') return !GOVERNS_CON.test(tokens[i - 1]?.text ?? '');
  return STOP.test(token.text);
};

/** The index at which what follows `from` is no longer denied. */
const scopeAfter = (tokens: readonly Token[], from: number, cue: Cue): number => {
  let end = from;
  while (end < Math.min(tokens.length, from + REACH) && !(end > from && stops(tokens, end))) {
    const token = tokens[end];
    if (end === from && token?.mark && STOP_MARK.test(token.text)) return end;
    if (token?.text === ',' && !cue.list && !listGoesOn(tokens, end + 1)) return end;
    if (token && /^[ye]$/u.test(token.text) && opensNew(tokens, end + 1)) return end;
    end++;
  }
  return end;
};

/** After a comma: the list goes on where "ni", "o" or "sin" joins its end ("sin fiebre, tos ni disnea"). */
const listGoesOn = (tokens: readonly Token[], from: number): boolean => {
  for (let i = from; i < tokens.length && i < from + 25; i++) {
    if (stops(tokens, i)) return false;
    if (tokens[i]?.text === 'ni') return true;
    if (i > from && tokens[i]?.text === 'o') return true;
  }
  return false;
};

/** After "y": a new statement where a verb, a figure or a state follows ("sin fiebre y PCR 12"). */
const opensNew = (tokens: readonly Token[], from: number): boolean => {
  const next = tokens[from];
  if (!next || stops(tokens, from) || AFTER_Y_NEW.test(next.text)) return true;
  for (let i = from; i < tokens.length && i < from + 6; i++) {
    const token = tokens[i];
    if (!token || token.mark || /^[ye]$/u.test(token.text)) return false;
    if (
      i > from &&
      (/^\p{N}/u.test(token.text) ||
        /^(?:en|descenso|baja|sube|normal(?:es)?|positiv[oa]s?)$/u.test(token.text))
    )
      return true;
  }
  return false;
};

/** Where what stands before the cue and is denied by it begins. */
const scopeBefore = (tokens: readonly Token[], cueAt: number): number => {
  let start = cueAt;
  while (start > Math.max(0, cueAt - REACH)) {
    const token = tokens[start - 1];
    if (!token || (token.mark && !/^[-/"«»%+]$/u.test(token.text))) break;
    if (/^(?:con|pero|y|e|sin|aunque|se|por)$/u.test(token.text)) break;
    start--;
  }
  return start;
};

const matchAt = (tokens: readonly Token[], i: number): Cue[] => {
  const found = (BY_FIRST.get(tokens[i]?.text ?? '') ?? []).filter((cue) =>
    cue.words.every((word, k) => tokens[i + k]?.text === word),
  );
  const length = Math.max(0, ...found.map((c) => c.words.length));
  return found.filter((c) => c.words.length === length);
};

const LINKS = /^(?:se|ha|han|fue|queda|quedo|es|son|de|el|la|los|las|para)$/u;

const spanOf = (tokens: readonly Token[], i: number, found: readonly Cue[]): [number, number, Cue] | null => {
  const width = found[0]?.words.length ?? 1;
  const after = i + width;
  const before = scopeBefore(tokens, i);
  const hasBefore = tokens.slice(before, i).some((t) => !t.mark && !LINKS.test(t.text));
  const hasAfter = after < tokens.length && !stops(tokens, after) && tokens[after]?.text !== ',';
  for (const cue of found) {
    switch (cue.direction) {
      case 'none':
        return null;
      case 'one':
        // The word denied is the cue's own last.
        return [after - 1, after, cue];
      case 'pre':
        if (cue.words.length === 1 && cue.words[0] === 'no') {
          if (!hasAfter) return hasBefore ? [before, i, cue] : null;
          if (ADJECTIVE.test(tokens[after]?.text ?? '') && hasBefore) return [after, after + 1, cue];
        }
        if (hasAfter) return [after, scopeAfter(tokens, after, cue), cue];
        break;
      case 'post':
        if (hasBefore && !hasAfter) return [before, i, cue];
        break;
      case 'either':
        if (hasBefore) return [before, i, cue];
        if (hasAfter) return [after, scopeAfter(tokens, after, cue), cue];
        break;
    }
  }
  return null;
};

/**
 * The spans of a clause or of a longer text that are denied or only suspected, in the order of their cues; spans may
 * overlap ("sin fiebre ni dolor": two). A span ends at "pero", "con", «;», «.», «|», a verb that states something new.
 * Linear in the text.
 */
export const assertionSpans = (text: string): AssertionSpan[] => {
  const tokens = tokenise(text);
  const spans: AssertionSpan[] = [];
  for (let i = 0; i < tokens.length; ) {
    const found = matchAt(tokens, i);
    const [first] = found;
    if (!first) {
      i++;
      continue;
    }
    const width = Math.min(LONGEST, first.words.length);
    const span = spanOf(tokens, i, found);
    if (span) {
      const [from, to, cue] = span;
      const [a, b] = [tokens[from], tokens[to - 1]];
      const last = tokens[i + width - 1];
      const here = tokens[i];
      if (here && last)
        spans.push({
          status: cue.status,
          cue: { text: text.slice(here.start, last.end), start: here.start, end: last.end },
          start: a?.start ?? last.end,
          end: b && b.end > (a?.start ?? 0) ? b.end : (a?.start ?? last.end),
        });
    }
    i += width;
  }
  return spans;
};

/** How the text takes what stands at an offset range: denied beats suspected. */
export const assertionAt = (spans: readonly AssertionSpan[], start: number, end: number): Assertion => {
  const over = spans.filter((s) => s.start <= start && end <= s.end && s.start < s.end);
  if (over.some((s) => s.status === 'negated')) return 'negated';
  return over.length > 0 ? 'possible' : 'affirmed';
};

/**
 * Every way in which a text takes a finding ("fiebre", "dolor abdominal"): one entry for each place where its words stand in
 * a row, compared without case and accents; empty where they do not.
 */
export const assertionsOf = (text: string, finding: string): Assertion[] => {
  const wanted = tokenise(finding).filter((t) => !t.mark);
  const [head] = wanted;
  if (!head) return [];
  const tokens = tokenise(text);
  const spans = assertionSpans(text);
  return tokens.flatMap((token, i) => {
    if (token.text !== head.text || !wanted.every((w, k) => tokens[i + k]?.text === w.text)) return [];
    return [assertionAt(spans, token.start, tokens[i + wanted.length - 1]?.end ?? token.end)];
  });
};

/** A key of all that the text denies or suspects: equal for two texts that do so of the same words in the same order. */
export const assertionKey = (text: string): string =>
  assertionSpans(text)
    .map(
      (s) =>
        `${s.status}:${fold(text.slice(s.start, s.end))
          .replace(/[^\p{L}\p{N}]+/gu, ' ')
          .trim()}`,
    )
    .join(';');
