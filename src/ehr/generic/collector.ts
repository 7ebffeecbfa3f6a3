/** Gathers what the walk meets, section by section: entries with their parts, lines of notes, header values. */

import { fieldSystems, findCodes } from '../../record/codes.ts';
import type { CodeSystem, FactKind, Moment } from '../../record/schema.ts';
import { cleanText } from '../../record/text.ts';
import { isCount, isNothing, plain } from '../dom/text.ts';
import { isPerson, isSeverity, type Role } from './columns.ts';
import { fits, type HeaderLabel } from './header-words.ts';
import {
  authorIn,
  bullet,
  codeIn,
  DRUG_LIKE,
  dateFirst,
  isAction,
  labelledPart,
  labelledParts,
  metaPieces,
  metaRole,
  splitEntries,
  trailingCode,
  trailingDate,
} from './parts.ts';
import { type Place, under } from './place.ts';
import { Sequence } from './sequence.ts';

/** One entry in the making. */
export interface Draft {
  readonly parts: Partial<Record<Role, string[]>>;
  readonly el: HTMLElement;
  readonly how: 'row' | 'item' | 'line';
  readonly row?: number | undefined;
  /** The card or list item that it came from. */
  readonly card?: Element | undefined;
  /** The text block that it came from, for wrapped lines. */
  readonly run?: unknown;
  readonly bulleted?: boolean;
  readonly kind?: FactKind | undefined;
  readonly moment?: Moment | undefined;
  readonly system?: CodeSystem | undefined;
  readonly sure?: number | undefined;
}
export interface Bucket {
  readonly place: Place;
  readonly drafts: Draft[];
  /** A code that stands before its entry. */
  code?: string | undefined;
  /** The day that stands before its entry in a card. */
  next?: string | undefined;
  /** A date that stands before the entries. */
  date?: string;
}
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

/** Kinds read as whole text rather than as entries. */
const WHOLE: readonly FactKind[] = ['note', 'reason', 'condition', 'destination'];
export const isWhole = (kind: FactKind): boolean => WHOLE.includes(kind);

/** Kinds whose entries are charted in parts: «Dosis: 1 g Vía: EV». */
const LABELLED: readonly FactKind[] = ['drug', 'diagnosis', 'procedure', 'allergy', 'control'];

/** Kinds of which a card's further lines say where, on which side, since when. */
const DETAILED: readonly FactKind[] = ['diagnosis', 'procedure', 'antecedent'];

/** Kinds whose entries may end with the day they were charted or done. */
const DATED: readonly FactKind[] = ['diagnosis', 'procedure', 'exam'];

/** Kinds of which «Ninguno» says that there is no entry; of an allergy, the history or what is taken at home it is charted as it stands. */
const DONE: readonly FactKind[] = ['diagnosis', 'procedure', 'pending', 'control', 'exam', 'alarm'];
const NONE = /^(ningun[oa]s?|no( (hubo|presenta|refiere))?|niega)$/;

/** How lines of advice begin, by the heading that they might have stood under. */
const PLAIN_AT_DISCHARGE: readonly (readonly [string, RegExp])[] = [
  ['Signos de alarma', /^(re)?(consultar|acudir|volver|concurrir)\b.*\b(si|en caso de|ante)\b/],
  ['Controles', /^(control|citacion|cita|seguimiento|volver a control)\b/],
  [
    'Indicaciones al alta',
    /^(reposo|regimen|dieta|evitar|mantener|no (?!hay|registra)|uso de|retiro de|curacion|hidratacion|suspender|continuar|aseo|higiene|realizar|deambul|ejercicio|licencia)/,
  ],
];

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
    if (!/^(al |del )?(alta|egreso)( medic[oa])?$/.test(plain(place.title)) || text.length > 200) return null;
    const words = plain(text);
    const heading = DRUG_LIKE.test(text)
      ? 'Fármacos al alta'
      : PLAIN_AT_DISCHARGE.find(([, pattern]) => pattern.test(words))?.[0];
    if (heading === undefined) return null;
    const key = `${place.id}|${heading}`;
    const known = this.said.get(key) ?? { ...under(heading, place, false), title: place.title, sure: 0.8 };
    this.said.set(key, known);
    return known;
  }

  private entries(place: Place, text: string, base: Omit<Draft, 'parts'>, options: LineOptions): void {
    const { text: unmarked, had } = bullet(text);
    const led = place.kind === 'exam' ? dateFirst(unmarked) : null;
    if (led?.rest && options.date === undefined) {
      this.entries(place, led.rest, base, { ...options, date: led.date.slice(0, 40) });
      return;
    }
    const bare = unmarked;
    const pieces = options.code === undefined ? splitEntries(bare, place.kind as FactKind) : [bare];
    for (const piece of pieces) {
      const name = piece.replace(/[;,]$/, '').trim();
      if (isNothing(name) || isAction(name)) continue;
      if (DONE.includes(place.kind as FactKind) && NONE.test(plain(name))) continue;
      const first = DATED.includes(place.kind as FactKind) ? dateFirst(name) : null;
      const dated = first?.rest
        ? { text: first.rest, date: first.date }
        : DATED.includes(place.kind as FactKind)
          ? trailingDate(name)
          : null;
      const whole = dated?.text ?? name;
      const coded = trailingCode(whole, fieldSystems(place.kind as FactKind));
      const parts: Draft['parts'] = { name: [coded?.text ?? whole] };
      if (coded) parts.code = [coded.code];
      const bucket = this.bucket(place);
      if (bucket.code !== undefined) {
        parts.code = [bucket.code];
        bucket.code = undefined;
      }
      if (bucket.next !== undefined) {
        parts.date = [bucket.next];
        bucket.next = undefined;
      }
      if (dated) parts.date = [dated.date];
      if (options.code !== undefined) parts.code = [codeIn(options.code)];
      if (options.date !== undefined) parts.date = [options.date];
      this.add(place, { ...base, bulleted: had, parts });
    }
  }

  /** Coded text that no section was open for: what stood there, by the heading above it. */
  readonly left = new Map<string, Set<string>>();

  /** Text that no heading makes a fact: kept by its codes alone, so that the reading can say what it did not read. */
  leave(place: Place, lines: readonly string[]): void {
    if (place.kind === 'none') return;
    for (const line of lines) {
      if (line.length > 400 || !MAY_BE_CODED.test(line)) continue;
      for (const { code, certain } of findCodes(line, ['cie10', 'atc'])) {
        if (!certain) continue;
        const codes = this.left.get(place.title) ?? new Set();
        this.left.set(place.title, codes.add(code));
      }
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

/** A CIE-10 category's or an ATC group's letter and digits. */
const MAY_BE_CODED = /[A-Z]\d\d/;

const append = (draft: Draft, role: Role, value: string): void => {
  const list = draft.parts[role] ?? [];
  list.push(role === 'code' ? codeIn(value) : value);
  draft.parts[role] = list;
};

const appendToName = (draft: Draft, text: string): void => {
  const name = draft.parts.name;
  if (name) name[0] = `${name[0] ?? ''} ${text}`;
};

/** Does a line without a bullet go on with the entry above? After bulleted ones it does; else when it begins in lower case after a long line. */
const goesOn = (last: Draft, text: string): boolean => {
  if (bullet(text).had || /[:：]$/.test(text)) return false;
  if (last.bulleted) return true;
  return /^[\p{Ll}(]/u.test(text) && (last.parts.name?.[0]?.length ?? 0) > 45;
};
