/**
 * ATC codes for a drug as charted ("Losartan potasico 50 mg c/12h VO"): the substances that the formulary finds in the text; where
 * it finds none, those whose name is written most alike. Dose, route and frequency choose no substance, but the route chooses among the codes of one.
 */
import { fold } from '../../record/text.ts';
import { type Drug, findDrugNames, formulary } from '../formulary.ts';
import { dice, soundOf, trigrams } from './spelling.ts';
import type { Candidate } from './suggest.ts';

/** What a text says of where a drug goes, and the ATC groups that are for there alone. */
const PLACES: readonly (readonly [said: RegExp, groups: RegExp])[] = [
  [/colirio|oftalm|gotas ocul|\boi\b|\bod\b/, /^S01/],
  [/crema|unguento|topic|pomada|gel\b|\bcutane/, /^(?:D|M02)/],
  [/inhal|puff|nebuliz|\bmdi\b|\bsbt\b/, /^R03/],
  [/nasal/, /^R01/],
  [/vaginal|ovulo/, /^G0[12]/],
  [/\bvo\b|oral|\bcomp|capsula|sng/, /^(?:A07|P01)/],
];
/** Groups for one place of the body: meant only where the text says so. */
const LOCAL = /^(?:A01|A07|D|G01|M02|P01|R01|S)/;

const priority = (atc: string, text: string): number => {
  if (PLACES.some(([said, groups]) => said.test(text) && groups.test(atc))) return 2;
  return LOCAL.test(atc) ? 0 : 1;
};

/** Words that are no drug's name: doses, routes, frequencies, forms. */
const NOISE =
  /\b(?:\d[\d.,/]*|mg|g|gr|mcg|ug|ml|cc|ui|u|meq|vo|ev|iv|im|sc|sl|sng|c|h|hrs?|cada|dia|dias|noche|manana|sos|comp\w*|caps?\w*|amp\w*|fco|frasco|jarabe|gotas|puff|por|via|al|de|en|bic|bolo)\b/g;

/** What is read of a mention: one that is longer is no drug. */
const MAX_MENTION = 500;
/** Less alike is no candidate. */
const LEAST = 0.45;

interface Named {
  readonly name: string;
  readonly text: string;
  readonly grams: ReadonlySet<string>;
}

/** Every name and synonym of the formulary that is long enough to be misspelt, as it sounds. Made when first asked for. */
const misspellable = (() => {
  let made: readonly Named[] | undefined;
  return (): readonly Named[] => {
    made ??= formulary.flatMap(({ name, synonyms }) =>
      [name, ...synonyms].flatMap((text) => {
        const plain = fold(text);
        return plain.length < 5 ? [] : [{ name, text, grams: trigrams(soundOf(plain)) }];
      }),
    );
    return made;
  };
})();

const candidatesOf = (
  canonical: string,
  text: string,
  written: string,
  score: number,
  why: string,
): Candidate[] => {
  const likely = ({ atc, synonyms }: Drug): number =>
    priority(atc, text) + (synonyms.some((one) => fold(one) === fold(written)) ? 0.5 : 0);
  return formulary
    .filter(({ name, atc }) => name === canonical && atc.length >= 5)
    .toSorted((a, b) => likely(b) - likely(a))
    .map(({ name, atc }, i) => ({
      code: atc,
      name,
      score: Math.round(Math.max(0, score - i * 0.05) * 1000) / 1000,
      why,
    }));
};

const whyNamed = (written: string, canonical: string): string =>
  fold(written) === fold(canonical)
    ? `nombre: «${canonical}»`
    : `${/^[\p{Lu}\d/-]{2,7}$/u.test(written) ? 'abreviatura' : 'otro nombre'}: «${written}»`;

/** Names written most alike, one a substance. */
const alike = (text: string): readonly { name: string; text: string; score: number }[] => {
  const said = fold(text)
    .replace(NOISE, ' ')
    .replace(/[^\p{L}\s-]/gu, ' ')
    .split(/\s+/)
    .filter((w) => w.length > 3);
  const whole = said.join(' ');
  const asked = [...new Set([whole, ...said])].filter((w) => w !== '').map((w) => trigrams(soundOf(w)));
  const best = new Map<string, { name: string; text: string; score: number }>();
  for (const { name, text: listed, grams } of misspellable()) {
    const score = Math.max(0, ...asked.map((word) => dice(word, grams)));
    if (score > (best.get(name)?.score ?? LEAST)) best.set(name, { name, text: listed, score });
  }
  return [...best.values()].toSorted((a, b) => b.score - a.score);
};

/** The likeliest ATC codes, the best first. Empty for a text that names nothing like a drug. */
export const suggestDrug = (
  mention: string,
  { top = 10 }: { readonly top?: number } = {},
): readonly Candidate[] => {
  const charted = mention.slice(0, MAX_MENTION);
  const text = fold(charted);
  const found = findDrugNames(charted).filter(({ common }, _, all) => !common || all.every((m) => m.common));
  const sure = found.flatMap(({ canonical, name }) =>
    candidatesOf(canonical, text, name, 1, whyNamed(name, canonical)),
  );
  const guessed =
    sure.length > 0
      ? []
      : alike(charted)
          .slice(0, top)
          .flatMap(({ name, text: listed, score }) =>
            candidatesOf(name, text, listed, score * 0.9, `grafía parecida: «${listed}»`),
          );
  const all = [...sure, ...guessed];
  return all
    .filter((one, i) => all.findIndex(({ code, name }) => code === one.code && name === one.name) === i)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, top);
};
