/** What can be told and bettered in a grammar's text before it is compiled. */

/** Shorter literals stay where they are. */
const SHORTEST = 4;
/** Strings, character classes and comments: what may hold a quote. */
const QUOTED = /"(?:[^"\\\n]|\\.)*"|\[(?:[^\]\\\n]|\\.)*\]|#[^\n]*/gu;
/** Constructs in which a rule's name may not stand for a literal; our grammars have none. */
const UNTOUCHABLE = /\(=|TagDispatch|Token\s*\(/u;

/**
 * Gives every long literal of a grammar a rule of its own. xgrammar's compile time grows with the square of a rule's
 * bytes: forty facts in one rule take 1.5 s, the same facts in rules of their own 0.05 s. What is derived does not change.
 */
export function hoistLiterals(ebnf: string): string {
  const bare = ebnf.replace(QUOTED, '');
  if (UNTOUCHABLE.test(bare)) return ebnf;
  const prefix = freePrefix(bare);
  const names = new Map<string, string>();
  const body = ebnf.replace(QUOTED, (part) => {
    if (!part.startsWith('"') || part.length - 2 < SHORTEST) return part;
    const name = names.get(part) ?? `${prefix}${names.size}`;
    names.set(part, name);
    return name;
  });
  return [body, ...[...names].map(([literal, name]) => `${name} ::= ${literal}`)].join('\n');
}

function freePrefix(bare: string): string {
  let prefix = 'literal_';
  while (bare.includes(prefix)) prefix += '_';
  return prefix;
}

/** Whether a rule can come back to itself. Such a grammar may force text without end. */
export function isRecursive(ebnf: string): boolean {
  const rules = new Map<string, string[]>();
  let current: string[] = [];
  for (const [, defined, used] of ebnf.replace(QUOTED, ' ').matchAll(/([\w.-]+)\s*::=|([\w.-]+)/gu)) {
    if (defined !== undefined) {
      current = rules.get(defined) ?? [];
      rules.set(defined, current);
    } else if (used !== undefined) current.push(used);
  }
  const open = new Set<string>();
  const closed = new Set<string>();
  const comesBack = (rule: string): boolean => {
    if (open.has(rule)) return true;
    if (closed.has(rule)) return false;
    open.add(rule);
    const found = (rules.get(rule) ?? []).some(comesBack);
    open.delete(rule);
    closed.add(rule);
    return found;
  };
  return [...rules.keys()].some(comesBack);
}
