/**
 * The walk over a page as it is drawn: what is a heading, what stands under it, what is a label with its value, what is a
 * table, a list, a block of text. It knows layouts; what the words mean is `words`' and `columns`' business.
 */
import { cleanLines, cleanText } from '../../record/text.ts';
import { headingText, rankOf } from '../dom/heading.ts';
import {
  composedChildren,
  frameDocument,
  isElement,
  isField,
  isInput,
  isText,
  isTextArea,
  tagOf,
} from '../dom/realm.ts';
import { fieldValue, isInline, isSkipped, isStruck, shownLines, shownText } from '../dom/shown-text.ts';
import { plain } from '../dom/text.ts';
import { hidesItself } from '../dom/visible.ts';
import type { Collector } from './collector.ts';
import { columnOf, isBadge } from './columns.ts';
import { fits, headerLabel, headerPairs } from './header-words.ts';
import { isCodeOnly } from './parts.ts';
import { type Place, under } from './place.ts';
import { walkTable } from './tables.ts';
import type { Lift, Walking } from './walking.ts';
import { announced } from './words.ts';

interface Frame {
  readonly level: number;
  readonly place: Place;
  readonly upper: boolean;
}

const ASIDE =
  'nav, menu, [role="navigation"], [role="menu"], [role="menubar"], [role="toolbar"], [role="tablist"], [role="search"], [role="alertdialog"], [role="tooltip"], [role="listbox"]';
const ASIDE_CLASS =
  /(^|[-_])(breadcrumbs?|navbar|sidebar|sidenav|sidemenu|mainmenu|pagination|pager|toolbar|toasts?|tooltip|dropdown-menu|context-menu|footer|migas)([-_]|$)/i;
const TITLE_CLASS =
  /(^|[-_])(title|titulo|tit|heading|encabezado|cabecera|subtitulo|subtitle|card-header|panel-header|section-header|seccion|legend)([-_]|$)/i;
const BLOCKISH =
  'div, p, table, ul, ol, dl, h1, h2, h3, h4, h5, h6, input, textarea, select, label, pre, section, article, fieldset, iframe';
const HEADING_TAGS = /^(h[1-6]|legend|caption|summary)$/;
const RUN = /\d{1,2}\.\d{3}\.\d{3}-[\dkK]|\b\d{7,8}-[\dkK]\b/g;
const PSEUDO = 7;

const isAside = (el: Element): boolean =>
  el.matches(ASIDE) ||
  [...el.classList].some((c) => ASIDE_CLASS.test(c)) ||
  (tagOf(el) === 'footer' && !el.closest('article, blockquote, li'));
const isToggle = (el: Element): boolean =>
  el.hasAttribute('aria-expanded') ||
  el.hasAttribute('aria-controls') ||
  /accordion|collaps|toggle/i.test(el.className?.toString() ?? '') ||
  /collapse|accordion/.test(`${el.getAttribute('data-toggle')}${el.getAttribute('data-bs-toggle')}`);
const isUpper = (text: string): boolean => /\p{Lu}{3}/u.test(text) && text === text.toUpperCase();
const holdsOther = (el: Element): boolean => el.shadowRoot !== null || el.querySelector(BLOCKISH) !== null;
const isEditor = (el: Element): boolean => {
  const editable = el.getAttribute('contenteditable');
  return (
    (editable !== null && editable !== 'false') ||
    frameDocument(el)?.designMode === 'on' ||
    ['true', ''].includes(frameDocument(el)?.body?.getAttribute('contenteditable') ?? 'no')
  );
};
const bold = (el: Element): boolean =>
  ['b', 'strong', 'u', 'dt', 'th'].includes(tagOf(el)) ||
  Number(el.ownerDocument.defaultView?.getComputedStyle(el).fontWeight) >= 600;

export class Outline implements Walking {
  private pendingLabel: string | null = null;
  private readonly consumed = new Set<Element>();
  private readonly manyRuns: boolean;

  constructor(
    readonly sink: Collector,
    root: Element,
    /** Places of tab panels. */
    private readonly panels: ReadonlyMap<Element, Place> = new Map(),
  ) {
    this.manyRuns = new Set((root.textContent ?? '').match(RUN) ?? []).size > 1;
  }

