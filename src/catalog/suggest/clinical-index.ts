/**
 * What clinicians write and where CIE-10 puts it, in the manner of the classification's own alphabetical index (volume 3):
 * terms with their code, and organs whose columns say where their tumours, pain, injuries and other disorders go.
 */

export interface IndexedTerm {
  readonly code: string;
  readonly text: string;
  readonly kind: 'name' | 'term' | 'organ';
}

/** What is said of an organ, by the column of `cie10-organs.txt` that holds its code. */
const SAID_OF_ORGANS: readonly (readonly string[])[] = [
  ['carcinoma'],
  ['metástasis', 'infiltración metastásica'],
  ['tumor benigno'],
  ['tumor', 'neoplasia'],
  [
    ...['lesión', 'masa', 'quiste', 'nódulo', 'enfermedad', 'trastorno', 'afección'],
    ...['edema', 'atrofia', 'alteración', 'defecto'],
  ],
  ['dolor', 'molestia'],
  ['traumatismo', 'herida', 'contusión', 'rotura traumática'],
];

const lines = (text: string): readonly string[] =>
  text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));

/** `CODE term; term; …` a line. */
export const parseTerms = (text: string): readonly IndexedTerm[] =>
  lines(text).flatMap((line) => {
    const space = line.indexOf(' ');
    const code = line.slice(0, space);
    const terms = line.slice(space + 1).split(';');
    return terms.map((term) => ({ code, text: term.trim(), kind: 'term' as const }));
  });

/** `word, word | code | code | …` a line; each word with all that is said of organs. */
export const parseOrgans = (text: string): readonly IndexedTerm[] =>
  lines(text).flatMap((line) => {
    const [names = '', ...codes] = line.split('|').map((cell) => cell.trim());
    return codes.flatMap((code, column) =>
      names.split(', ').flatMap((name) =>
        (SAID_OF_ORGANS[column] ?? []).map((said) => ({
          code,
          text: `${said} ${name}`,
          kind: 'organ' as const,
        })),
      ),
    );
  });
