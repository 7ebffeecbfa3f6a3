/** The tree as EBNF text: each fact one rule, each shared node one rule, so that size grows with the tree and not with its derivations. */
import { ebnfLiteral } from '../../shared/ebnf.ts';
import type { Node, Render } from './ast.ts';

/**
 * EBNF with start rule `root`, in the dialect of xgrammar, vLLM and llama.cpp.
 * @param render how facts are written: `asText` or `asSlot`
 */
export const toEbnf = (root: Node, render: Render): string => {
  const names = new Map<Node, string>();
  const factRules = new Map<string, string>();
  const rules: string[] = [];

  const factRule = (text: string): string => {
    const known = factRules.get(text);
    if (known) return known;
    const name = `f${factRules.size}`;
    factRules.set(text, name);
    rules.push(`${name} ::= ${ebnfLiteral(text)}`);
    return name;
  };

  const expression = (node: Node): string => {
    switch (node.k) {
      case 'lit':
        return ebnfLiteral(node.text);
      case 'fact':
        return factRule(render(node));
      case 'seq':
        return node.items.length === 0 ? '""' : node.items.map(part).join(' ');
      case 'alt':
        return node.options.map(part).join(' | ');
    }
  };

  const part = (node: Node): string =>
    node.k === 'lit' || node.k === 'fact' ? expression(node) : ruleOf(node);

  const ruleOf = (node: Node): string => {
    const known = names.get(node);
    if (known) return known;
    const name = `n${names.size}`;
    names.set(node, name);
    rules.push(`${name} ::= ${expression(node)}`);
    return name;
  };

  return [`root ::= ${part(root)}`, ...rules].join('\n');
};