  /** Walks a box; yields now and then, so that long charts can be read in slices. */
  *walk(box: Element, base: Place, card?: Element): Generator<void, Lift | null> {
    const stack: Frame[] = [{ level: 0, place: base, upper: false }];
    let lift: Lift | null = null;
    let run: Node[] = [];
    const top = (): Frame => stack.at(-1) as Frame;
    const push = (heading: Lift): void => {
      while (stack.length > 1 && top().level >= heading.level) stack.pop();
      const place = under(heading.text, top().place, heading.loose);
      if (place.kind !== null && place.kind !== 'none') this.sink.sections += 1;
      stack.push({ level: heading.level, place, upper: isUpper(heading.text) });
      lift = heading;
      this.pendingLabel = null;
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
        const outcome = this.textBlock(text, box as HTMLElement, top().place, nodes, card, stack.length > 1);
        if (outcome === 'content') lift = null;
        else if (outcome) push(outcome);
        return;
      }
      for (const line of lines) {
        const outcome = this.inline(line, box as HTMLElement, top(), stack.length > 1, nodes, card);
        if (outcome === 'content') lift = null;
        else if (outcome) push(outcome);
      }
    };
    const patients = this.patientCards(box);
    for (const node of composedChildren(box)) {
      if (isText(node)) {
        run.push(node);
        continue;
      }
      if (!isElement(node) || this.consumed.has(node) || hidesItself(node) || isStruck(node)) continue;
      if (patients.has(node)) continue;
      const tag = tagOf(node);
      if (isSkipped(node)) {
        const words = isToggle(node) ? cleanText(node.textContent ?? '') : '';
        if (words !== '' && announced(words, true)) {
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
      flush();
      yield;
      const place = this.panels.get(node) ?? top().place;
      if (isField(node)) {
        if (this.field(node, place)) lift = null;
      } else if (tag === 'label') {
        const outcome = this.label(node, place);
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
        } else if (heading) push(heading);
        else {
          const inner = yield* this.block(node, place, card);
          if (inner === 'content') lift = null;
          else if (inner) push(inner);
        }
      }
    }
    flush();
    return lift;
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
    if (tag === 'pre') return this.textBlock(shownLines(el), el, place);
    const before = this.sink.buckets.size;
    const lift = yield* this.walk(el, place, card ?? this.cardOf(el, place));
    return lift ?? (shownish(el) || before !== this.sink.buckets.size ? 'content' : null);
  }

