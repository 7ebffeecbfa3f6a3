/** What the readers of tables, lists and values need of the walk that they are a part of. */
import type { Collector } from './collector.ts';
import type { Place } from './place.ts';

/** A heading met last in a box, with nothing after it: what follows the box is under it. */
export interface Lift {
  readonly text: string;
  readonly level: number;
  readonly loose: boolean;
  /** Tag and class of its box, where it has a class. */
  readonly mark?: string | undefined;
  /** How it is drawn; '' where that says nothing. */
  readonly look?: string | undefined;
}

/** What a box held: a heading last, something else, or nothing. */
export type Outcome = Lift | 'content' | null;

export interface Walking {
  readonly sink: Collector;
  /** Only the page's header is wanted. */
  readonly headerOnly: boolean;
  /** Column headers that stand apart from their table (grids with a fixed head); null: none met in this section. */
  columns: readonly string[] | null;
  /** Under which heading the latest labelled entry stood: a code beside it is its code. */
  labelledUnder: number | null;
  walk(box: Element, base: Place, card?: Element): Generator<void, Lift | null>;
  /** A value element under a label. */
  value(label: string, el: HTMLElement, place: Place): Generator<void, boolean>;
  /** Other patients' boxes in this one. */
  patients(box: Element): Set<Element>;
}
