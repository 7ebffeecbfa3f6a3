/**
 * Which CSS selectors an adapter may hold. The browser offers no way to stop a selector that it has begun to match, so
 * what could take long is refused before it runs: combinators whose backtracking multiplies, `:has` inside `:has`,
 * pseudo-classes that look through all siblings for each element.
 */
import { parse, type Selector } from 'css-what';

export const MAX_SELECTOR = 500;
const MAX_BORDERS = 6;
const MAX_ALTERNATIVES = 8;
const MAX_COMPOUNDS = 8;
const MAX_ADJACENT = 3;
const MAX_NTH = 4;

const PLAIN_PSEUDO = new Set(
  'first-child last-child only-child first-of-type last-of-type only-of-type empty checked disabled enabled required read-only read-write root scope defined'.split(
    ' ',
  ),
);
const NTH_PSEUDO = new Set(['nth-child', 'nth-last-child', 'nth-of-type', 'nth-last-of-type']);
const NESTING = new Set(['not', 'is', 'where', 'has']);
const COMBINATORS = new Set(['descendant', 'child', 'adjacent', 'sibling', 'parent', 'column-combinator']);

interface Sum {
  nth: number;
  has: number;
}

/** What is wrong with one alternative (a selector without commas); null: nothing. */
const wrongIn = (tokens: readonly Selector[], depth: number, sum: Sum): string | null => {
  let compounds = 1;
  let adjacent = 0;
  let bare = 0;
  for (const [i, token] of tokens.entries()) {
    const kind: string = token.type;
    if (COMBINATORS.has(kind)) {
      compounds += 1;
      // Looks through all siblings before each element: seconds on a table of 5,000 rows, minutes inside a pseudo-class.
      if (kind === 'sibling') return '~ tarda demasiado: use + o la caja que lo contiene';
      if (kind === 'adjacent') adjacent += 1;
      if (kind === 'parent' || kind === 'column-combinator') return 'combinador desconocido';
      continue;
    }
    if (kind === 'universal' && (i + 1 === tokens.length || COMBINATORS.has(tokens[i + 1]?.type ?? '')))
      bare += 1;
    if (kind === 'pseudo-element') return 'un pseudoelemento no encuentra nada';
    if (token.type === 'attribute' && (token.action as string) === 'not') return '[a!=b] no es CSS';
    if (token.type !== 'pseudo') continue;
    const { name, data } = token;
    if (NTH_PSEUDO.has(name)) {
      sum.nth += 1;
      if (typeof data !== 'string' || !/^(odd|even|[+-]?\d*n?(\s*[+-]\s*\d+)?)$/i.test(data.trim()))
        return `:${name}(${typeof data === 'string' ? data : ''})`;
    } else if (NESTING.has(name)) {
      if (name === 'has') sum.has += 1;
      if (depth > 0 || !Array.isArray(data)) return `:${name} dentro de otro`;
      const limit = name === 'has' ? 2 : 3;
      for (const inner of data) {
        if (inner.filter((t) => COMBINATORS.has(t.type)).length > limit) return `:${name} es demasiado largo`;
        const wrong = wrongIn(inner, depth + 1, sum);
        if (wrong) return wrong;
      }
      if (data.length > MAX_ALTERNATIVES) return `:${name} tiene demasiadas alternativas`;
    } else if (data !== null || !PLAIN_PSEUDO.has(name)) return `:${name}`;
  }
  if (compounds > MAX_COMPOUNDS) return `más de ${MAX_COMPOUNDS} pasos`;
  if (adjacent > MAX_ADJACENT) return `más de ${MAX_ADJACENT} +`;
  if (bare > 1) return 'más de un *';
  return null;
};

/** What is wrong with a selector (with `>>>` at the borders of shadow roots and frames), in Spanish for IT; null: nothing. */
export const wrongWithSelector = (selector: string): string | null => {
  if (selector.length > MAX_SELECTOR) return `más de ${MAX_SELECTOR} caracteres`;
  const steps = selector.split('>>>');
  if (steps.length > MAX_BORDERS) return `más de ${MAX_BORDERS - 1} >>>`;
  for (const step of steps) {
    if (step.trim() === '') return 'un paso vacío junto a >>>';
    let alternatives: Selector[][];
    try {
      alternatives = parse(step);
    } catch (thrown) {
      // The parser says where, in English.
      return thrown instanceof Error ? `no es CSS (${thrown.message.slice(0, 120)})` : 'no es CSS';
    }
    if (alternatives.length > MAX_ALTERNATIVES) return `más de ${MAX_ALTERNATIVES} alternativas`;
    const sum: Sum = { nth: 0, has: 0 };
    for (const one of alternatives) {
      const wrong = wrongIn(one, 0, sum);
      if (wrong) return wrong;
    }
    if (sum.has > 1) return 'más de un :has';
    if (sum.nth > MAX_NTH) return `más de ${MAX_NTH} :nth`;
    if (!parsesHere(step)) return 'el navegador no lo acepta';
  }
  return null;
};

/** Asked of the browser itself, where there is one. */
const parsesHere = (step: string): boolean => {
  if (typeof document === 'undefined') return true;
  try {
    document.createDocumentFragment().querySelector(step);
    return true;
  } catch {
    return false;
  }
};
