/**
 * A text as the check compares it: tokens with their places, in which case, accents, punctuation, line ends and invisible
 * characters make no difference, and the stems of its content words.
 */
import { stemmer } from '@orama/stemmers/spanish';
import { findAbbreviations } from '../../record/lexicon.ts';
import { numberValue } from '../../record/numbers.ts';
import { fold } from '../../record/text.ts';

export interface Token {
  /** Folded word, canonical number ("0,50" = "0.5"), or the mark itself. */
  readonly key: string;
  readonly kind: 'word' | 'number' | 'mark';
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

/** «(+)», «<» and arrows carry meaning where other punctuation does not. */
const TOKEN = /\p{Nd}+(?:[.,]\p{Nd}+)*[½¼¾]?|[½¼¾]|\p{L}[\p{L}\p{M}\p{N}\p{Cf}]*|\p{N}+|\([+-]\)|[<>≤≥↑↓±]/gu;

export const tokensOf = (text: string): Token[] =>
  Array.from(text.matchAll(TOKEN), ({ 0: raw, index }) => {
    const [first = ''] = raw;
    const kind = /\p{N}/u.test(first) ? 'number' : /\p{L}/u.test(first) ? 'word' : 'mark';
    const key = kind === 'number' ? (numberValue(raw) ?? raw) : kind === 'word' ? fold(raw) : raw;
    return { key, kind, start: index, end: index + raw.length };
  });

export const keysOf = (text: string): string[] => tokensOf(text).map((t) => t.key);

/** Words without clinical content: they join others, or belong to any sentence of a summary. */
const EMPTY: ReadonlySet<string> = new Set(
  (
    'a al ante bajo con contra de del desde durante e el ella en entre era es esta este fue ha hacia hasta la las le les lo ' +
    'los mas mediante mi ni no nos o u para pero por que se segun ser si sin sobre su sus tambien tras un una unas uno unos y ya ' +
    'paciente presenta presento presentando refiere evoluciona evolucion cuadro diagnostico diagnosticos dg dx tipo ademas luego ' +
    'posteriormente realiza realizo realizan recibe recibio indica indican alta ingreso egreso hospitalizacion niega descarta'
  ).split(' '),
);

const stems = new Map<string, string>();
export const stemOf = (key: string): string => {
  let stem = stems.get(key);
  if (stem === undefined) {
    stem = stemmer(key);
    if (stems.size > 20_000) stems.clear();
    stems.set(key, stem);
  }
  return stem;
};

/** Words of one meaning in charts, where neither stem nor abbreviation shows it. */
const SAME: ReadonlyMap<string, string> = new Map(
  (
    'renal:riñon cardiaco:corazon hepatico:higado pulmonar:pulmon vesical:vejiga cerebral:cerebro gastrico:estomago ' +
    'intravenoso:endovenoso severo:grave intervencion:cirugia operacion:cirugia quirurgico:cirugia tac:tomografia tc:tomografia ' +
    'scanner:tomografia ecotomografia:ecografia eco:ecografia rx:radiografia calculo:litiasis hipertenso:hipertension ' +
    'diabetico:diabetes neumonico:neumonia egreso:alta aspirina:acetilsalicilico aas:acetilsalicilico ' +
    'hb:hemoglobina hto:hematocrito glucosa:glicemia gb:leucocitos'
  )
    .split(' ')
    .map((pair) => {
      const [word = '', head = ''] = pair.split(':');
      return [stemOf(fold(word)), stemOf(fold(head))] as const;
    }),
);

export interface Stem {
  readonly stem: string;
  /** Of what an abbreviation stands for, not of the word that is written. */
  readonly meant?: true;
  readonly start: number;
  readonly end: number;
}

const contentStem = (key: string): string => {
  const stem = stemOf(key);
  return SAME.get(stem) ?? stem;
};

export const isContent = (token: Token): boolean =>
  token.kind === 'word' && token.key.length > 1 && !EMPTY.has(token.key);

/** Stems of the content words; an abbreviation gives its own and those of all that it may stand for, at one place. */
export const stemsOf = (text: string): Stem[] => {
  const written = tokensOf(text)
    .filter(isContent)
    .map(({ key, start, end }): Stem => ({ stem: contentStem(key), start, end }));
  const meant = findAbbreviations(text).flatMap(({ senses, start, end }) =>
    senses.flatMap((sense) =>
      tokensOf(sense)
        .filter(isContent)
        .map((t): Stem => ({ stem: contentStem(t.key), meant: true, start, end })),
    ),
  );
  return [...written, ...meant];
};

/** What an entry's content words ask of another wording: each word by its own stem, or written out where it is an abbreviation. */
export const conceptsOf = (text: string): (readonly (readonly string[])[])[] => {
  const abbreviations = findAbbreviations(text);
  return tokensOf(text)
    .filter(isContent)
    .map((token) => {
      const short = abbreviations.find((a) => a.start <= token.start && token.end <= a.end);
      const out = (short?.senses ?? []).map((sense) =>
        tokensOf(sense)
          .filter(isContent)
          .map((t) => contentStem(t.key)),
      );
      return [[contentStem(token.key)], ...out];
    });
};
