/** Text as the walk meets it: one line of inline nodes, or many lines of one element; headings, labels and entries in it. */
import { cleanLines, cleanText } from '../../record/text.ts';
import { isElement, isText } from '../dom/realm.ts';
import { shownLines, shownText } from '../dom/shown-text.ts';
import { isCount, plain } from '../dom/text.ts';
import { CHIPPED, chipsIn } from './chips.ts';
import type { Collector } from './collector.ts';
import { isSeverity } from './columns.ts';
import { fits, headerLabel, headerPairs } from './header-words.ts';
import { ASIDE_MARKS, badgesIn, besides, codesIn, headsList, isMenuLink } from './inline-pieces.ts';
import { BESIDE, DAYS, isHeaderPair, ledBy, ledValue, tellsMoment } from './line-labels.ts';
import { LONG_LINE } from './lines.ts';
import type { Place } from './place.ts';
import { adjacent, bold, type Frame, isUpper, lookOf, PSEUDO, style } from './signs.ts';
import { readBlock } from './text-block.ts';
import type { Outcome } from './walking.ts';
import { announced } from './words.ts';

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
  ): Outcome {
    const elements = nodes.filter(isElement);
    const codes = codesIn(elements);
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
    const aside = besides(elements, top.place, whole);
    const badges = badgesIn(elements).concat(aside);
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

  /** One line of text. */
  textLine(
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
  ): Outcome {
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

  emit(
    text: string,
    el: HTMLElement,
    place: Place,
    options: { run?: unknown; card?: Element | undefined; code?: string | undefined },
  ): void {
    this.sink.line(place, text, el, { run: options.run, card: options.card, code: options.code });
  }

  /** Many lines of one element (`text-block`). */
  textBlock(
    text: string,
    el: HTMLElement,
    base: Place,
    run: unknown = el,
    card?: Element,
    open = false,
  ): Outcome {
    return readBlock(this, text, el, base, run, card, open);
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