  /** Is this element a heading here? `name`: it names an entry of the section rather than a part of the chart. */
  private heading(el: HTMLElement, top: Frame, stack: readonly Frame[]): Lift | 'name' | null {
    const real = HEADING_TAGS.test(tagOf(el)) || el.getAttribute('role') === 'heading';
    const titled =
      !real &&
      [...el.classList].some((c) => TITLE_CLASS.test(c)) &&
      !el.querySelector('table, ul, ol, input, textarea, select, dl, h1, h2, h3, h4, h5, h6');
    if (!real && !titled) return null;
    const text = headingText(el);
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

  /** A run of inline nodes as one line: a heading, a label with its value, or text. */
  private inline(
    nodes: readonly Node[],
    box: HTMLElement,
    top: Frame,
    pushedHere: boolean,
    run: unknown,
    card: Element | undefined,
  ): Lift | 'content' | null {
    const elements = nodes.filter(isElement);
    const codes = elements
      .flatMap((e) => [e, ...e.querySelectorAll<HTMLElement>('*')])
      .filter(
        (e) =>
          e.childElementCount === 0 &&
          isCodeOnly(shownText(e)) &&
          !/[([]\s*$/.test(e.previousSibling?.textContent ?? ''),
      );
    const holder =
      elements.length === 1 && nodes.every((n) => isElement(n) || (n.textContent ?? '').trim() === '')
        ? (elements[0] as HTMLElement)
        : box;
    const whole = cleanLines(
      nodes
        .map((n) =>
          isText(n)
            ? /^pre/.test(style(n))
              ? n.data
              : n.data.replace(/\s+/g, ' ')
            : `${adjacent(n)}${shownLines(n)}`,
        )
        .join(''),
    );
    if (whole === '') return null;
    if (whole.includes('\n')) return this.textBlock(whole, holder, top.place, run, card, pushedHere);
    const first = elements[0];
    const lead =
      first && nodes.find((n) => !isText(n) || n.data.trim() !== '') === first ? shownText(first) : '';
    const rest =
      lead !== '' && lead.length < whole.length
        ? cleanText(whole.slice(lead.length)).replace(/^[:：]\s*/, '')
        : '';
    if (
      lead !== '' &&
      rest !== '' &&
      first &&
      (bold(first) ||
        /(label|etiqueta|lbl|key|campo|title|titulo|name)/i.test(first.className) ||
        lead.endsWith(':'))
    ) {
      if (this.labelled(lead, rest, holder, top.place)) return 'content';
    }
    const badges = elements
      .flatMap((e) => [e, ...e.querySelectorAll<HTMLElement>('*')])
      .filter(
        (e) =>
          e.childElementCount === 0 &&
          /(^|[-_ ])(badge|chip|tag|pill|label|estado|status)([-_ ]|$)/i.test(e.className) &&
          isBadge(shownText(e)),
      );
    const code =
      codes.length === 1 && codes[0] && nodes.length + elements.length > 1 ? shownText(codes[0]) : undefined;
    const noCode =
      code === undefined && badges.length === 0
        ? whole
        : cleanText(
            nodes
              .map((n) =>
                isText(n)
                  ? n.data
                  : `${adjacent(n)}${shownText(n, { without: (e) => (code !== undefined && e === codes[0]) || badges.includes(e as HTMLElement) })}`,
              )
              .join('')
              .replace(/[([]\s*[)\]]/g, ''),
          );
    const allBold =
      elements.length > 0 && nodes.every((n) => (isText(n) ? n.data.trim() === '' : bold(n as Element)));
    return this.textLine(noCode === '' ? whole : noCode, holder, top, pushedHere, {
      run,
      card,
      code: noCode === '' ? undefined : code,
      allBold: allBold || bold(box),
    });
  }

  private textLine(
    text: string,
    el: HTMLElement,
    top: Frame,
    pushedHere: boolean,
    options: {
      run?: unknown;
      card?: Element | undefined;
      code?: string | undefined;
      allBold?: boolean;
      inList?: boolean;
    },
  ): Lift | 'content' | null {
    const { place } = top;
    // Inside a note, «Plan:» belongs to the note; a heading of the same style as the note's own ends it.
    const closed =
      place.kind === 'note' && (!pushedHere || (top.upper && !isUpper(text.split(':')[0] ?? '')));
    if (this.pendingLabel !== null) {
      const key = headerLabel(this.pendingLabel);
      const label = this.pendingLabel;
      this.pendingLabel = null;
      if (key && this.sink.header(key, label, text, el, place)) return 'content';
    }
    const pairs = headerPairs(text);
    const taken = pairs.filter((p) => this.sink.header(p.key, p.label, p.value, el, place));
    // A line of identity is one wherever it stands.
    if (pairs.filter((p) => fits(p.key, p.value)).length >= 2) return 'content';
    if (
      taken.length > 0 &&
      (place.kind === null || place.kind === 'none' || taken.length === pairs.length) &&
      place.kind !== 'note'
    )
      return 'content';
    if (headerLabel(text.replace(/\s*:$/, '')) && text.length < 40) {
      this.pendingLabel = text.replace(/\s*:$/, '');
      if (/\b(fecha|fec|f|date)\b/.test(plain(text))) return 'content';
    }
    if (!closed && !options.inList) {
      const said = options.card && !options.allBold && !/:$/.test(text) ? null : announced(text);
      if (said) return { text, level: PSEUDO, loose: false };
      const pair = /^([^:]{2,60}?)\s*[:：]\s*(\S.*)$/u.exec(text);
      const label = pair?.[1] === undefined ? null : announced(pair[1]);
      if (pair?.[1] && pair[2] && label && label.kind !== null) {
        const inner = under(pair[1], place, false);
        this.sink.sections += 1;
        this.emit(pair[2], el, inner, options);
        return 'content';
      }
    }
    this.emit(text, el, place, options);
    return 'content';
  }

  private emit(
    text: string,
    el: HTMLElement,
    place: Place,
    options: { run?: unknown; card?: Element | undefined; code?: string | undefined },
  ): void {
    this.sink.line(place, text, el, { run: options.run, card: options.card, code: options.code });
  }

  /** Many lines of one element: a `<pre>`, a text area, text cut by `<br>`. Sections may begin and end inside. */
  textBlock(
    text: string,
    el: HTMLElement,
    base: Place,
    run: unknown = el,
    card?: Element,
    open = false,
  ): Lift | 'content' | null {
    const stack: Frame[] = [{ level: 0, place: base, upper: false }];
    let lift: Lift | 'content' | null = null;
    for (const line of cleanLines(text).split('\n')) {
      const rule = /^[\s=_*~-]{3,}$/.test(line);
      if (line === '' || rule) continue;
      const top = stack.at(-1) as Frame;
      const pair = /^([^:]{2,60}?)\s*[:：]\s*(\S.*)$/u.exec(line);
      const closed =
        top.place.kind === 'note' &&
        ((stack.length === 1 && !open) || (top.upper && !isUpper(pair?.[1] ?? line)));
      const said = pair?.[1] && !closed ? announced(pair[1]) : null;
      if (pair?.[1] && pair[2] && said && said.kind !== null && !headerLabel(pair[1])) {
        while (stack.length > 1 && (stack.at(-1) as Frame).level >= PSEUDO) stack.pop();
        const place = under(pair[1], (stack.at(-1) as Frame).place, false);
        this.sink.sections += 1;
        stack.push({ level: PSEUDO, place, upper: isUpper(pair[1]) });
        this.emit(pair[2], el, place, { run, card });
        lift = 'content';
        continue;
      }
      const outcome = this.textLine(
        line.replace(/^[=_*#\s]+(?=\p{L})|[=_*#\s]+$/gu, ''),
        el,
        top,
        stack.length > 1 || open,
        { run, card },
      );
      lift = outcome ?? lift;
      if (outcome === 'content' || outcome === null) continue;
      const box = announced(outcome.text)?.kind === null;
      const level = box ? PSEUDO - 1 : PSEUDO;
      while (stack.length > 1 && (stack.at(-1) as Frame).level >= level) stack.pop();
      const place = under(outcome.text, (stack.at(-1) as Frame).place, false);
      if (place.kind !== null) this.sink.sections += 1;
      stack.push({ level, place, upper: isUpper(outcome.text) });
    }
    return lift;
  }

  /** A label and its value, wherever they come from. True when they meant something. */
  labelled(label: string, value: string, el: HTMLElement, place: Place): boolean {
    const name = label.replace(/\s*[:：]\s*$/, '');
    const key = headerLabel(name);
    if (key && this.sink.header(key, name, value, el, place)) return true;
    const said = place.kind === 'note' ? null : announced(name);
    if (said && said.kind !== null) {
      const inner = under(name, place, false);
      this.sink.sections += 1;
      this.textBlock(value, el, inner);
      return true;
    }
    if (key && fits(key, cleanText(value))) return true;
    return false;
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
      yield* this.walk(el, under(name, place, false));
      return true;
    }
    const { kind } = place;
    if (kind === null || kind === 'none') {
      if (said) yield* this.walk(el, under(name, place, false));
      else if (el.querySelector('table, ul, ol, dl, h1, h2, h3, h4')) yield* this.walk(el, place);
      return true;
    }
    const column = columnOf(name);
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
    const patients = this.patientCards(list);
    let inner: Place = place;
    for (const li of items) {
      if (patients.has(li)) continue;
      yield;
      const lift: Lift | null = yield* this.walk(li, inner, known && place.kind !== 'note' ? li : undefined);
      if (lift && announced(lift.text, lift.loose)) inner = under(lift.text, place, lift.loose);
    }
    return items.length > 0;
  }

  /** A `label` with its field; `text`: a label that labels nothing. */
  private label(el: HTMLElement, place: Place): boolean | 'text' {
    const root = el.getRootNode() as Document | ShadowRoot;
    const named = el.getAttribute('for');
    const target =
      (named ? root.getElementById?.(named) : null) ??
      el.querySelector<HTMLElement>('input, textarea, select');
    if (!target || !isElement(target)) return 'text';
    this.consumed.add(target);
    const words = shownText(el);
    if (isInput(target) && ['checkbox', 'radio'].includes(target.type)) {
      if (target.checked) this.sink.line(place, words, el, { how: 'item' });
      return target.checked;
    }
    if (hidesItself(target)) return false;
    if (!isField(target)) return this.labelled(words, shownLines(target), target, place);
    return this.filled(words, target, place);
  }

  private field(el: HTMLElement, place: Place): boolean {
    const label = this.pendingLabel ?? el.getAttribute('aria-label') ?? '';
    this.pendingLabel = null;
    return this.filled(label, el, place);
  }

  private filled(label: string, el: HTMLElement, place: Place): boolean {
    const value = cleanLines(fieldValue(el));
    if (value === '' || /\b(epicrisis|resumen de alta|buscar|search)\b/.test(plain(label))) return false;
    if (this.labelled(label, value, el, place)) return true;
    const shown = (isTextArea(el) || isInput(el)) && (el.readOnly || el.disabled);
    if (shown) return this.textBlock(value, el, place) !== null;
    return false;
  }

  /** Repeated boxes inside a section, each with a few lines, are one entry each. */
  private cardOf(el: HTMLElement, place: Place): Element | undefined {
    if (place.kind === null || place.kind === 'none' || place.kind === 'note' || el.classList.length === 0)
      return undefined;
    const text = el.textContent ?? '';
    if (text.length > 900 || el.querySelector('table, li + li, dl')) return undefined;
    const like = [...(el.parentElement?.children ?? [])].filter(
      (s) => s !== el && s.localName === el.localName && s.className === el.className,
    );
    const single = /(^|[-_ ])(card|item|entry|registro|tarjeta|fila|row)([-_ ]|$)/i.test(el.className);
    return (like.length > 0 || single) &&
      el.querySelectorAll('div, p, span, small, h3, h4, h5, h6, strong, b').length > 1
      ? el
      : undefined;
  }

  /** Boxes side by side with a RUN each: other patients, not this chart. */
  private patientCards(box: Element): Set<Element> {
    if (!this.manyRuns) return new Set();
    const withRun = [...box.children].filter(
      (c) =>
        c.localName !== 'tr' &&
        c.localName !== 'tbody' &&
        (c.textContent ?? '').length < 1500 &&
        (c.textContent ?? '').match(RUN),
    );
    const alike = withRun.filter((c) =>
      withRun.some((o) => o !== c && o.localName === c.localName && o.className === c.className),
    );
    const different = new Set(alike.map((c) => (c.textContent ?? '').match(RUN)?.[0]));
    if (
      alike.length < 2 ||
      different.size < 2 ||
      (alike.length === 2 && !alike.every((c) => c.querySelector('a, button')))
    )
      return new Set();
    this.sink.sawPatientList = true;
    return new Set(alike);
  }
}

/** Data about the person that «Antecedentes» sometimes heads, and that are nobody's history. */
const OTHER_DATA =
  /^(prevision|isapre|direccion|domicilio|comuna|ciudad|region|telefonos?|celular|correo|email|nacionalidad|estado civil|ocupacion|profesion|escolaridad|religion|pueblo( originario)?|contacto.*|acompanante|responsable|parentesco|seguro|convenio|ley.*|tramo|nombre.*|apellidos?|n .*)$/;

const style = (node: Text): string =>
  node.parentElement?.ownerDocument.defaultView?.getComputedStyle(node.parentElement).whiteSpace ?? '';
const adjacent = (el: Node): string => (el.previousSibling && isElement(el.previousSibling) ? ' ' : '');
const shownish = (el: Element): boolean => (el.textContent ?? '').trim() !== '';

const splitAtBreaks = (nodes: readonly Node[]): Node[][] => {
  const lines: Node[][] = [[]];
  for (const node of nodes) {
    if (isElement(node) && tagOf(node) === 'br') lines.push([]);
    else lines.at(-1)?.push(node);
  }
  return lines.filter((l) => l.length > 0);
};
