/** Text as the walk meets it: one line of inline nodes, or many lines of one element; headings, labels and entries in it. */
import { cleanLines, cleanText } from '../../record/text.ts';
import { isElement, isText } from '../dom/realm.ts';
import { shownLines, shownText } from '../dom/shown-text.ts';
import { isCount, plain } from '../dom/text.ts';
import { CHIPPED, chipsIn } from './chips.ts';
import { type Collector, isWhole } from './collector.ts';
import { isBadge, isSeverity } from './columns.ts';
import { fits, headerLabel, headerPairs } from './header-words.ts';
import { authorIn, isCodeOnly, LONG_LINE, metaRole } from './parts.ts';
import type { Place } from './place.ts';
import { adjacent, bold, type Frame, isUpper, lookOf, PSEUDO, style } from './signs.ts';
import type { Lift } from './walking.ts';
import { announced } from './words.ts';

/** Is what follows these nodes, in their own item, a list under them? */
const headsList = (nodes: readonly Node[]): boolean => {
  let next = nodes.at(-1)?.nextSibling;
  while (next && isText(next) && next.data.trim() === '') next = next.nextSibling;
  return isElement(next) && next.matches('ul, ol, [role="group"], [role="list"]');
};

/** «4. Pautas de alarma: fiebre»: one of several numbered lines. */
const NUMBERED = /^\s*\(?\d{1,2}\s?[.)°º-]/u;

/** A line drawn with signs. */
const RULE = /^[\s=_*~-]{3,}$/;
const ASIDE_MARKS = /\s*[,·|•]\s+/u;

/** A link alone on its line beside another of the sort: a menu's entry, not a heading. */
const isMenuLink = (holder: HTMLElement, box: HTMLElement, words: string): boolean => {
  const link = holder.localName === 'a' ? holder : null;
  if (!link?.hasAttribute('href') || announced(words) === null || link.closest('h1, h2, h3, h4, h5, h6'))
    return false;
  const isLink = (el: Element | null): boolean =>
    el !== null &&
    cleanText(el.textContent ?? '') !== '' &&
    cleanText(el.textContent ?? '') === cleanText(el.querySelector('a[href]')?.textContent ?? '');
  return isLink(box.previousElementSibling) || isLink(box.nextElementSibling);
};

const isHeaderPair = (label: string, value: string): boolean => {
  const key = headerLabel(label);
  return key !== null && fits(key, value);
};

const DAYS: readonly unknown[] = ['admission', 'discharge', 'birthDate'];

/** Between the values of a banner's line: «Ingreso 21/02/2025 — Alta 28/02/2025». */
const BESIDE = /\s+[—–|·•]\s+/u;

/** «Ingresó el 06-06-2025», «Edad 61 años»: a header's label and its value without a colon. */
const ledValue = (text: string): { label: string; value: string } | null => {
  const [, label, value] = text.length > 80 ? [] : (/^(\p{L}[^\d:]{2,30}?)\.?\s+(\d.*)$/u.exec(text) ?? []);
  return label && value && isHeaderPair(label, value) ? { label, value } : null;
};

/** «De ingreso:» before a diagnosis, «Al alta:» before a drug. */
const tellsMoment = (said: NonNullable<ReturnType<typeof announced>>, { kind }: Place): boolean =>
  said.kind === null && said.moment !== null && (kind === 'diagnosis' || kind === 'drug');

/** «Antecedentes de jerarquía:» under no section: a section's word first, whatever a hospital adds to it. */
const ledBy = (label: string, name: string, place: Place): ReturnType<typeof announced> => {
  if ((place.kind !== null && place.kind !== 'none') || !/[:：]\s*$/.test(label)) return null;
  const [first = ''] = name.split(/\s+/u);
  const own = announced(first);
  return own?.kind && ADDED_TO.includes(own.kind) && name.split(/\s+/u).length <= 5
    ? announced(name, true)
    : null;
};
const ADDED_TO: readonly unknown[] = [
  'antecedent',
  'diagnosis',
  'drug',
  'allergy',
  'procedure',
  'instruction',
];

export class TextReader {
  /** A label met on a line of its own: the next line may be its value. */
  pendingLabel: string | null = null;

  constructor(readonly sink: Collector) {}

