/**
 * What two drug names have to do with each other, by the formulary's ATC codes (WHO ATC index): the same substance, the
 * same class, a class that a charted allergy names. Names are compared by substance, so brand, salt, accents and spelling
 * do not matter.
 */
import { drugsOfAtc, findDrugNames, formulary } from './formulary.ts';

const codesByName: ReadonlyMap<string, readonly string[]> = (() => {
  const codes = new Map<string, string[]>();
  for (const { name, atc } of formulary) codes.set(name, [...(codes.get(name) ?? []), atc]);
  return codes;
})();

/**
 * The substances that a text names, by their names in the formulary, each once: "Amoxi-clavulánico 875/125" and "losartán
 * 50 mg + HCTZ" give what they hold. Words that are ordinary Spanish as well ("potasio", "suero") are left out.
 */
export const substancesOf = (text: string): readonly string[] => {
  const found = findDrugNames(text).filter(({ common }) => !common);
  return [
    ...new Set(
      found.flatMap(({ canonical, parts }) =>
        canonical.includes('/') && parts.length > 1 ? parts : [canonical],
      ),
    ),
  ];
};

/** All ATC codes of the drugs that a text names (a drug by mouth and by vein may have two); empty when it names none. */
export const atcOf = (text: string): readonly string[] => [
  ...new Set(findDrugNames(text).flatMap(({ canonical }) => codesByName.get(canonical) ?? [])),
];

/** WHO's chemical subgroup, ATC level 4 ("J01DD", third-generation cephalosporins), of each drug that a text names. */
export const drugClasses = (text: string): readonly string[] => [
  ...new Set(
    atcOf(text)
      .filter((code) => code.length >= 5)
      .map((code) => code.slice(0, 5)),
  ),
];

/** True when both texts name the same substances, whatever the spelling, salt or brand. False when one names none. */
export const sameDrug = (a: string, b: string): boolean => {
  const left = substancesOf(a);
  const right = new Set(substancesOf(b));
  return left.length > 0 && left.length === right.size && left.every((name) => right.has(name));
};

/**
 * True when a charted ATC code can be that of a drug named in the text; undefined when the text names no drug or the code is
 * no ATC code of the formulary: nothing can be said then. A class's code ("J01DD") fits all in it.
 */
export const atcFits = (code: string, text: string): boolean | undefined => {
  const wanted = drugsOfAtc(code);
  const named = findDrugNames(text).filter(({ common }) => !common);
  if (wanted.length === 0 || named.length === 0) return undefined;
  const names = new Set(wanted.map(({ name }) => name));
  return named.some(({ canonical, parts }) => names.has(canonical) || parts.some((part) => names.has(part)));
};

/** A class that allergies are charted by, and the ATC codes of what it covers. */
export interface AllergyClass {
  readonly name: string;
  /** What names it, in a charted allergy. */
  readonly said: RegExp;
  /** ATC prefixes. */
  readonly covers: readonly string[];
}

/**
 * Sources: WHO ATC index (what belongs to each class); NSAIDs cross-react with aspirin and pyrazolones by COX-1 inhibition
 * (EAACI/ENDA, Kowalski, Allergy 2013), so an allergy to "AINEs" covers them; sulfonamide antibiotics do not cross-react with the other sulfonamides
 * (furosemide, celecoxib: Strom, NEJM 2003), which stay out; penicillins and cephalosporins are each their own class
 * ("betalactámicos" names both); iodine contrast is not "yodo" of an antiseptic.
 */
export const allergyClasses: readonly AllergyClass[] = [
  { name: 'penicilinas', said: /\bpenicil/, covers: ['J01C'] },
  { name: 'cefalosporinas', said: /\bcefalospor/, covers: ['J01DB', 'J01DC', 'J01DD', 'J01DE', 'J01DI'] },
  { name: 'carbapenémicos', said: /\bcarbapen/, covers: ['J01DH'] },
  { name: 'betalactámicos', said: /\bbeta ?-?lactam/, covers: ['J01C', 'J01D'] },
  {
    name: 'sulfas',
    said: /\bsulfas?\b|\bsulfonamid|\bsulfamid/,
    covers: ['J01E', 'A07EC01', 'D06BA01'],
  },
  { name: 'quinolonas', said: /quinolona/, covers: ['J01M', 'S01AE'] },
  { name: 'macrólidos', said: /\bmacrolid/, covers: ['J01FA'] },
  { name: 'aminoglucósidos', said: /\baminogl[iu]cosid/, covers: ['J01G'] },
  { name: 'tetraciclinas', said: /\btetraciclinas\b/, covers: ['J01A'] },
  {
    name: 'AINEs',
    said: /\baines?\b|\bantiinflamatorios? no ester/,
    covers: ['M01A', 'N02BA', 'B01AC06', 'N02BB'],
  },
  { name: 'pirazolonas', said: /\bpirazolon/, covers: ['N02BB'] },
  { name: 'opioides', said: /\bopi(?:oide|aceo)/, covers: ['N02A', 'N01AH', 'R05DA04'] },
  {
    name: 'medios de contraste yodados',
    said: /\b(?:medios? de )?contrastes?(?: iv| ev)?(?: yodad|\b)|\byodad/,
    covers: ['V08A'],
  },
  { name: 'anestésicos locales', said: /\banestesicos? locales?\b/, covers: ['N01B'] },
  { name: 'benzodiazepinas', said: /\bbenzodia[zc]ep/, covers: ['N05BA', 'N05CD', 'N03AE'] },
  {
    name: 'inhibidores de la ECA',
    said: /\bieca\b|\binhibidor(?:es)? de (?:la )?eca\b/,
    covers: ['C09A', 'C09B'],
  },
  { name: 'estatinas', said: /\bestatinas?\b/, covers: ['C10AA', 'C10B'] },
  { name: 'heparinas', said: /\bheparinas\b/, covers: ['B01AB'] },
  { name: 'corticoides', said: /\bcortico(?:ide|esteroide)/, covers: ['H02'] },
];

/** "Niega alergias", "sin RAM", "no refiere": no allergy is named, whatever else stands there. */
const DENIES =
  /\b(?:niega|sin|no (?:refiere|presenta|tiene|conocid[ao]s?|consigna\w*|registra)|ningun[ao]?|descarta\w*|negativ[ao]s?|tolera)\b/;

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();

export interface AllergyClash {
  /** The substance or class that the allergy names, for the physician. */
  readonly by: string;
  /** `same`: the very substance; `class`: another one of the class that the allergy names. */
  readonly how: 'same' | 'class';
}

/**
 * Whether a drug is one that a charted allergy names, by substance or by a class named in it. An allergy to one substance
 * ("amoxicilina") is not stretched to its class: that is the physician's to judge. Undefined where nothing clashes or the
 * allergy is a denial ("Niega alergias a penicilina").
 */
export const allergyClash = (allergy: string, drug: string): AllergyClash | undefined => {
  for (const clause of allergy.split(/[.;,\n]|\bpero\b/i)) {
    const text = folded(clause);
    if (DENIES.test(text)) continue;
    const named = new Set(substancesOf(clause));
    const same = substancesOf(drug).find((name) => named.has(name));
    if (same !== undefined) return { by: same, how: 'same' };
    const codes = atcOf(drug);
    const of = allergyClasses.find(
      ({ said, covers }) => said.test(text) && codes.some((code) => covers.some((c) => code.startsWith(c))),
    );
    if (of !== undefined) return { by: of.name, how: 'class' };
  }
  return undefined;
};
