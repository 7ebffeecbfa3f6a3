/** Literals of an EBNF grammar as text: the seam between `epicrisis/grammar` and the engine's matcher. */

const escaped = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  if (character === '"' || character === '\\') return `\\${character}`;
  if (code >= 0x20 && code <= 0x7e) return character;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
};

/** A quoted literal that matches exactly `text` (any well-formed Unicode string) in xgrammar's EBNF. */
export const ebnfLiteral = (text: string): string => `"${[...text].map(escaped).join('')}"`;
