/**
 * Ranked codes for what a physician typed or a chart says. MiniSearch finds the entries that share terms (also misspelt
 * ones); they are ranked by how much of the mention each covers, how much of the entry the mention covers, both
 * weighed by rarity, and by what kind of entry it is. Nothing is ever inserted from here: the physician chooses.
 */
import MiniSearch from 'minisearch';
import type { CodeList } from '../code-list.ts';
import type { IndexedTerm } from './clinical-index.ts';
import { cie10Rules, type ListRules } from './rules.ts';
import { soundOf, trigramSimilarity } from './spelling.ts';
import { DENIED, type Term, type Vocabulary } from './vocabulary.ts';

export interface Candidate {
  readonly code: string;
  /** As the catalog names it. */
  readonly name: string;
  /** 0 to 1: 1 when the mention and the entry say the same in all words. For ordering; no probability. */
  readonly score: number;
  /** In Spanish, for the physician: the entry that matched and how. */
  readonly why: string;
}

interface Entry extends IndexedTerm {
  readonly id: number;
  readonly terms: readonly Term[];
  /** Sum of its terms' weights. */
  weight: number;
}

/** A clinical term is the best witness, the catalog's own name the next, an organ's general column the last. */
const KIND: Readonly<Record<IndexedTerm['kind'], number>> = { term: 1, name: 0.9, organ: 0.86 };

/** Tuned on CodiEsp's training part; the optimum is flat (docs/EVALUATION.md). */
const ENTRY_COVERAGE = 0.6;
const UNKNOWN_WORD = 0.8;
const SPELLING = 0.9;
/** A word that is written wrong and sounds right. */
const SOUND = 0.95;
const SHADE_WEIGHT = 0.1;
/** What is read of a mention: one that is longer is no diagnosis, and every word costs a search. */
const MAX_MENTION = 1000;
const MAX_TERMS = 40;
/** Edit distance allowed, as a part of a word's length. */
const FUZZY = 0.34;

export interface SuggestOptions {
  /** Default 10. */
  readonly top?: number;
}

