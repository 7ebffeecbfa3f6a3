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
  'de del la el los las y o u e en con por a al un una unos unas no otra otras otro otros que para su sus se lo mas muy ' +
    'especificada especificado especificadas especificados especificacion mencion tipo origen debido debida sitio parte nivel region zona area causa clase ' +
    'probable posible sospecha obs observacion diagnostico dg dx impresiona sugerente compatible aparente',
);

/** Side and degree: they seldom choose a code, so they weigh little. */
const SHADE = list(
  'derecho derecha izquierdo izquierda bilateral bilaterales ambos ambas derechos derechas izquierdos izquierdas dcho dcha der izq izqdo ' +
    'izqda od oi ao leve leves moderado moderada severo severa grave importante discreto discreta pequeno pequena gran multiples multiple',
);

const NEGATION = list('sin niega niegan descarta descartan descartado descartada ausencia');
/** What ends the reach of a negation; "y" and "ni" do not. */
const CLAUSE_END = /[.;:,()]|\b(?:pero|con|aunque|por)\b/i;

const ROMAN: Readonly<Record<string, string>> = { i: '1', ii: '2', iii: '3', iv: '4', v: '5', vi: '6' };

const MALIGNANT = stemmer('maligno');

/** Begins a term that is denied; no word holds it. */
export const DENIED = 'sin_';

export interface Term {
  readonly text: string;
  /** Of little weight. */
  readonly shade: boolean;
}

export class Vocabulary {
  readonly #heads = new Map<string, string>();

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
      const bare = this.#head(ROMAN[folded] ?? folded);
      const term = negated ? `${DENIED}${bare}` : bare;
      if (!found.has(term)) found.set(term, { text: term, shade: SHADE.has(folded) });
    }
    this.#joinMalignant(found);
    return [...found.values()];
  }

  #kept(text: string): readonly { folded: string; negated: boolean }[] {
    let negated = false;
    let end = 0;
    return words(text).flatMap(({ folded, start, end: wordEnd }) => {
      if (negated && CLAUSE_END.test(`${text.slice(end, start)} ${folded}`)) negated = false;
      end = wordEnd;
      if (NEGATION.has(folded) && !/^\s*adquirida/i.test(text.slice(wordEnd))) {
        negated = true;
        return [];
      }
      return FILLER.has(folded) ? [] : [{ folded, negated }];
    });
  }

  #head(word: string): string {
    const stem = stemmer(word);
    return this.#heads.get(stem) ?? stem;
  }

  /** CIE-10 writes "tumor maligno" where a clinician writes "carcinoma" or "cáncer". */
  #joinMalignant(found: Map<string, Term>): void {
    const tumour = this.#head('tumor');
    if (!found.has(tumour) || !found.has(MALIGNANT)) return;
    found.delete(tumour);
    found.delete(MALIGNANT);
    const carcinoma = this.#head('carcinoma');
    found.set(carcinoma, { text: carcinoma, shade: false });
  }
}
