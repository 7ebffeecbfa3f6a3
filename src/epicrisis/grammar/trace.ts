/**
 * Which facts a text copies: the tree is walked along the text (or the beginning of one, while it streams), and the
 * derivation found gives the segments. A text outside the grammar has none.
 */
import type { Segment } from '../types.ts';
import type { FactPlace, Node, Render } from './ast.ts';

interface Step {
  readonly segment: Segment;
  readonly previous: Step | null;
}

interface Reach {
  /** End position -> how it was reached; the first derivation wins. */
  readonly full: Map<number, Step | null>;
  /** The text ended inside this node. */
  readonly partial: Step | null | undefined;
}

export interface Trace {
  /** One list of segments for each part reached; the last perhaps unfinished. */
  readonly parts: Segment[][];
  readonly complete: boolean;
}

/** Stands between two parts on the way. */
const BOUNDARY: Segment = { kind: 'prose', text: '' };

const unwind = (last: Step | null): Segment[][] => {
  const parts: Segment[][] = [[]];
  for (let step = last; step; step = step.previous) {
    if (step.segment === BOUNDARY) parts.unshift([]);
    else parts[0]?.unshift(step.segment);
  }
  return parts;
};

const push = (previous: Step | null, segment: Segment): Step | null => {
  if (segment.text === '') return previous;
  const before = previous?.segment;
  if (before && before !== BOUNDARY && before.kind === 'prose' && segment.kind === 'prose') {
    return {
      segment: { kind: 'prose', text: before.text + segment.text },
      previous: previous?.previous ?? null,
    };
  }
  return { segment, previous };
};

const factSegment = (place: FactPlace, text: string): Segment => ({ kind: 'fact', text, factId: place.id });

/**
 * The derivation of `text` (complete or a prefix) from the parts in a row, as segments with facts written as charted; null
 * where they derive no text that begins so. Linear in the text for the grammars that we build; shared nodes at one position
 * are tried once per way of getting there.
 */
export const traceParts = (nodes: readonly Node[], text: string, render: Render): Trace | null => {
  const walk = (node: Node, at: number, from: Step | null): Reach => {
    switch (node.k) {
      case 'lit': {
        if (text.startsWith(node.text, at)) {
          return {
            full: new Map([[at + node.text.length, push(from, { kind: 'prose', text: node.text })]]),
            partial: undefined,
          };
        }
        const rest = text.slice(at);
        return node.text.startsWith(rest)
          ? { full: new Map(), partial: push(from, { kind: 'prose', text: rest }) }
          : { full: new Map(), partial: undefined };
      }
      case 'fact': {
        const written = render(node);
        if (text.startsWith(written, at)) {
          return {
            full: new Map([[at + written.length, push(from, factSegment(node, node.text))]]),
            partial: undefined,
          };
        }
        const rest = text.slice(at);
        if (!written.startsWith(rest)) return { full: new Map(), partial: undefined };
        // A slot that is only half written shows nothing yet; charted text shows as far as it goes.
        const shown = written === node.text ? push(from, factSegment(node, rest)) : from;
        return { full: new Map(), partial: shown };
      }
      case 'seq':
        return inRow(node.items, at, from, false);
      case 'alt': {
        const full = new Map<number, Step | null>();
        let partial: Step | null | undefined;
        for (const option of node.options) {
          const reach = walk(option, at, from);
          if (partial === undefined) partial = reach.partial;
          for (const [end, way] of reach.full) if (!full.has(end)) full.set(end, way);
        }
        return { full, partial };
      }
    }
  };
  const inRow = (items: readonly Node[], at: number, from: Step | null, marked: boolean): Reach => {
    let open = new Map<number, Step | null>([[at, from]]);
    let partial: Step | null | undefined;
    items.forEach((item, index) => {
      const next = new Map<number, Step | null>();
      for (const [position, step] of open) {
        const start = marked && index > 0 ? { segment: BOUNDARY, previous: step } : step;
        const reach = walk(item, position, start);
        if (partial === undefined) partial = reach.partial;
        for (const [end, way] of reach.full) if (!next.has(end)) next.set(end, way);
      }
      open = next;
    });
    return { full: open, partial };
  };
  const reach = inRow(nodes, 0, null, true);
  const whole = reach.full.get(text.length);
  if (whole !== undefined) return { parts: unwind(whole), complete: true };
  return reach.partial === undefined ? null : { parts: unwind(reach.partial), complete: false };
};