  /** A run of inline nodes as one line: a heading, a label with its value, or text. */
  inline(
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
    if (whole === '' || (pushedHere && (/^\(?\d{1,3}\)?$/.test(whole) || isCount(whole)))) return null;
    if (whole.includes('\n')) return this.textBlock(whole, holder, top.place, run, card, pushedHere);
    const first = elements[0];
    const lead =
      first && nodes.find((n) => !isText(n) || n.data.trim() !== '') === first ? shownText(first) : '';
    const rest =
      lead !== '' && lead.length < whole.length
        ? cleanText(whole.slice(lead.length)).replace(/^[:：]\s*/, '')
        : '';
    const chips = CHIPPED.includes(top.place.kind) ? chipsIn(nodes) : [];
    if (chips.length > 0) {
      for (const el of chips) this.sink.line(top.place, shownText(el), el, { how: 'item' });
      return 'content';
    }
    const alike = first && lookOf(first, box, lead) === top.place.look;
    if (
      lead !== '' &&
      rest !== '' &&
      first &&
      (bold(first) ||
        /(label|etiqueta|lbl|key|campo|title|titulo|name)/i.test(`${first.localName} ${first.className}`) ||
        lead.endsWith(':') ||
        isHeaderPair(lead, rest))
    ) {
      if (this.labelled(lead, rest, holder, top.place, alike)) return 'content';
    }
    const [start] = nodes;
    const word = start && isText(start) ? cleanText(start.data).replace(/\s*[:：]$/, '') : '';
    if (word !== '' && elements.length === 1 && nodes.length <= 3 && headerLabel(word)) {
      if (
        this.labelled(word, cleanText(whole.slice(word.length)).replace(/^[:：]\s*/, ''), holder, top.place)
      )
        return 'content';
    }
    if (elements.length > 1 && (top.place.kind === null || top.place.kind === 'none'))
      for (const el of elements) this.led(shownText(el), el, top.place);
    const aside = this.besides(elements, top.place, whole);
    const badges = elements
      .flatMap((e) => [e, ...e.querySelectorAll<HTMLElement>('*')])
      .filter(
        (e) =>
          e.childElementCount === 0 &&
          /(^|[-_ ])(badge|chip|tag|pill|label|estado|status)([-_ ]|$)/i.test(e.className) &&
          isBadge(shownText(e)),
      )
      .concat(aside);
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
    if (isMenuLink(holder, box, whole)) return null;
    const outcome = this.textLine(noCode === '' ? whole : noCode, holder, top, pushedHere, {
      look: lookOf(holder, box, whole.split(':')[0] ?? ''),
      run,
      card,
      code: noCode === '' ? undefined : code,
      allBold: allBold || bold(box),
      heads: headsList(nodes),
    });
    if (outcome === 'content' && noCode !== '')
      for (const el of aside)
        for (const piece of shownText(el).split(ASIDE_MARKS))
          this.sink.line(top.place, piece, el, { run, card });
    if (outcome === 'content' && noCode !== '' && top.place.kind === 'allergy')
      for (const el of badges)
        if (isSeverity(shownText(el))) this.sink.line(top.place, shownText(el), el, { run, card });
    return outcome;
  }

  /** Takes a header's value that stands after its label without a colon. */
  private led(text: string, el: HTMLElement, place: Place): boolean {
    const led = ledValue(text);
    const key = led && headerLabel(led.label);
    return led !== null && key !== null && this.sink.header(key, led.label, led.value, el, place);
  }

