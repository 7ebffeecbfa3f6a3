/**
 * The tree as EBNF text: each fact one rule, each shared node one rule, so that size grows with the tree and not with its
 * derivations.
 *
 * Alternatives are factored by their common beginnings, and each stands in a rule of its own. Both are more than tidiness:
 * xgrammar 0.1.27 merges states wrongly where a choice of plain strings, one the beginning of another, is followed by a
 * rule («Alta con » | «Alta con los diagnósticos de »), and then lets a phrase repeat for ever (docs/adr/0002). The engine's
 * own matcher needs neither (docs/adr/0010).
 */
import { ebnfLiteral } from '../../shared/ebnf.ts';
import type { Node, Render } from './ast.ts';

/** A piece of a right-hand side: literal text or a rule's name. */
type Part = { readonly text: string } | { readonly rule: string };

const same = (a: Part, b: Part): boolean =>
  'text' in a ? 'text' in b && a.text === b.text : 'rule' in b && a.rule === b.rule;

const commonText = (a: string, b: string): string => {
  const left = [...a];
  const right = [...b];
  let i = 0;
  while (i < left.length && left[i] === right[i]) i++;
  return left.slice(0, i).join('');
};

/** What two sequences begin with alike: part of a literal, or a rule. Empty where nothing. */
const commonHead = (a: readonly Part[], b: readonly Part[]): Part | null => {
  const [x] = a;
  const [y] = b;
  if (!x || !y) return null;
  if ('text' in x && 'text' in y) {
    const text = commonText(x.text, y.text);
    return text === '' ? null : { text };
  }
  return same(x, y) ? x : null;
};

const without = (parts: readonly Part[], head: Part): readonly Part[] => {
  const [first, ...rest] = parts;
  if (first && 'text' in first && 'text' in head && first.text.length > head.text.length) {
    return [{ text: first.text.slice(head.text.length) }, ...rest];
  }
  return rest;
};

/**
 * EBNF with start rule `root`, in the dialect of xgrammar, vLLM and llama.cpp.
 * @param render how facts are written: `asText` or `asSlot`
 */
export const toEbnf = (root: Node, render: Render): string => {
  const ofNode = new Map<Node, readonly Part[]>();
  const ofBody = new Map<string, string>();
  const rules: string[] = [];

  const define = (body: string): string => {
    const known = ofBody.get(body);
    if (known) return known;
    const name = `r${ofBody.size}`;
    ofBody.set(body, name);
    rules.push(`${name} ::= ${body}`);
    return name;
  };

  const sequence = (parts: readonly Part[]): string =>
    parts.length === 0 ? '""' : parts.map((p) => ('text' in p ? ebnfLiteral(p.text) : p.rule)).join(' ');

  /** Options factored: no two of a rule begin alike. */
  const choice = (options: readonly (readonly Part[])[]): Part => {
    const branches: string[] = [];
    const left = [...options];
    for (let first = left.shift(); first; first = left.shift()) {
      let head: Part | null = null;
      const alike: (readonly Part[])[] = [first];
      for (let i = 0; i < left.length; ) {
        const other = left[i] as readonly Part[];
        const common = commonHead(head ? [head] : first, other);
        if (common) {
          head = common;
          alike.push(other);
          left.splice(i, 1);
        } else i++;
      }
      if (!head) {
        branches.push(define(sequence(first)));
        continue;
      }
      const shared = head;
      const tails = alike.map((parts) => without(parts, shared));
      branches.push(define(sequence([shared, choice(distinct(tails))])));
    }
    const [only] = branches;
    return { rule: branches.length === 1 && only ? only : define([...new Set(branches)].join(' | ')) };
  };

  const distinct = (options: readonly (readonly Part[])[]): (readonly Part[])[] => [
    ...new Map(options.map((o) => [sequence(o), o])).values(),
  ];

  const parts = (node: Node): readonly Part[] => {
    const known = ofNode.get(node);
    if (known) return known;
    const made = make(node);
    ofNode.set(node, made);
    return made;
  };

  const make = (node: Node): readonly Part[] => {
    switch (node.k) {
      case 'lit':
        return node.text === '' ? [] : [{ text: node.text }];
      case 'fact': {
        const written = render(node);
        return written === '' ? [] : [{ rule: define(ebnfLiteral(written)) }];
      }
      case 'seq':
        return node.items.flatMap(parts);
      case 'alt': {
        const options = distinct(node.options.map(parts));
        const [only] = options;
        return options.length === 1 && only ? [{ rule: define(sequence(only)) }] : [choice(options)];
      }
    }
  };

  const body = sequence(parts(root));
  return [`root ::= ${body}`, ...rules].join('\n');
};
