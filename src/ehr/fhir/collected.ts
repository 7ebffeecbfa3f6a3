/** What a reading of FHIR resources has found so far: facts with their references, and what was left out and why. */
import { codeShapes, splitCode, systemFor } from '../../record/codes.ts';
import type { CodeSystem, Fact, FactId, FactKind, Moment, ReadFinding, Source } from '../../record/schema.ts';
import { cleanLines, cleanText, fold, isMojibake } from '../../record/text.ts';
import { isNothing } from '../dom/text.ts';

/** Entries taken: more make the panel stand still when it draws them, and no epicrisis tells them. What is over is counted. */
const MAX_FACTS = 2_000;
const MAX_TEXT = 200_000;
/** Resources named one by one in a group; the rest are counted. */
const NAMED = 15;
/** References kept of facts that several resources state (the administrations of one drug). */
const MAX_ALSO = 20;

export interface FhirFact {
  readonly kind: FactKind;
  readonly moment: Moment;
  readonly text: string;
  readonly code?: string | undefined;
  readonly system?: CodeSystem | undefined;
  readonly date?: string | undefined;
  readonly author?: string | undefined;
  /** Below 0.6 the physician is asked to confirm. Absent: the resource says it. */
  readonly confidence?: number | undefined;
  readonly reference: string;
}

/** Why a sound resource gives no fact. */
export type LeftOut = 'status' | 'encounter' | 'patient' | 'unused';
const LEFT_OUT: Readonly<Record<LeftOut, ReadFinding['code']>> = {
  status: 'R_FHIR_STATUS',
  encounter: 'R_FHIR_ENCOUNTER',
  patient: 'R_FHIR_PATIENT',
  unused: 'R_FHIR_UNUSED',
};

const fhir = (reference: string): Source => ({ type: 'fhir', reference: reference.slice(0, 500) });

/** A code at the text's end that is the coding's too is written once. */
const settled = ({ kind, text, code, system }: FhirFact): Pick<Fact, 'text' | 'code' | 'system'> => {
  if (kind === 'note') return { text };
  const split = splitCode(text, system === undefined ? undefined : [system]);
  if (code === undefined)
    return split.code === undefined || split.whole
      ? { text }
      : { text: split.text, code: split.code, system: systemFor(kind, split.code) };
  const repeated = !split.whole && split.code?.toUpperCase() === code.toUpperCase();
  const own = { code: code.slice(0, 40), system: system ?? systemFor(kind, code) };
  return { text: repeated ? split.text : text, ...own };
};

const DATED: readonly FactKind[] = ['exam', 'note', 'control', 'procedure'];

export class Collected {
  private readonly facts: Fact[] = [];
  private readonly known = new Map<string, Fact>();
  private readonly counts = new Map<string, number>();
  private readonly bad: ReadFinding[] = [];
  private badMore = 0;
  private readonly missing = new Map<string, string>();
  private readonly out = new Map<LeftOut, Map<string, number>>();
  private truncated = 0;
  private mojibake = 0;
  private readonly said: ReadFinding[] = [];