  /** Small elements beside an entry's name that say its code, day or author: «<small>E05.9, desde 2019</small>». */
  private besides(elements: readonly HTMLElement[], { kind }: Place, whole: string): HTMLElement[] {
    if (kind === null || kind === 'none' || isWhole(kind) || kind === 'exam') return [];
    return elements.filter((el) => {
      const text = shownText(el);
      if (text === '' || text === whole || text.length > 80 || el.childElementCount > 0) return false;
      const pieces = text.split(ASIDE_MARKS).filter(Boolean);
      const roles = pieces.map((p) => metaRole(p, kind));
      return (
        pieces.length > 1 &&
        roles.includes('code') &&
        roles.every((r) => r === 'code' || r === 'date' || r === 'author' || r === 'ignore')
      );
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
      look?: string;
      inList?: boolean;
      /** A list of its own follows in the same item. */
      heads?: boolean;
    },
  ): Lift | 'content' | null {
    const { place } = top;
    if (text.length > LONG_LINE) {
      this.emit(text, el, place, options);
      return 'content';
    }
    // Inside a note, «Plan:» belongs to the note; a heading of the same style as the note's own ends it.
    const alike = options.look !== undefined && options.look === place.look;
    const closed =
      place.kind === 'note' && !alike && (!pushedHere || (top.upper && !isUpper(text.split(':')[0] ?? '')));
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
    if (place.kind === null || place.kind === 'none') {
      const pieces = text.length > 200 ? [] : text.split(BESIDE);
      // Several on a line are the stay's days; a bed among other words may be another patient's.
      const own = pieces.filter(
        (piece) => pieces.length === 1 || DAYS.includes(headerLabel(ledValue(piece)?.label ?? '')),
      );
      const met = own.filter((piece) => this.led(piece, el, place));
      if (met.length > 0) return 'content';
    }
    if (headerLabel(text.replace(/\s*:$/, '')) && text.length < 40) {
      this.pendingLabel = text.replace(/\s*:$/, '');
      if (/\b(fecha|fec|f|date)\b/.test(plain(text))) return 'content';
    }
    if (!closed && !options.inList) {
      const plainly = !options.allBold && !/:$/.test(text);
      const named = options.card && plainly && !options.heads ? null : announced(text);
      // «Biopsia pendiente» among what is pending, «Control de laboratorio» among the controls: entries, not headings.
      const said =
        plainly && named && named.kind === place.kind && ['pending', 'control'].includes(place.kind ?? '')
          ? null
          : named;
      if (said) return { text, level: PSEUDO, loose: false, look: options.look ?? '' };
      const pair = /^([^:]{2,60}?)\s*[:：]\s*(\S.*)$/u.exec(text);
      const label = pair?.[1] === undefined ? null : announced(pair[1]);
      if (pair?.[1] && pair[2] && label && (label.kind !== null || tellsMoment(label, place))) {
        const inner = this.sink.enter(pair[1], place, false);
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
    let underlined = false;
    for (const line of cleanLines(text).split('\n')) {
      const rule = RULE.test(line);
      // «______» over «Dr. Soto»: what follows is a signature, up to the next heading.
      if (underlined && authorIn(line) !== null)
        stack.push({ level: PSEUDO, place: { ...(stack[0] as Frame).place, kind: 'none' }, upper: false });
      underlined = /^_{6,}$/.test(line.trim());
      if (line === '' || rule) continue;
      if (stack.at(-1)?.numbered && NUMBERED.test(line)) stack.pop();
      const top = stack.at(-1) as Frame;
      if (line.length > LONG_LINE) {
        this.emit(line, el, top.place, { run, card });
        lift = 'content';
        continue;
      }
      const pair = /^([^:]{2,60}?)\s*[:：]\s*(\S.*)$/u.exec(line);
      const closed =
        top.place.kind === 'note' &&
        ((stack.length === 1 && !open) || (top.upper && !isUpper(pair?.[1] ?? line)));
      const said = pair?.[1] && !closed ? announced(pair[1]) : null;
      if (pair?.[1] && pair[2] && said && said.kind !== null && !headerLabel(pair[1])) {
        const numbered = NUMBERED.test(line);
        const level = numbered ? PSEUDO + 1 : PSEUDO;
        while (stack.length > 1 && (stack.at(-1) as Frame).level >= level) stack.pop();
        const place = this.sink.enter(pair[1], (stack.at(-1) as Frame).place, false);
        this.sink.sections += 1;
        stack.push({ level, place, upper: isUpper(pair[1]), numbered });
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
      const place = this.sink.enter(outcome.text, (stack.at(-1) as Frame).place, false);
      if (place.kind !== null) this.sink.sections += 1;
      stack.push({ level, place, upper: isUpper(outcome.text) });
    }
    return lift;
  }

  /** A label and its value, wherever they come from. True when they meant something. */
  labelled(label: string, value: string, el: HTMLElement, place: Place, alike = false): boolean {
    const name = label.replace(/\s*[:：]\s*$/, '');
    const key = headerLabel(name);
    if (key && this.sink.header(key, name, value, el, place)) return true;
    const plainly = place.kind === 'note' && !alike ? null : announced(name);
    const led = plainly === null ? ledBy(label, name, place) : null;
    const said = plainly ?? led;
    if (said && (said.kind !== null || tellsMoment(said, place))) {
      const inner = this.sink.enter(name, place, led !== null);
      this.sink.sections += 1;
      this.textBlock(value, el, inner);
      return true;
    }
    if (key && fits(key, cleanText(value))) return true;
    return false;
  }
}