export class Suggester {
  readonly #entries: readonly Entry[];
  readonly #frequency = new Map<string, number>();
  /** The term of the words that sound so; none where words of several terms do. */
  readonly #bySound = new Map<string, string | null>();
  readonly #search = new MiniSearch<Entry>({
    fields: ['terms'],
    extractField: (entry, field) =>
      field === 'id' ? entry.id : entry.terms.map(({ text }) => text).join(' '),
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
  });

  /** Takes about half a second for CIE-10: make one, keep it. */
  constructor(
    readonly list: CodeList,
    readonly vocabulary: Vocabulary,
    index: readonly IndexedTerm[],
    readonly rules: ListRules = cie10Rules,
  ) {
    const names = list.entries.map(({ code, name }) => ({ code, text: name, kind: 'name' as const }));
    this.#entries = [...names, ...index].map((entry, id) => ({
      ...entry,
      id,
      terms: vocabulary.terms(entry.text),
      weight: 0,
    }));
    for (const { kind, terms } of this.#entries)
      if (kind !== 'organ') for (const { text } of terms) this.#count(text);
    for (const { terms } of this.#entries)
      for (const { text } of terms) if (!this.#frequency.has(text)) this.#count(text);
    for (const entry of this.#entries)
      entry.weight = entry.terms.reduce((sum, term) => sum + this.#weight(term), 0);
    const sounds = new Map<string, string>();
    for (const { terms } of this.#entries) for (const { word, text } of terms) sounds.set(word, text);
    for (const [word, text] of sounds) {
      const sound = soundOf(word);
      const before = this.#bySound.get(sound);
      this.#bySound.set(sound, before === undefined || before === text ? text : null);
    }
    this.#search.addAll(this.#entries);
  }

  /**
   * The likeliest codes for a mention, one for each category (three characters), the best first. Empty when nothing is
   * said, or all of it is denied ("sin fiebre").
   */
  suggest(mention: string, { top = 10 }: SuggestOptions = {}): readonly Candidate[] {
    const terms = this.vocabulary.terms(mention.slice(0, MAX_MENTION)).slice(0, MAX_TERMS);
    if (terms.length === 0) return [];
    const ranked = this.#matches(terms).toSorted((a, b) => b.score - a.score || a.entry.id - b.entry.id);
    const groups = new Set<string>();
    const candidates: Candidate[] = [];
    for (const { entry, score, spelling } of ranked) {
      const group = this.rules.group(entry.code);
      if (score < this.rules.least || groups.has(group)) continue;
      groups.add(group);
      candidates.push(this.#candidate(entry, score, spelling));
      if (candidates.length === top) break;
    }
    return candidates;
  }

  #matches(terms: readonly Term[]): { entry: Entry; score: number; spelling: string | undefined }[] {
    const asked = terms.map((term) => this.#asked(term));
    const total = asked.reduce((sum, { weight }) => sum + weight, 0);
    const known = new Set(asked.filter((term) => term.known).map(({ key }) => key));
    const results = this.#search.search(asked.map(({ key }) => key).join(' '), {
      combineWith: 'OR',
      fuzzy: (key) => (known.has(key) || key.length < 4 || key.startsWith(DENIED) ? false : FUZZY),
    });
    return results.flatMap(({ id, match }) => {
      const entry = this.#entries[id];
      if (entry === undefined) return [];
      const found = Object.keys(match);
      let mentionCovered = 0;
      let entryCovered = 0;
      let spelling: string | undefined;
      for (const { key, known: exact, weight, alike: sure } of asked) {
        const [best, alike] = exact ? [key, found.includes(key) ? sure : 0] : nearest(key, found);
        if (best === undefined || alike === 0) continue;
        if (alike < 1) spelling = best;
        mentionCovered += weight * alike;
        entryCovered += this.#weight(this.#termOf(entry, best)) * alike;
      }
      const ofEntry = Math.min(1, entryCovered / (entry.weight || 1));
      const score =
        (mentionCovered / total) *
        ofEntry ** ENTRY_COVERAGE *
        KIND[entry.kind] *
        this.rules.prior(entry.code);
      return score > 0 ? [{ entry, score, spelling }] : [];
    });
  }

  /** A term of the mention as it is looked for: an unknown word that sounds like a known one is taken for that one. */
  #asked(term: Term): { key: string; known: boolean; weight: number; alike: number } {
    if (this.#frequency.has(term.text))
      return { key: term.text, known: true, weight: this.#weight(term), alike: 1 };
    const heard =
      term.text.startsWith(DENIED) || term.word.length < 5 ? null : this.#bySound.get(soundOf(term.word));
    if (heard !== undefined && heard !== null)
      return { key: heard, known: true, weight: this.#weight({ ...term, text: heard }), alike: SOUND };
    return { key: term.text, known: false, weight: this.#weight(term) * UNKNOWN_WORD, alike: 1 };
  }

  #termOf(entry: Entry, key: string): Term {
    return entry.terms.find(({ text }) => text === key) ?? { text: key, shade: false, word: key };
  }

  #candidate(entry: Entry, score: number, spelling: string | undefined): Candidate {
    const code = this.#coded(entry.code);
    const why = [
      entry.kind === 'name' ? `nombre en el catálogo: «${entry.text}»` : '',
      entry.kind === 'term'
        ? `${isAbbreviation(entry.text) ? 'abreviatura' : 'sinónimo'}: «${entry.text}»`
        : '',
      entry.kind === 'organ' ? `órgano y lesión: «${entry.text}»` : '',
      spelling === undefined ? '' : 'grafía parecida',
    ].filter((part) => part !== '');
    return {
      code,
      name: this.list.nameOf(code) ?? this.list.nameOf(entry.code.slice(0, 3)) ?? entry.text,
      score: Math.round(Math.min(1, score) * 1000) / 1000,
      why: why.join('; '),
    };
  }

  /** A category is coded as its unspecified subcategory where that says nothing more than the category ("J18": "J18.9"; "N39.9" is another thing). */
  #coded(code: string): string {
    if (!this.rules.categories) return code;
    const category = this.list.nameOf(code.slice(0, 3));
    if (this.list.nameOf(code) === undefined) return code.slice(0, 3);
    const rest = this.list.nameOf(`${code}.9`);
    if (code.length > 3 || category === undefined || rest === undefined) return code;
    const said = new Set(this.vocabulary.terms(category).map(({ text }) => text));
    return this.vocabulary.terms(rest).every(({ text }) => said.has(text)) ? `${code}.9` : code;
  }

  #count(text: string): void {
    this.#frequency.set(text, (this.#frequency.get(text) ?? 0) + 1);
  }

  /** Inverse document frequency (Spärck Jones 1972). */
  #weight({ text, shade }: Pick<Term, 'text' | 'shade'>): number {
    const idf = Math.log(1 + this.#entries.length / (1 + (this.#frequency.get(text) ?? 0)));
    return shade ? idf * SHADE_WEIGHT : idf;
  }
}

const nearest = (key: string, found: readonly string[]): readonly [string | undefined, number] => {
  let best: string | undefined;
  let most = 0;
  for (const candidate of found) {
    const alike = candidate === key ? 1 : trigramSimilarity(key, candidate) * SPELLING;
    if (alike > most) [best, most] = [candidate, alike];
  }
  return [best, most];
};

const isAbbreviation = (text: string): boolean => /^[\p{Lu}\d][\p{Lu}\d./-]{1,6}$/u.test(text);
