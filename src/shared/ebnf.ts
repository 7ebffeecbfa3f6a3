/**
 * Text as an EBNF literal in xgrammar's syntax: the one place that knows its escapes. It stands here because
 * `epicrisis/grammar` and `engine` meet at an EBNF string and at nothing else.
 */

/** Characters that stand for themselves inside a literal; everything else is written by its number. */
const PLAIN = /^[^"\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]$/u;

/**
 * A quoted EBNF literal that derives exactly `text`: quotes, backslashes, control characters, every plane of Unicode.
 * A lone surrogate, which no UTF-8 text can hold, becomes U+FFFD. The empty string gives `""`, which derives nothing.
 */
export function ebnfLiteral(text: string): string {
  let literal = '';
  for (const character of text.toWellFormed())
    literal += PLAIN.test(character) ? character : escaped(character);
  return `"${literal}"`;
}

// Only \u and \U: xgrammar's \x takes as many hex digits as follow, so that "\x0ad" would be one character.
function escaped(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}
