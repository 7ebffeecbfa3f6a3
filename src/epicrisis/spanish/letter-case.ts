/**
 * The one change that a charted text may undergo: the case of the first letter of an ordinary word follows its place in
 * the sentence. Acronyms («TEP», «Hb»), mixed spellings («pH», «mTOR», «IAMCEST»), digits, names and text in capitals stay.
 */

/** First words that are names and keep their capital: eponyms and genera common in diagnoses and results. */
const NAMES = new Set(
  (
    'Addison Alzheimer Asperger Barrett Basedow Behçet Bell Bechterew Boerhaave Bowen Budd Burkitt Candida Chagas Charcot ' +
    'Chiari Clostridium Clostridioides Colles Crohn Creutzfeldt Cushing Down Dressler Duchenne Ehlers Enterobacter ' +
    'Enterococcus Escherichia Ewing Fabry Fallot Fanconi Fournier Gilbert Glasgow Goodpasture Graves Guillain Hansen ' +
    'Hashimoto Helicobacter Henoch Hirschsprung Hodgkin Horner Huntington Kaposi Kawasaki Killip Klebsiella Leriche ' +
    'Listeria Lyme Mallory Marfan Meckel Ménière Mobitz Mycobacterium Mycoplasma Neisseria Paget Parkinson Peyronie ' +
    'Pneumocystis Pott Prinzmetal Proteus Pseudomonas Raynaud Reiter Salmonella Sjögren Staphylococcus Stevens ' +
    'Streptococcus Takayasu Takotsubo Tourette Toxoplasma Treponema Turner Wernicke Willebrand Wilson Wolff Zollinger'
  ).split(' '),
);

const firstWord = /^[«"“(¿¡]*([\p{L}\p{M}]+)/u;

const isOrdinaryCapitalised = (word: string): boolean =>
  word.length > 1 && /^\p{Lu}[\p{Ll}\p{M}]+$/u.test(word) && /[aeiouáéíóú]/iu.test(word) && !NAMES.has(word);

/** As charted, inside a sentence: «Neumonía» -> «neumonía», «TEP» stays. */
export const inSentence = (text: string): string => {
  const word = firstWord.exec(text)?.[1];
  if (!word || !isOrdinaryCapitalised(word)) return text;
  const at = text.indexOf(word);
  const [first = ''] = word;
  const lower = first.toLocaleLowerCase('es');
  return lower.toLocaleUpperCase('es') === first
    ? text.slice(0, at) + lower + text.slice(at + first.length)
    : text;
};

/** As charted, at the start of a sentence or list entry: «neumonía» -> «Neumonía», «pH» stays. */
export const atStart = (text: string): string => {
  const word = firstWord.exec(text)?.[1];
  if (!word || !/^\p{Ll}[\p{Ll}\p{M}]*$/u.test(word)) return text;
  const at = text.indexOf(word);
  const [first = ''] = word;
  const upper = first.toLocaleUpperCase('es');
  // «ß», «ϕ»: another case would change more than the letter's case.
  return upper.toLocaleLowerCase('es') === first
    ? text.slice(0, at) + upper + text.slice(at + first.length)
    : text;
};
