/**
 * What a reading has found so far, from the first tab to the last: facts with their places, header values, findings.
 * What is seen again (the same element in another tab's view) counts once.
 */
import { codeShapes, fieldSystems, splitCode, systemFor } from '../record/codes.ts';
import { parseRun } from '../record/run.ts';
import type { Charted, CodeSystem, Fact, FactId, FactKind, Moment, ReadFinding } from '../record/schema.ts';
import { cleanLines, cleanText, isMojibake } from '../record/text.ts';
import { Locators, type PageRef } from './dom/locator.ts';
import { isNothing } from './dom/text.ts';

export interface Found {
  readonly kind: FactKind;
  readonly moment: Moment;
  /** As charted; line breaks are kept in notes. */
  readonly text: string;
  readonly code?: string | undefined;
  readonly system?: CodeSystem | undefined;
  readonly date?: string | undefined;
  readonly author?: string | undefined;
  readonly confidence?: number | undefined;
  /** What the confidence rests on, in Spanish, for the physician. */
  readonly why?: string | undefined;
  readonly el: HTMLElement;
  /** For people: «Diagnósticos de ingreso, fila 2». */
  readonly label: string;
  readonly tab?: string | undefined;
  /** Made when it was found, where the page may have gone on since. */
  readonly locator?: string | undefined;
  /** The same of its frame. */
  readonly frame?: string | undefined;
}

/** Longest text taken of one entry (characters); what is beyond is named in a finding. Forty printed pages. */
export const MAX_TEXT = 200_000;
const MAX_FACTS = 10_000;

const PREFIX: Record<FactKind, string> = {
  reason: 'mot',
  diagnosis: 'dx',
  antecedent: 'ant',
  allergy: 'alg',
  procedure: 'proc',
  drug: 'tto',
  note: 'note',
  exam: 'ex',
  pending: 'pend',
  condition: 'cond',
  destination: 'dest',
  instruction: 'ind',
  alarm: 'alarm',
  control: 'ctrl',
};
const MOMENT: Record<Moment, string> = {
  ingreso: 'ing',
  intrahospitalario: 'hosp',
  alta: 'alta',
  habitual: 'hab',
};
const prefixOf = (kind: FactKind, moment: Moment): string => {
  if (kind === 'diagnosis') return `dx-${MOMENT[moment]}`;
  if (kind === 'drug') return moment === 'alta' ? 'med-alta' : moment === 'habitual' ? 'med-hab' : 'tto';
  return PREFIX[kind];
};

const rounded = (confidence: number): number => Math.round(confidence * 100) / 100;

/** Kinds whose line ends are charted, and in whose prose a code is just prose. */
const LINES: readonly FactKind[] = ['note'];

/** The code beside the text, or at its end in brackets; a code inside the text leaves it whole. */
const coded = (found: Found, text: string): { text: string; code?: string; system?: CodeSystem } => {
  const own = found.code === undefined ? '' : cleanText(found.code);
  if (LINES.includes(found.kind) && own === '') return { text };
  const split = splitCode(text, found.system ? [found.system] : fieldSystems(found.kind));
  if (own !== '' && !isNothing(own)) {
    const repeated =
      split.code !== undefined && !split.whole && split.code.toUpperCase() === own.toUpperCase();
    return {
      text: repeated ? split.text : text,
      code: own.slice(0, 40),
      system: found.system ?? systemFor(found.kind, own),
    };
  }
  if (split.code === undefined) return { text };
  return { text: split.text, code: split.code, system: found.system ?? systemFor(found.kind, split.code) };
};

export class Gathering {
  readonly findings: ReadFinding[] = [];
  private readonly facts: Fact[] = [];
  private readonly counts = new Map<string, number>();
  /** What each element said; most say one thing. */
  private readonly seen = new Map<Element, string | Set<string>>();
  private readonly keys = new Set<string>();
  private readonly locators = new Locators();
  private mojibake = 0;
  private unsure = 0;

