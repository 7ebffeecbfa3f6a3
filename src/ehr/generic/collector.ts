import type { FactKind } from '../../record/schema.ts';
import { cleanText } from '../../record/text.ts';
import { isCount, isNothing, plain } from '../dom/text.ts';
import { isAction } from './actions.ts';
import { authorIn } from './authors.ts';
import { certainCodes, codeIn } from './code-words.ts';
import { isPerson, isSeverity, type Role } from './columns.ts';
import { headingAtDischarge } from './discharge-lines.ts';
import { append, appendToName, type Bucket, type Draft, goesOn } from './drafts.ts';
import { fits, type HeaderLabel } from './header-words.ts';
import { DETAILED, isWhole, LABELLED } from './kinds.ts';
import { labelledPart, labelledParts, metaPieces, metaRole } from './parts.ts';
import { type Place, under } from './place.ts';
import { Sequence } from './sequence.ts';
import { entriesIn } from './several-entries.ts';

export interface HeaderValue {
  readonly value: string;
  readonly label: string;
  readonly el: HTMLElement;
}
export interface LineOptions {
  readonly how?: 'item' | 'line';
  readonly card?: Element | undefined;
  readonly run?: unknown;
  readonly code?: string | undefined;
  readonly date?: string | undefined;
  readonly sure?: number | undefined;
}

/** «Usuario: jperez» in a page's bar is who reads it; the chart's own label says more. */
const isOwnUser = (label: string): boolean => /^(usuari[oa]|profesional)$/.test(plain(label));

const IDENTITY: readonly HeaderLabel[] = ['run', 'ficha', 'birthDate', 'age', 'sex', 'ageSex'];

export class Collector {
  readonly buckets = new Map<number, Bucket>();
  readonly headers = new Map<HeaderLabel, HeaderValue>();
  /** A table or list of several patients was met (and left alone). */
  sawPatientList = false;
  /** Headings that announce facts. */
  sections = 0;

  readonly sequence = new Sequence();

  /** The place under a heading or label met now. @param box what it may head */
  enter(text: string, parent: Place, loose: boolean, box?: Element): Place {
    return this.sequence.enter(under(text, parent, loose), box);
  }

  private bucket(place: Place): Bucket {
    const known = this.buckets.get(place.id);
    if (known) return known;
    const made: Bucket = { place, drafts: [] };
    this.buckets.set(place.id, made);
    return made;
  }

  /** Takes a header value if it can be one and none was met before. */
  header(key: HeaderLabel, label: string, value: string, el: HTMLElement, place: Place): boolean {
    const text = cleanText(value);
    if (isNothing(text) || !fits(key, text)) return false;
    if (
      place.kind !== null &&
      place.kind !== 'none' &&
      !IDENTITY.includes(key) &&
      !(key === 'discharge' && place.around === 'alta')
    )
      return false;
    const before = this.headers.get(key);
    if (!before || (isOwnUser(before.label) && !isOwnUser(label)))
      this.headers.set(key, { value: text, label, el });
    return true;
  }

  add(place: Place, draft: Draft): void {
    this.bucket(place).drafts.push(draft);
    this.latest = draft;
  }

  /** The entry taken last, whatever its section. */
  private latest: Draft | null = null;

  /** A field beside an entry that holds a part of it: «Cód. CIE-10». */
  partOfLatest(role: Role, value: string): boolean {
    if (!this.latest || isNothing(value) || this.latest.parts[role] !== undefined) return false;
    append(this.latest, role, value);
    return true;
  }

