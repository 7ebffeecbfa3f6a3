/**
 * The walk over a page as it is drawn: what is a heading, what stands under it, what is a label with its value, what is a
 * table, a list, a block of text. It knows layouts; what the words mean is `words`' and `columns`' business.
 */
import { cleanText } from '../../record/text.ts';
import { headingText } from '../dom/heading.ts';
import { composedChildren, frameDocument, isElement, isField, isText, tagOf } from '../dom/realm.ts';
import { isInline, isSkipped, isStruck, shownLines, shownText } from '../dom/shown-text.ts';
import { hidesItself } from '../dom/visible.ts';
import { cardOf, menuEntries, patientCards } from './cards.ts';
import type { Collector } from './collector.ts';
import { dateFirst } from './dates.ts';
import { columnHeadsIn, walkDrawn, walkDrawnRun } from './drawn-tables.ts';
import { fieldHeadsIn, fieldTable } from './field-rows.ts';
import { FieldReader } from './fields.ts';
import { headingAt, holdsParts, isBareCount, isSubtitle, lookUnder } from './headings.ts';
import { walkDefinitions, walkList } from './lists.ts';
import { headerValueOf, partValueOf } from './pairs.ts';
import type { Place } from './place.ts';
import {
  adjacent,
  type Frame,
  holdsOther,
  holdsSeveralRuns,
  isAside,
  isEditor,
  isToggle,
  isUpper,
  markOf,
  PSEUDO,
  shownish,
  splitAtBreaks,
} from './signs.ts';
import { readPart } from './table-parts.ts';
import { walkTable } from './tables.ts';
import { TextReader } from './text-reader.ts';
import { readValue } from './values.ts';
import type { Lift, Walking } from './walking.ts';
import { announced } from './words.ts';

const FIELDS = 'input, textarea, select';

export class Outline implements Walking {
  private readonly text: TextReader;
  private readonly fields: FieldReader;
  private readonly manyRuns: boolean;
  columns: readonly string[] | null = null;
  labelledUnder: number | null = null;

  constructor(
    readonly sink: Collector,
    root: Element,
    /** Places of tab panels. */
    private readonly panels: ReadonlyMap<Element, Place> = new Map(),
    /** Long tables and lists hold no header: left out where only the header is wanted. */
    readonly headerOnly = false,
  ) {
    this.text = new TextReader(sink);
    this.fields = new FieldReader(this.text);
    this.manyRuns = holdsSeveralRuns(root.textContent ?? '');
  }

  /** Walks a box; yields now and then, so that long charts can be read in slices. */
  *walk(box: Element, base: Place, card?: Element): Generator<void, Lift | null> {
    const stack: Frame[] = [{ level: 0, place: base, upper: false }];
    let lift: Lift | null = null;
    let run: Node[] = [];
    const top = (): Frame => stack.at(-1) as Frame;
    const push = (met: Lift): void => {
      const isBox = met.level === PSEUDO && announced(met.text, met.loose)?.kind === null;
      const heading = isBox ? { ...met, level: PSEUDO - 1 } : met;
      while (stack.length > 1 && top().level >= heading.level) stack.pop();
      const entered = this.sink.enter(heading.text, top().place, heading.loose, box);
      const named = holdsParts(entered, box)
        ? { ...entered, kind: null, own: null, around: entered.own }
        : entered;
      const place = { ...named, look: lookUnder(named, heading) };
      if (place.kind !== null && place.kind !== 'none') this.sink.sections += 1;
      stack.push({ level: heading.level, place, upper: isUpper(heading.text), mark: heading.mark });
      lift = heading;
      this.columns = null;
      this.labelledUnder = null;
      this.text.pendingLabel = null;
    };
    const flush = (): void => {
      const nodes = run;
      run = [];
      const lines = splitAtBreaks(nodes);
      if (lines.length > 2) {
        const text = lines
          .map((l) =>
            l
              .map((n) => (isText(n) ? n.data.replace(/\s+/g, ' ') : `${adjacent(n)}${shownText(n)}`))
              .join(''),
          )
          .join('\n');
        const outcome = this.text.textBlock(
          text,
          box as HTMLElement,
          top().place,
          nodes,
          card,
          stack.length > 1,
        );
        if (outcome === 'content') lift = null;
        else if (outcome) push(outcome);
        return;
      }
      for (const line of lines) {
        const outcome = this.text.inline(line, box as HTMLElement, top(), stack.length > 1, nodes, card);
        if (outcome === 'content') lift = isSubtitle(line) ? lift : null;
        else if (outcome) push(outcome);
      }
    };
    const patients = this.patients(box);
    const menu = menuEntries(box);
    for (const node of composedChildren(box)) {
      if (isText(node)) {
        run.push(node);
        continue;
      }
      if (!isElement(node) || this.fields.consumed.has(node) || hidesItself(node) || isStruck(node)) continue;
      if (patients.has(node) || menu.has(node)) continue;
      const tag = tagOf(node);
      if (isSkipped(node)) {
        const inNote = top().place.kind === 'note';
        const words = inNote || isToggle(node) ? cleanText(node.textContent ?? '') : '';
        if (inNote && words.length < 120 && dateFirst(words)) {
          // The head of a note that opens and closes it.
          flush();
          this.sink.line(top().place, words, node);
        } else if (words !== '' && isToggle(node) && announced(words, true)) {
          flush();
          push({ text: words, level: 6, loose: true });
        }
        continue;
      }
      if (isAside(node) || isEditor(node)) continue;
      if (
        tag === 'br' ||
        (isInline(node) && !holdsOther(node) && !isField(node) && tag !== 'label' && !frameDocument(node))
      ) {
        run.push(node);
        continue;
      }
      const led = isField(node) ? this.fields.labelOf(run, node) : '';
      if (led !== '') run = [];
      flush();
      yield;
      const place = this.panels.get(node) ?? top().place;
      if (isField(node)) {
        if (this.fields.field(node, place, led)) lift = null;
      } else if (yield* this.pair(node, place)) {
        lift = null;
      } else if (tag === 'label') {
        const outcome = this.fields.label(node, place);
        if (outcome === 'text') {
          run.push(node);
          flush();
        } else if (outcome) lift = null;
      } else {
        const heading = headingAt(node, top(), stack);
        if (heading === 'name') {
          this.sink.line(place, headingText(node), node, {
            how: 'item',
            card: card ?? node.parentElement ?? undefined,
          });
          lift = null;
        } else if (heading) push({ ...heading, mark: markOf(node) });
        else if (this.columnHeads(node)) lift = null;
        else if (yield* this.drawnRun(node, place)) lift = null;
        else {
          const inner = yield* this.block(node, place, card);
          if (inner === 'content') lift = isBareCount(node) ? lift : null;
          else if (inner) push({ ...inner, mark: markOf(node) });
        }
      }
    }
    flush();
    return lift;
  }

