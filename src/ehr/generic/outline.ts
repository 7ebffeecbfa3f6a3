/**
 * The walk over a page as it is drawn: what is a heading, what stands under it, what is a label with its value, what is a
 * table, a list, a block of text. It knows layouts; what the words mean is `words`' and `columns`' business.
 */
import { cleanText } from '../../record/text.ts';
import { headingText, rankOf } from '../dom/heading.ts';
import { composedChildren, frameDocument, isElement, isField, isText, tagOf } from '../dom/realm.ts';
import { isInline, isSkipped, isStruck, shownLines, shownText } from '../dom/shown-text.ts';
import { isCount, plain } from '../dom/text.ts';
import { hidesItself } from '../dom/visible.ts';
import { cardOf, menuEntries, patientCards } from './cards.ts';
import type { Collector } from './collector.ts';
import { columnOf } from './columns.ts';
import { fieldHeadsIn, fieldTable } from './field-rows.ts';
import { FieldReader } from './fields.ts';
import { headerLabel } from './header-words.ts';
import { headerValueOf, partValueOf } from './pairs.ts';
import { authorIn, dateFirst, isAction, isCodeOnly, isDateOnly } from './parts.ts';
import { atDischarge, type Place } from './place.ts';
import {
  adjacent,
  type Frame,
  HEADING_TAGS,
  holdsOther,
  holdsSeveralRuns,
  isAside,
  isEditor,
  isHeadingAlike,
  isToggle,
  isUpper,
  markOf,
  OTHER_DATA,
  PSEUDO,
  shownish,
  splitAtBreaks,
  TITLE_CLASS,
} from './signs.ts';
import { columnHeadsIn, readPart, walkDrawn, walkDrawnRun, walkTable } from './tables.ts';
import { TextReader } from './text-reader.ts';
import type { Lift, Walking } from './walking.ts';
import { announced } from './words.ts';

/** Entries of a list, or rows of a table, that no banner has. */
const LONG = 25;

/** A heading's words without the links beside them («+ Agregar»). */
const titleOf = (el: HTMLElement): string =>
  el.querySelector('a')
    ? shownText(el, { without: (e) => tagOf(e) === 'a' && isAction(shownText(e)) }) || headingText(el)
    : headingText(el);

const FIELDS = 'input, textarea, select';

/** «(3)» beside a heading. */
const isBareCount = (el: Element): boolean =>
  el.childElementCount <= 1 &&
  (/^\(?\d{1,3}\)?$/.test((el.textContent ?? '').slice(0, 12).trim()) ||
    ((el.textContent ?? '').length < 40 && isCount(cleanText(el.textContent ?? ''))));

/** «Nota de alta» over parts that each have a bold name of a section («Diagnóstico de egreso:») is a document, no free text. */
const holdsParts = ({ kind, own, sub }: Place, box: Element): boolean => {
  if (kind !== 'note' || sub !== '' || (own !== 'ingreso' && own !== 'alta')) return false;
  if ((box.textContent ?? '').length > 6000) return false;
  const names = [...box.querySelectorAll('b, strong, dt')].slice(0, 40).filter((el) => {
    const words = cleanText(el.textContent ?? '');
    const said =
      /[:：]$/.test(words) || el.localName === 'dt' ? announced(words.replace(/\s*[:：]$/, '')) : null;
    return said !== null && said.kind !== null && said.kind !== 'none' && said.kind !== 'note';
  });
  return names.length >= 2;
};

/** A day, a name or a count beside a title: the title still heads what follows its box. */
const isSubtitle = (line: readonly Node[]): boolean => {
  const words = cleanText(line.map((n) => n.textContent ?? '').join(' '));
  return words.length < 60 && (isDateOnly(words) || isCount(words) || authorIn(words) !== null);
};

/** A sub-heading of a note leaves the note's own look. */
const look = (place: Place, heading: Lift): string | undefined =>
  place.kind === 'note' && place.sub !== '' ? place.look : heading.look;