  /** Takes a fact. The same statement again adds its reference to the first one's. */
  add(found: FhirFact): void {
    const lines = found.kind === 'note';
    const whole = lines ? cleanLines(found.text) : cleanText(found.text);
    if (isNothing(whole)) {
      this.badResource(found.reference, 'text', 'sin palabras');
      return;
    }
    const { text, code, system } = settled({ ...found, text: whole.slice(0, MAX_TEXT) });
    if (whole.length > MAX_TEXT)
      this.note({ code: 'R_TRUNCATED', what: found.reference, expected: whole.length, found: MAX_TEXT });
    const { kind, moment } = found;
    const key = [kind, moment, fold(text), code ?? '', DATED.includes(kind) ? (found.date ?? '') : ''].join(
      '|',
    );
    const before = this.known.get(key);
    if (before) {
      before.also ??= [];
      if (before.also.length < MAX_ALSO) before.also.push(fhir(found.reference));
      return;
    }
    if (this.facts.length >= MAX_FACTS) {
      this.truncated += 1;
      return;
    }
    const group = `${kind}-${moment}`;
    const n = (this.counts.get(group) ?? 0) + 1;
    this.counts.set(group, n);
    if (isMojibake(text)) this.mojibake += 1;
    if (code !== undefined && (system === 'otro' || !codeShapes(code).includes(system ?? 'otro')))
      this.note({ code: 'R_CODE_SHAPE', what: `${found.reference}: ${code}` });
    const author = cleanText(found.author ?? '').slice(0, 120);
    const fact: Fact = {
      id: `fhir-${group}-${n}` as FactId,
      kind,
      moment,
      text,
      ...(code === undefined ? {} : { code }),
      ...(system === undefined ? {} : { system }),
      ...(found.date === undefined ? {} : { date: found.date.slice(0, 40) }),
      ...(author === '' ? {} : { author }),
      ...(found.confidence === undefined ? {} : { confidence: found.confidence }),
      source: fhir(found.reference),
    };
    this.known.set(key, fact);
    this.facts.push(fact);
  }

  /** A resource (or one element of it) that could not be read. */
  badResource(reference: string, path: string, why: string): void {
    if (this.bad.length >= NAMED) this.badMore += 1;
    else this.bad.push({ code: 'R_FHIR_BAD', what: `${reference} (${path}): ${why}`.slice(0, 300) });
  }

  /** A reference to something that is not there. */
  missingReference(reference: string, from: string): void {
    if (!this.missing.has(reference)) this.missing.set(reference, from);
  }

  /** A sound resource that gives no fact; `what` says of which sort it is. */
  leaveOut(why: LeftOut, what: string): void {
    const group = this.out.get(why) ?? new Map<string, number>();
    group.set(what, (group.get(what) ?? 0) + 1);
    this.out.set(why, group);
  }

  note(finding: ReadFinding): void {
    if (this.said.length < 100) this.said.push({ ...finding, what: finding.what.slice(0, 300) });
  }

  get count(): number {
    return this.facts.length;
  }

  finish(): { facts: Fact[]; findings: ReadFinding[] } {
    const findings = [...this.bad];
    if (this.badMore > 0)
      findings.push({ code: 'R_FHIR_BAD', what: `y ${this.badMore} más`, found: this.badMore });
    const missing = [...this.missing];
    for (const [reference, from] of missing.slice(0, NAMED))
      findings.push({ code: 'R_FHIR_REFERENCE', what: `${reference} (${from})`.slice(0, 300) });
    if (missing.length > NAMED) {
      const more = missing.length - NAMED;
      findings.push({ code: 'R_FHIR_REFERENCE', what: `y ${more} más`, found: more });
    }
    for (const [why, group] of this.out) {
      const sorted = [...group].toSorted((a, b) => b[1] - a[1]);
      const words = sorted.slice(0, 8).map(([what, n]) => `${what} (${n})`);
      if (sorted.length > 8) words.push('…');
      findings.push({
        code: LEFT_OUT[why],
        what: words.join(', ').slice(0, 300),
        found: sorted.reduce((sum, [, n]) => sum + n, 0),
      });
    }
    if (this.truncated > 0)
      findings.push({
        code: 'R_TRUNCATED',
        what: `más de ${MAX_FACTS} entradas`,
        expected: MAX_FACTS + this.truncated,
        found: MAX_FACTS,
      });
    if (this.mojibake > 0)
      findings.push({
        code: 'R_MOJIBAKE',
        what: 'texto con codificación dañada, copiado tal cual',
        found: this.mojibake,
      });
    const unsure = this.facts.filter(({ confidence = 1 }) => confidence < 0.6).length;
    if (unsure > 0)
      findings.push({ code: 'R_UNSURE', what: 'entradas leídas con poca certeza', found: unsure });
    return { facts: this.facts, findings: [...this.said, ...findings] };
  }
}
