/**
 * What LanguageTool is not asked, each with its reason, and the faults that it does not see, asked here. The list is short
 * on purpose: a rule is left out only when it is wrong for this kind of text, never because a phrase breaks it.
 */

export interface Match {
  readonly ruleId: string;
  readonly category: string;
  readonly message: string;
  /** UTF-16 units of the text that was given. */
  readonly offset: number;
  readonly length: number;
  readonly replacements: readonly string[];
}

/** Rule id -> why it is left out. */
export const DISABLED: Readonly<Record<string, string>> = {
  SPANISH_WORD_REPEAT_BEGINNING_RULE:
    'Three sentences that begin with "Se" are how clinical notes are written (Se realiza… Se indica…): taste, not a fault. Variety is measured elsewhere.',
  GUION_LARGO:
    'The list mark "- " at the head of a line: the text goes into plain form fields of EHRs, where a long dash may not survive the encoding.',
};

/** Words of headings that the dictionary lacks and that are right. */
const WORDS: Readonly<Record<string, string>> = {
  RUN: 'Rol Único Nacional, by law the identifier',
  RAM: 'reacción adversa a medicamentos',
};

/** Whether a spelling match speaks of one of our words. */
export const isOurWord = (match: Match, text: string): boolean =>
  match.ruleId === 'MORFOLOGIK_RULE_ES' && text.slice(match.offset, match.offset + match.length) in WORDS;

/** Words that cannot end a sentence or stand before a comma: the fact or clause after them is missing. */
const DANGLING =
  /(?<![\p{L}\p{N}])(?:a|al|ante|con|de|del|desde|durante|e|el|en|entre|hasta|la|las|lo|los|mediante|o|para|por|que|se|según|sin|sobre|su|sus|tras|u|un|una|y)(?=\s*(?:[.,;:]|$))/giu;
const REPEATED = /(?<![\p{L}\p{N}])(\p{L}{2,})\s+\1(?![\p{L}\p{N}])/giu;
/** LanguageTool knows "y" before i- but not "e" or "u" where they do not belong; hie-, hia-, hio- take "y". */
const NEEDLESS_E = /(?<![\p{L}\p{N}])e(?=\s+(?!h?[ií])[\p{L}\p{N}]|\s+hi[aeo])/giu;
const NEEDLESS_U = /(?<![\p{L}\p{N}])u(?=\s+(?!h?[oó]|8|11(?!\d))[\p{L}\p{N}])/gu;
/** LanguageTool lets a sentence begin in lower case when the word is in no dictionary. Abbreviations belong to facts. */
const LOWER_START = /(?:^|(?<![.\d])[.!?]\s+|\n)(?=\p{Ll})/gu;
const UNFINISHED = /[\p{L}\p{N},;(]\s*$/u;

const found = (ruleId: string, message: string, text: string, pattern: RegExp): Match[] =>
  Array.from(text.matchAll(new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`)), (m) => ({
    ruleId,
    category: 'EPICRISIS',
    message,
    offset: m.index,
    length: m[0].length,
    replacements: [],
  }));

/** Our own rules, on the masked text. A text with line ends has headings: its end is not asked for. */
export const ownMatches = (masked: string): Match[] => [
  ...found('EPI_DANGLING', 'Falta algo después de esta palabra.', masked, DANGLING),
  ...found(
    'EPI_NEEDLESS_E',
    'Debe ser «y»: la palabra siguiente no comienza con sonido i.',
    masked,
    NEEDLESS_E,
  ),
  ...found(
    'EPI_NEEDLESS_U',
    'Debe ser «o»: la palabra siguiente no comienza con sonido o.',
    masked,
    NEEDLESS_U,
  ),
  ...found('EPI_LOWER_START', 'La frase comienza en minúscula.', masked, LOWER_START),
  ...found('EPI_REPEATED', 'Palabra repetida.', masked, REPEATED),
  ...(masked.includes('\n')
    ? []
    : found('EPI_UNFINISHED', 'El texto no termina en punto.', masked, UNFINISHED)),
];
