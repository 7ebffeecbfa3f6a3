/**
 * The grammar before it is text: a finite, acyclic tree (with shared nodes) of literals and fact places. Every text that
 * it derives may be written; nothing else may. Compiled to EBNF for the engine, walked again to link the output.
 */
import type { FactId } from '../../record/schema.ts';

/** Reviewed Spanish of ours. */
export interface Lit {
  readonly k: 'lit';
  readonly text: string;
}

/** A copy of a fact: `text` is the charted literal as it stands at this place, `slot` its one-token name. */
export interface FactPlace {
  readonly k: 'fact';
  readonly id: FactId;
  readonly slot: string;
  readonly text: string;
}

export interface Seq {
  readonly k: 'seq';
  readonly items: readonly Node[];
}

/** At least one alternative; the first is the template's. */
export interface Alt {
  readonly k: 'alt';
  readonly options: readonly Node[];
}

export type Node = Lit | FactPlace | Seq | Alt;

export const lit = (text: string): Lit => ({ k: 'lit', text });

/** Joins nodes, flattening nested sequences and merging neighbouring literals. */
export const seq = (...items: readonly Node[]): Node => {
  const flat: Node[] = [];
  for (const item of items) {
    for (const node of item.k === 'seq' ? item.items : [item]) {
      const last = flat.at(-1);
      if (node.k === 'lit' && node.text === '') continue;
      if (node.k === 'lit' && last?.k === 'lit') flat[flat.length - 1] = lit(last.text + node.text);
      else flat.push(node);
    }
  }
  const [only] = flat;
  return flat.length === 1 && only ? only : { k: 'seq', items: flat };
};

/** One of several ways to say the same; equal alternatives are kept once. Throws on none: that would be a dead end. */
export const alt = (...options: readonly Node[]): Node => {
  const flat = options.flatMap((o) => (o.k === 'alt' ? o.options : [o]));
  const seen = new Set<string>();
  const unique = flat.filter((o) => {
    if (o.k !== 'lit') return true;
    if (seen.has(o.text)) return false;
    seen.add(o.text);
    return true;
  });
  const [first] = unique;
  if (!first) throw new Error('alt() without alternatives');
  return unique.length === 1 ? first : { k: 'alt', options: unique };
};

/** Whether exactly one text can be derived: such parts need no model. */
export const isForced = (node: Node): boolean =>
  node.k === 'lit' || node.k === 'fact' || (node.k === 'seq' && node.items.every(isForced));

/** The template: the first alternative everywhere. */
export const firstDerivation = (node: Node): (Lit | FactPlace)[] => {
  switch (node.k) {
    case 'lit':
    case 'fact':
      return [node];
    case 'seq':
      return node.items.flatMap(firstDerivation);
    case 'alt': {
      const [first] = node.options;
      return first ? firstDerivation(first) : [];
    }
  }
};

/** How a fact is written for the model: as charted (`text` dialect) or as one token (`slots`). */
export type Render = (place: FactPlace) => string;
export const asText: Render = (place) => place.text;
export const asSlot: Render = (place) => place.slot;

/** UTF-16 length of the longest derivation: bounds the decode. Shared nodes are measured once. */
export const longest = (root: Node, render: Render): number => {
  const memo = new Map<Node, number>();
  const measure = (node: Node): number => {
    const known = memo.get(node);
    if (known !== undefined) return known;
    const size =
      node.k === 'lit'
        ? node.text.length
        : node.k === 'fact'
          ? render(node).length
          : node.k === 'seq'
            ? node.items.reduce((sum, item) => sum + measure(item), 0)
            : Math.max(...node.options.map(measure));
    memo.set(node, size);
    return size;
  };
  return measure(root);
};
