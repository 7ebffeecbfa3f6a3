/** Quantities with their unit as charted: "500mg", "875/125 mg", "1,5 g", "5.000 UI", "0.05U/kg/h", "2-3 puff", "1½ comp". */
import { numberValue } from './numbers.ts';

export interface Amount {
  readonly value: number;
  /** Mass in "mg", volume in "ml", units of action in "UI"; the rest as its Spanish name. A rate follows: "mg/kg", "ml/h", "UI/kg/h". */
  readonly unit: string;
}

/** Folded spelling -> canonical unit and factor. "U" counts as "UI" (insulin is charted either way). */
const UNITS: readonly (readonly [RegExp, string, number])[] = [
  [/^(?:mg|mgr|mgs|miligramos?)$/, 'mg', 1],
  [/^(?:g|gr|grs|gramos?)$/, 'mg', 1000],
  [/^(?:mcg|ug|μg|gammas?|microgramos?)$/, 'mg', 0.001],
  [/^(?:ng|nanogramos?)$/, 'mg', 0.000001],
  [/^(?:ml|cc|cm3)$/, 'ml', 1],
  [/^(?:l|lt|lts|litros?)$/, 'ml', 1000],
  [/^(?:ui|u|iu|unidad(?:es)?)$/, 'UI', 1],
  [/^(?:mui|millones? (?:de )?ui)$/, 'UI', 1_000_000],
  [/^meq$/, 'mEq', 1],
  [/^mmol$/, 'mmol', 1],
  [/^%$/, '%', 1],
  [/^(?:gotas?|gts?)$/, 'gotas', 1],
  [/^(?:puffs?|inh|inhalacion(?:es)?|disparos?)$/, 'puff', 1],
  [/^(?:comp?|comps|comprimidos?|cp|tab|tabletas?|grageas?)$/, 'comp', 1],
  [/^(?:caps?|capsulas?)$/, 'cápsula', 1],
  [/^(?:amp|ampollas?)$/, 'ampolla', 1],
  [/^(?:fco|frascos?|fa)$/, 'frasco', 1],
  [/^(?:sobres?)$/, 'sobre', 1],
  [/^(?:parches?)$/, 'parche', 1],
  [/^(?:supositorios?|sup)$/, 'supositorio', 1],
  [/^(?:ovulos?)$/, 'óvulo', 1],
  [/^(?:aplicacion(?:es)?)$/, 'aplicación', 1],
  [/^(?:cucharadas?)$/, 'cucharada', 1],
];
const PER: readonly (readonly [RegExp, string])[] = [
  [/^(?:kg|kilos?)$/, 'kg'],
  [/^(?:h|hr|hrs|hora)$/, 'h'],
  [/^(?:min|minuto)$/, 'min'],
  [/^(?:d|dia)$/, 'd'],
  [/^(?:dosis|do)$/, 'dosis'],
  [/^(?:m2|m²)$/, 'm2'],
  [/^(?:ml|cc)$/, 'ml'],
  [/^(?:l|lt)$/, 'l'],
  [/^(?:dl)$/, 'dl'],
];

const NAME = '(?:millones? (?:de )?ui|[a-zμ]+3?|%)';
const NUMBER = String.raw`\d+(?:[.,]\d+)*[½¼¾]?|[½¼¾]`;
/** Numbers joined by "/", "-", "+" or "a" share the unit that follows them; rates are units after slashes. */
const QUANTITY = new RegExp(
  `(?<![\\p{L}\\d.,]|\\d\\s?/|\\d\\s/\\s)((?:${NUMBER})(?:\\s?(?:[/+-]|\\ba\\b)\\s?(?:${NUMBER}))*)\\s?(?:de\\s)?(${NAME})((?:\\s?/\\s?(?:kg|kilos?|hrs?|h|hora|min(?:uto)?|dia|dosis|do|d|m2|m²|ml|cc|lt?|dl)(?![\\p{L}\\d]))*)(?![\\p{L}\\d])`,
  'gu',
);

const unitOf = (name: string): readonly [string, number] | undefined => {
  const found = UNITS.find(([spelling]) => spelling.test(name));
  return found && [found[1], found[2]];
};

/** Forms that are halved and counted in words: "1/2 comp", "medio comprimido", "dos puff", "un sobre". */
const FORM =
  '(?:comp|tab|caps|amp|sobre|parche|puff|disparo|gota|ovulo|supositorio|fco|frasco|grag|aplicac|cucharad|inhal)';
const IN_WORDS: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`(?<![\\d/.,])(\\d) 1/2(?=\\s?(?:de )?${FORM})`, 'g'), '$1½'],
  [new RegExp(`(?<![\\d/.,])1/2(?=\\s?(?:de )?${FORM})`, 'g'), '½'],
  [new RegExp(`(?<![\\d/.,])1/4(?=\\s?(?:de )?${FORM})`, 'g'), '¼'],
  [new RegExp(`\\bmedi[oa](?=\\s${FORM})`, 'g'), '½'],
  [new RegExp(`\\bun[oa]?(?=\\s${FORM})`, 'g'), '1'],
  [new RegExp(`\\bdos(?=\\s${FORM})`, 'g'), '2'],
  [new RegExp(`\\btres(?=\\s${FORM})`, 'g'), '3'],
  [new RegExp(`\\bcuatro(?=\\s${FORM})`, 'g'), '4'],
];
/** The strengths of a combination without their unit ("875/125 c/12h"): milligrams. Not a pressure ("si PA >140/90"). */
const BARE_COMBINATION =
  /(?<![\p{L}\d.,/<>]|pa\s|pa <\s?|pa >\s?|[<>]\s)(\d{2,4}(?:[.,]\d+)?)\/(\d{2,4}(?:[.,]\d+)?)(?=\s(?!mm|ui|u\b|m[cl]?g|g\b|ml|%)|[,;]|$)/gu;

/** All quantities with a known unit of a folded text, in order. Numbers with other words ("7 días", "12h") are left out. */
export const findAmounts = (folded: string): Amount[] => {
  const amounts: Amount[] = [];
  const written = IN_WORDS.reduce((text, [words, figure]) => text.replace(words, figure), folded).replace(
    BARE_COMBINATION,
    '$1/$2 mg',
  );
  for (const [, numbers = '', name = '', rates = ''] of written.matchAll(QUANTITY)) {
    const unit = unitOf(name);
    if (!unit) continue;
    const per = rates
      .split('/')
      .map((r) => r.trim())
      .flatMap((r) => PER.filter(([spelling]) => spelling.test(r)).map(([, to]) => `/${to}`))
      .join('');
    for (const raw of numbers.match(new RegExp(NUMBER, 'g')) ?? []) {
      const value = numberValue(raw);
      if (value !== null)
        amounts.push({ value: Number((Number(value) * unit[1]).toPrecision(12)), unit: unit[0] + per });
    }
  }
  return amounts;
};