  /** A label in a box of its own, with the box beside it that holds its value. */
  private *pair(el: HTMLElement, place: Place): Generator<void, boolean> {
    const labelsField = el.localName === 'label' && (el.hasAttribute('for') || el.querySelector(FIELDS));
    const header = labelsField ? null : headerValueOf(el);
    const value = header ?? (labelsField ? null : partValueOf(el, place));
    if (!value) return false;
    const words = shownText(el);
    const taken = header
      ? this.text.labelled(words, shownText(header, { fields: true }), header, place)
      : yield* this.value(words, value, place);
    if (taken) this.fields.consumed.add(value);
    return taken;
  }

  /** A row of column headers by itself, over tables of rows: kept for them. */
  private columnHeads(el: HTMLElement): boolean {
    const words = columnHeadsIn(el) ?? fieldHeadsIn(el);
    if (words) this.columns = words;
    return words !== null;
  }

  /** Rows drawn with boxes under a section's title, beside other boxes. */
  private *drawnRun(el: HTMLElement, place: Place): Generator<void, boolean> {
    const filled = this.columns ? fieldTable(el, this.columns) : null;
    if (filled) {
      yield* readPart(this, filled, place);
      for (const row of filled.rows) this.fields.consumed.add(row.el);
      return true;
    }
    const run = yield* walkDrawnRun(this, el, place);
    for (const row of run) this.fields.consumed.add(row);
    return run.length > 0;
  }

  private *block(
    el: HTMLElement,
    place: Place,
    card: Element | undefined,
  ): Generator<void, Lift | 'content' | null> {
    const tag = tagOf(el);
    if (tag === 'table' || ['table', 'grid', 'treegrid'].includes(el.getAttribute('role') ?? ''))
      return yield* walkTable(this, el, place);
    if (tag === 'dl') return (yield* walkDefinitions(this, el, place)) ? 'content' : null;
    if (tag === 'ul' || tag === 'ol' || el.getAttribute('role') === 'list')
      return (yield* walkList(this, el, place)) ? 'content' : null;
    if (tag === 'pre') return this.text.textBlock(shownLines(el), el, place);
    const drawn = yield* walkDrawn(this, el, place);
    if (drawn !== 'none') return drawn;
    const before = this.sink.buckets.size;
    const lift = yield* this.walk(el, place, card ?? cardOf(el, place));
    return lift ?? (shownish(el) || before !== this.sink.buckets.size ? 'content' : null);
  }

  value(label: string, el: HTMLElement, place: Place): Generator<void, boolean> {
    return readValue(this, label, el, place);
  }

  patients(box: Element): Set<Element> {
    const found = this.manyRuns ? patientCards(box) : new Set<Element>();
    if (found.size > 0) this.sink.sawPatientList = true;
    return found;
  }
}