  /** A line or list item under a section's heading. */
  line(place: Place, text: string, el: HTMLElement, options: LineOptions = {}): void {
    const { kind } = place;
    const meant =
      kind === null && (place.own ?? place.around) === 'alta' ? this.atDischarge(place, text) : null;
    if (meant) {
      this.line(meant, text, el, options);
      return;
    }
    if (kind === null) this.leave(place, options.code === undefined ? [text] : [text, options.code]);
    if (kind === null || kind === 'none' || text === '' || isCount(text) || isAction(text)) return;
    if (isNothing(text) && !isWhole(kind)) return;
    const bucket = this.bucket(place);
    const { drafts } = bucket;
    const base = {
      el,
      how: options.how ?? 'line',
      card: options.card,
      run: options.run,
      sure: options.sure,
    } as const;
    if (isWhole(kind)) {
      drafts.push({ ...base, parts: { text: [text] } });
      return;
    }
    const last = drafts.at(-1);
    const pieces = last ? metaPieces(text, kind) : null;
    if (last && pieces) {
      for (const piece of pieces)
        if (piece.role !== 'ignore')
          append(
            last,
            piece.role,
            piece.role === 'author' ? (authorIn(piece.text) ?? piece.text) : piece.text,
          );
      return;
    }
    const several = LABELLED.includes(kind) ? labelledParts(text) : null;
    if (several && (several.name !== '' || last)) {
      if (several.name !== '') this.entries(place, several.name, base, options);
      const entry = drafts.at(-1);
      for (const { role, value } of several.parts)
        if (entry && !isNothing(value) && (role !== 'text' || kind === 'allergy' || !isSeverity(value)))
          append(entry, role, value);
      return;
    }
    const part = labelledPart(text);
    const role = part?.role ?? metaRole(text, kind);
    if (part && role === 'name') this.entries(place, part.value, base, options);
    else if (role !== null && role !== 'patient') {
      // What stands before the name in a card is of that card's entry.
      const before = options.card !== undefined && last !== undefined && last.card !== options.card;
      if (before && role === 'code') bucket.code = codeIn(part?.value ?? text);
      else if (before && role === 'date' && last.parts.date !== undefined) bucket.next = text;
      else if (last && (role !== 'ignore' || part === null)) {
        append(last, role, part?.value ?? text);
        if (role !== 'code' && options.code !== undefined && last.parts.code === undefined)
          append(last, 'code', options.code);
      } else if (role === 'date') bucket.date ??= text;
      else if (role === 'code' && last === undefined) bucket.code = codeIn(text);
      else if (last === undefined && role === 'text') this.entries(place, text, base, options);
    } else if (last && options.card !== undefined && last.card === options.card) {
      if (kind === 'drug') append(last, 'text', text);
      else if (kind === 'allergy') append(last, 'reaction', text);
      else if (kind === 'exam' && last.parts.text === undefined && last.parts.result === undefined)
        append(last, 'text', text);
      else if (kind === 'exam' && UNIT.test(text)) append(last, 'text', text);
      else if (DETAILED.includes(kind) && text.length <= 60)
        append(last, isPerson(text) ? 'author' : 'text', text);
      else if (kind === 'control') append(last, 'text', text);
      else if (kind !== 'exam') this.entries(place, text, base, options);
    } else if (last && options.run !== undefined && last.run === options.run && goesOn(last, text)) {
      appendToName(last, text);
    } else this.entries(place, text, base, options);
  }

  private readonly said = new Map<string, Place>();

  /** Where a line right under «Al alta», with no heading of its own, belongs; null: it is not told by its words. */
  private atDischarge(place: Place, text: string): Place | null {
    const heading = headingAtDischarge(place, text);
    if (heading === undefined) return null;
    const key = `${place.id}|${heading}`;
    const known = this.said.get(key) ?? { ...under(heading, place, false), title: place.title, sure: 0.8 };
    this.said.set(key, known);
    return known;
  }

  private entries(place: Place, text: string, base: Omit<Draft, 'parts'>, options: LineOptions): void {
    const bucket = this.bucket(place);
    for (const { name, code, date, bulleted } of entriesIn(text, place.kind as FactKind, options)) {
      const parts: Draft['parts'] = { name: [name] };
      const charted = options.code === undefined ? (bucket.code ?? code) : codeIn(options.code);
      if (charted !== undefined) parts.code = [charted];
      const day = date ?? bucket.next;
      if (day !== undefined) parts.date = [day];
      bucket.code = undefined;
      bucket.next = undefined;
      this.add(place, { ...base, bulleted, parts });
    }
  }

  /** Coded text that no section was open for: what stood there, by the heading above it. */
  readonly left = new Map<string, Set<string>>();

  /** Text that no heading makes a fact: kept by its codes alone, so that the reading can say what it did not read. */
  leave(place: Place, lines: readonly string[]): void {
    if (place.kind === 'none') return;
    for (const code of lines.flatMap(certainCodes)) {
      const codes = this.left.get(place.title) ?? new Set();
      this.left.set(place.title, codes.add(code));
    }
  }

  /** A value whose label says which part of the last entry it is. */
  part(place: Place, role: Role, value: string): boolean {
    const last = this.bucket(place).drafts.at(-1);
    if (!last || isNothing(value)) return false;
    append(last, role, value);
    return true;
  }
}

/** A result's unit in a line of its own: «ng/L», «mg», «x10^3/µL», «%». */
const UNIT = /^(?:%|‰|[\p{L}µ°][\p{L}µ°³²]{0,5}|(?:x ?10\S{1,3} ?)?[\p{L}µ]{0,5}\/[\p{L}µ\d.³²/]{1,8})$/u;