export class Outline implements Walking {
  private readonly text: TextReader;
  private readonly fields: FieldReader;
  private readonly manyRuns: boolean;
  columns: readonly string[] | null = null;
  /** Under which heading the latest labelled entry stood: a code beside it is its code. */
  private labelledUnder: number | null = null;

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
      const place = { ...named, look: look(named, heading) };
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
        const heading = this.heading(node, top(), stack);
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
    if (tag === 'dl') return (yield* this.definitions(el, place)) ? 'content' : null;
    if (tag === 'ul' || tag === 'ol' || el.getAttribute('role') === 'list')
      return (yield* this.list(el, place)) ? 'content' : null;
    if (tag === 'pre') return this.text.textBlock(shownLines(el), el, place);
    const drawn = yield* walkDrawn(this, el, place);
    if (drawn !== 'none') return drawn;
    const before = this.sink.buckets.size;
    const lift = yield* this.walk(el, place, card ?? cardOf(el, place));
    return lift ?? (shownish(el) || before !== this.sink.buckets.size ? 'content' : null);
  }

  /** Is this element a heading here? `name`: it names an entry of the section rather than a part of the chart. */
  private heading(el: HTMLElement, top: Frame, stack: readonly Frame[]): Lift | 'name' | null {
    const real = HEADING_TAGS.test(tagOf(el)) || el.getAttribute('role') === 'heading';
    const titled =
      !real &&
      [...el.classList].some((c) => TITLE_CLASS.test(c)) &&
      !el.querySelector('table, ul, ol, input, textarea, select, dl, h1, h2, h3, h4, h5, h6');
    const frame = real ? undefined : isHeadingAlike(el, stack);
    if (frame) return { text: headingText(el), level: frame.level, loose: true };
    if (!real && !titled) return null;
    const text = titleOf(el);
    if (text === '' || text.length > 120 || (titled && text.length > 90)) return null;
    const level = real
      ? el.localName === 'summary' || el.localName === 'legend' || el.localName === 'caption'
        ? 5
        : rankOf(el)
      : 6;
    const said = announced(text, real);
    const { kind } = top.place;
    if (said || kind === null || kind === 'none')
      return !said && titled ? null : { text, level, loose: real };
    if (titled && kind === 'note') return null;
    const deeper = stack.length === 1 || level > top.level;
    if (!deeper) return { text, level, loose: real };
    if (kind === 'note' || kind === 'exam' || kind === 'antecedent') return { text, level, loose: real };
    const next = el.nextElementSibling ?? el.parentElement?.nextElementSibling;
    return next &&
      (next.matches('table, ul, ol') || next.querySelector(':scope > table, :scope > ul, :scope > ol'))
      ? { text, level, loose: real }
      : 'name';
  }

  /** A value element under a label: walked, so that lists and tables in it are read as such. */
  *value(label: string, el: HTMLElement, place: Place): Generator<void, boolean> {
    const name = label.replace(/\s*[:：]\s*$/, '');
    const text = shownLines(el, { fields: true });
    const key = headerLabel(name);
    if (key && this.sink.header(key, name, text, el, place)) return true;
    const said = place.kind === 'note' ? null : announced(name);
    if (said && said.kind !== null) {
      this.sink.sections += 1;
      yield* this.walk(el, this.sink.enter(name, place, false));
      this.labelledUnder = place.id;
      return true;
    }
    const { kind } = place;
    const field = columnOf(name);
    // «CIE-10: K92.2» beside «Diagnóstico de ingreso: Hemorragia digestiva».
    if (
      field?.role === 'code' &&
      this.labelledUnder === place.id &&
      this.sink.partOfLatest('code', cleanText(text))
    )
      return true;
    if ((kind === null || kind === 'instruction') && (place.own ?? place.around) === 'alta' && !said?.kind) {
      const means = atDischarge(name);
      if (means && (kind === null || means.startsWith('Cond'))) {
        const at = { ...this.sink.enter(means, place, false), title: name };
        this.sink.line(at, at.kind === 'condition' ? cleanText(text) : `${name}: ${cleanText(text)}`, el);
        return true;
      }
    }
    if (kind === null || kind === 'none') {
      if (said) yield* this.walk(el, this.sink.enter(name, place, false));
      else if (el.querySelector('table, ul, ol, dl, h1, h2, h3, h4')) yield* this.walk(el, place);
      return true;
    }
    const column = field;
    if (column && column.role !== 'name' && kind !== 'note')
      this.sink.part(place, column.role, cleanText(text));
    else if (column?.role === 'name' || /^\d+$/.test(plain(name)) || plain(name) === '')
      yield* this.walk(el, place);
    else if (isCodeOnly(name)) this.sink.line(place, cleanText(text), el, { how: 'item', code: name });
    else if (
      kind === 'diagnosis' &&
      /^(principal|secundari[oa]s?|otros?|asociad[oa]s?)( \d+)?$/.test(plain(name))
    )
      yield* this.walk(el, place);
    else if (kind === 'antecedent' && OTHER_DATA.test(plain(name))) return false;
    else if (!/^(no|nan)?$/.test(plain(text))) {
      const joint = kind === 'drug' || kind === 'exam' || kind === 'procedure' ? ' ' : ': ';
      this.sink.line(place, cleanText(`${name}${joint}${text}`), el, { how: 'item' });
    }
    return true;
  }

  private *definitions(dl: HTMLElement, place: Place): Generator<void, boolean> {
    let label: HTMLElement | null = null;
    let met = false;
    for (const child of dl.querySelectorAll<HTMLElement>('dt, dd')) {
      if (child.closest('dl') !== dl || hidesItself(child)) continue;
      if (child.localName === 'dt') label = child;
      else if (label) met = (yield* this.value(shownText(label), child, place)) || met;
    }
    return met;
  }

  private *list(list: HTMLElement, place: Place): Generator<void, boolean> {
    if (this.headerOnly && list.childElementCount > LONG) return true;
    const items = composedChildren(list)
      .filter(isElement)
      .filter((li) => !hidesItself(li) && !isStruck(li));
    const linked = items.filter(
      (li) =>
        li.querySelector('a, button') &&
        cleanText(li.textContent ?? '') ===
          cleanText([...li.querySelectorAll('a, button')].map((a) => a.textContent ?? '').join(' ')),
    );
    const known = place.kind !== null && place.kind !== 'none';
    if (!known && items.length > 1 && linked.length === items.length) return false;
    if (items.length > 0 && linked.length === items.length && items.some((li) => announced(shownText(li))))
      return false;
    const patients = this.patients(list);
    let inner: Place = place;
    for (const li of items) {
      if (patients.has(li)) continue;
      yield;
      const lift: Lift | null = yield* this.walk(li, inner, known && place.kind !== 'note' ? li : undefined);
      if (lift && announced(lift.text, lift.loose)) inner = this.sink.enter(lift.text, place, lift.loose);
    }
    return items.length > 0;
  }

  /** Other patients' boxes in this one. */
  private patients(box: Element): Set<Element> {
    const found = this.manyRuns ? patientCards(box) : new Set<Element>();
    if (found.size > 0) this.sink.sawPatientList = true;
    return found;
  }
}
