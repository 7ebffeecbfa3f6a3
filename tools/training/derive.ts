/** Walking a grammar with a chooser: how training targets are made. Every target is a derivation, so every target is true. */
import type { Alt, Node, Render } from '../../src/epicrisis/grammar/ast.ts';

/** Which option to take at a choice. */
export type Chooser = (choice: Alt, written: string) => Node;

/** The text of the derivation that the chooser picks. */
export const derive = (root: Node, render: Render, choose: Chooser): string => {
  let written = '';
  const walk = (node: Node): void => {
    switch (node.k) {
      case 'lit':
        written += node.text;
        return;
      case 'fact':
        written += render(node);
        return;
      case 'seq':
        node.items.forEach(walk);
        return;
      case 'alt':
        walk(choose(node, written));
    }
  };
  walk(root);
  return written;
};

/** The literal that an option begins with: what tells the options of a choice apart. */
export const opening = (node: Node): string => {
  switch (node.k) {
    case 'lit':
      return node.text;
    case 'fact':
      return node.slot;
    case 'seq': {
      const [first, second] = node.items;
      if (!first) return '';
      return first.k === 'lit' && second?.k === 'fact' ? first.text + second.slot : opening(first);
    }
    case 'alt':
      return opening(node.options[0] as Node);
  }
};

/** All choices of a tree, each node once. */
export const choicesOf = (root: Node): Alt[] => {
  const seen = new Set<Node>();
  const out: Alt[] = [];
  const walk = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.k === 'seq') node.items.forEach(walk);
    if (node.k === 'alt') {
      if (node.options.length > 1) out.push(node);
      node.options.forEach(walk);
    }
  };
  walk(root);
  return out;
};
