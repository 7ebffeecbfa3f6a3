/**
 * A mention or a name becomes the set of terms by which the two are compared: folded, without filler words, stemmed
 * (Snowball's Spanish stemmer), and each word in the place of those that mean the same ("renal", "riñón"). What a
 * negation covers is another term altogether: "sin fiebre" shares none with "fiebre".
 */
import { stemmer } from '@orama/stemmers/spanish';
import { words } from '../../record/text.ts';

const list = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Words that say nothing of which disease it is. */
const FILLER = list(
  'de del la el los las y o u e en con por a al un una unas unos no otra otras otro otros que para su sus se lo mas muy ' +
    'especificada especificado especificadas especificados especificacion mencion tipo origen debido debida sitio parte nivel region zona area causa clase ' +
    'probable posible sospecha obs observacion diagnostico dg dx impresiona sugerente compatible aparente',
);

/** Side and degree: they seldom choose a code, so they weigh little. */
const SHADE = list(
  'derecho derecha izquierdo izquierda bilateral bilaterales ambos ambas derechos derechas izquierdos izquierdas dcho dcha der izq izqdo ' +
    'izqda od oi ao leve leves moderado moderada severo severa grave importante discreto discreta pequeno pequena gran multiples multiple',
);

const NEGATION = list(
  'sin niega niegan descarta descartan descartado descartada descartados descartadas ausencia',
);
/** Said after what it denies: "TEP descartado". */
const DENIED_BEFORE = list('descartado descartada descartados descartadas');
/** After "no" it denies what follows; "no" before anything else ("no especificada", "no Hodgkin") belongs to a name. */
const NOT_VERB =
  /^\s+(?:se|presenta\w*|refier\w*|hay|impresiona\w*|evidenci\w*|tiene|tuvo|palp\w*|observa\w*|cursa\w*)\b/i;
/** What ends the reach of a negation; "y" and "ni" do not. */
const CLAUSE_END = /[.;:,()]|\b(?:pero|con|aunque|por)\b/i;

const ROMAN: ReadonlyMap<string, string> = new Map(
  Object.entries({ i: '1', ii: '2', iii: '3', iv: '4', v: '5', vi: '6' }),
);

const MALIGNANT = stemmer('maligno');

/** Begins a term that is denied; no word holds it. */
export const DENIED = 'sin_';

export interface Term {
  readonly text: string;
  /** Of little weight. */
  readonly shade: boolean;
  /** The word as written, folded. */
  readonly word: string;
}

interface Kept {
  readonly folded: string;
  negated: boolean;
  readonly clause: number;
}

export class Vocabulary {
  readonly #heads = new Map<string, string>();
  /** A catalog repeats its words: each is stemmed once. */
  readonly #known = new Map<string, string>();

  /** `synonyms`: a line for each set of words that mean the same, the first standing for all; `#` begins a comment. */
  constructor(synonyms: string) {
    for (const line of synonyms.split('\n')) {
      if (line.startsWith('#')) continue;
      const group = words(line).map(({ folded }) => stemmer(folded));
      for (const word of group) if (!this.#heads.has(word)) this.#heads.set(word, group[0] ?? word);
    }
  }

  /** The terms of a text, each once. Empty when it holds only filler. */
  terms(text: string): readonly Term[] {
    const found = new Map<string, Term>();
    for (const { folded, negated } of this.#kept(text)) {
      const bare = this.#head(ROMAN.get(folded) ?? folded);
      const term = negated ? `${DENIED}${bare}` : bare;
      if (!found.has(term)) found.set(term, { text: term, shade: SHADE.has(folded), word: folded });
    }
    this.#joinMalignant(found);
    return [...found.values()];
  }

  #kept(text: string): readonly Kept[] {
    const kept: Kept[] = [];
    let negated = false;
    let end = 0;
    let clause = 0;
    let fresh = true;
    for (const { folded, start, end: wordEnd } of words(text)) {
      if (CLAUSE_END.test(`${text.slice(end, start)} ${folded}`)) {
        negated = false;
        clause++;
        fresh = true;
      }
      end = wordEnd;
      const after = text.slice(wordEnd);
      if (NEGATION.has(folded) && !/^\s*adquirida/i.test(after)) {
        if (!fresh && DENIED_BEFORE.has(folded)) {
          for (const word of kept) if (word.clause === clause) word.negated = true;
        } else negated = true;
      } else if (folded === 'no' && NOT_VERB.test(after)) negated = true;
      else if (!FILLER.has(folded)) {
        kept.push({ folded, negated, clause });
        fresh = false;
      }
    }
    return kept;
  }

  #head(word: string): string {
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    const stem = stemmer(word);
    const head = this.#heads.get(stem) ?? stem;
    this.#known.set(word, head);
    return head;
  }

  /** CIE-10 writes "tumor maligno" where a clinician writes "carcinoma" or "cáncer". */
  #joinMalignant(found: Map<string, Term>): void {
    const tumour = this.#head('tumor');
    if (!found.has(tumour) || !found.has(MALIGNANT)) return;
    found.delete(tumour);
    found.delete(MALIGNANT);
    const carcinoma = this.#head('carcinoma');
    found.set(carcinoma, { text: carcinoma, shade: false, word: 'carcinoma' });
  }
}