  /** Takes a fact; false when it says nothing, was seen before, or is one too many. */
  add(found: Found): boolean {
    const lines = LINES.includes(found.kind);
    const cleaned = lines ? cleanLines(found.text) : cleanText(found.text);
    if (isNothing(cleaned)) return false;
    const short = cleaned.length > MAX_TEXT ? cleaned.slice(0, MAX_TEXT) : cleaned;
    const { text, code, system } = coded(found, short);
    const key = `${found.kind}|${found.moment}|${text}|${code ?? ''}|${found.date ?? ''}`;
    if (this.saidBefore(found.el, key)) return false;
    const locator = found.locator ?? this.locators.of(found.el, found.tab);
    const whole = `${key}|${locator}`;
    if (locator.length > 4000 || this.keys.has(whole)) return false;
    this.keys.add(whole);
    if (this.facts.length >= MAX_FACTS) {
      if (this.facts.length === MAX_FACTS)
        this.note({ code: 'R_TRUNCATED', what: `más de ${MAX_FACTS} entradas`, found: MAX_FACTS });
      return false;
    }
    if (cleaned.length > MAX_TEXT) {
      this.note({
        code: 'R_TRUNCATED',
        what: `${found.label}: se tomaron los primeros ${MAX_TEXT} caracteres de ${cleaned.length}`,
        expected: cleaned.length,
        found: MAX_TEXT,
      });
    }
    const prefix = prefixOf(found.kind, found.moment);
    const n = (this.counts.get(prefix) ?? 0) + 1;
    this.counts.set(prefix, n);
    const date = cleanText(found.date ?? '');
    const author = cleanText(found.author ?? '');
    if (isMojibake(text)) this.mojibake += 1;
    if ((found.confidence ?? 1) < 0.6) this.unsure += 1;
    if (code !== undefined && system !== undefined && system !== 'otro' && !codeShapes(code).includes(system))
      this.note({ code: 'R_CODE_SHAPE', what: `${found.label}: ${code}` });
    if (system === 'otro') this.note({ code: 'R_CODE_SHAPE', what: `${found.label}: ${code ?? ''}` });
    const fact: { -readonly [K in keyof Fact]: Fact[K] } = {
      id: `${prefix}-${n}` as FactId,
      kind: found.kind,
      moment: found.moment,
      text,
      source: this.sourceOf(found, locator),
    };
    if (code !== undefined) fact.code = code;
    if (system !== undefined) fact.system = system;
    if (!isNothing(date)) fact.date = date.slice(0, 40);
    if (!isNothing(author)) fact.author = author.slice(0, 120);
    if (found.confidence !== undefined) fact.confidence = rounded(found.confidence);
    this.facts.push(fact);
    return true;
  }

  private sourceOf(found: Found, locator: string): Fact['source'] {
    const source = {
      type: 'page' as const,
      locator,
      label: cleanText(found.label).slice(0, 300),
      selector: this.locators.selector(found.el).slice(0, 4000),
      frame: (found.frame ?? this.locators.frameOf(found.el)).slice(0, 4000),
      confidence: rounded(found.confidence ?? 1),
    };
    return found.why ? { ...source, why: found.why.slice(0, 200) } : source;
  }

  private saidBefore(el: Element, key: string): boolean {
    const at = this.seen.get(el);
    if (at === key || (typeof at === 'object' && at.has(key))) return true;
    if (at === undefined) this.seen.set(el, key);
    else if (typeof at === 'string') this.seen.set(el, new Set([at, key]));
    else at.add(key);
    return false;
  }

  /** The same with its locator, made now; `page` says which page of a paged table it stands on. */
  located(found: Found, page?: PageRef, tab = found.tab): Found {
    const label = page && page.page > 0 ? `${found.label} (página ${page.page + 1})` : found.label;
    const { kind, moment, text, code, system, date, author, confidence, why, el } = found;
    const locator = this.locators.of(el, tab, page);
    const frame = this.locators.frameOf(el);
    return {
      kind,
      moment,
      text,
      code,
      system,
      date,
      author,
      confidence,
      why,
      el,
      label,
      tab,
      locator,
      frame,
    };
  }

  /** A selector for an element, for finding it again in a moment. */
  pathOf(el: HTMLElement): string {
    return this.locators.selector(el);
  }

  charted(text: string, el: HTMLElement, label: string, tab?: string): Charted | undefined {
    const cleaned = cleanText(text);
    if (isNothing(cleaned) || cleaned.length > 500) return undefined;
    return {
      text: cleaned,
      source: { type: 'page', locator: this.locators.of(el, tab), label: label.slice(0, 300) },
    };
  }

  note(finding: ReadFinding): void {
    if (this.findings.length < 200) this.findings.push({ ...finding, what: finding.what.slice(0, 300) });
  }

  get count(): number {
    return this.facts.length;
  }

  /** Facts and findings, with those that are about all facts together. */
  finish(run: Charted | undefined): { facts: Fact[]; findings: ReadFinding[] } {
    if (this.mojibake > 0)
      this.note({
        code: 'R_MOJIBAKE',
        what: 'texto con codificación dañada, copiado tal cual',
        found: this.mojibake,
      });
    if (this.unsure > 0)
      this.note({ code: 'R_UNSURE', what: 'entradas leídas con poca certeza', found: this.unsure });
    if (run && parseRun(run.text)?.valid !== true) this.note({ code: 'R_RUN_INVALID', what: run.text });
    return { facts: this.facts, findings: this.findings };
  }
}
