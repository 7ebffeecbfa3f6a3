/** The page's record and a FHIR one of the same patient as one: what both say is written once and keeps both places. */
import { normaliseCode } from '../../record/codes.ts';
import { daysBetween, parseDate } from '../../record/dates.ts';
import type { Charted, ClinicalRecord, Fact, FactId, ReadFinding, Source } from '../../record/schema.ts';
import { fold } from '../../record/text.ts';
import { ok, type Result } from '../../shared/result.ts';
import { samePatient } from './same-patient.ts';

const MAX_FACTS = 10_000;
const MAX_ALSO = 20;

const codeKey = ({ code, system }: Fact): string =>
  code === undefined ? '' : normaliseCode(code, system ?? 'otro');
const DATED: readonly Fact['kind'][] = ['exam', 'note', 'control'];
const dayKey = ({ kind, date }: Fact): string =>
  !DATED.includes(kind) || date === undefined ? '' : (parseDate(date)?.iso.slice(0, 10) ?? fold(date));
const key = (fact: Fact): string => `${fact.kind}|${fact.moment}|${fold(fact.text)}|${dayKey(fact)}`;

/** Two files number their facts alike. */
const renamed = (fact: Fact, ids: Set<string>): Fact => {
  let id: string = fact.id;
  for (let n = 2; ids.has(id); n++) id = `${fact.id}.${n}`;
  ids.add(id);
  return id === fact.id ? fact : { ...fact, id: id as FactId };
};

/** Both say the same: the same words, and codes that do not contradict each other. */
const joined = (page: Fact, fhir: Fact): Fact | undefined => {
  if (page.code !== undefined && fhir.code !== undefined && codeKey(page) !== codeKey(fhir)) return undefined;
  const also: Source[] = [...(page.also ?? []), fhir.source, ...(fhir.also ?? [])].slice(0, MAX_ALSO);
  const coded =
    page.code === undefined && fhir.code !== undefined ? { code: fhir.code, system: fhir.system } : {};
  // Two sources that agree need nobody's confirmation.
  const { confidence: _, ...rest } = page;
  return { ...rest, ...(coded as Pick<Fact, 'code' | 'system'>), also };
};

const WORDS: Readonly<Record<string, string>> = {
  service: 'servicio',
  admission: 'fecha de ingreso',
  discharge: 'fecha de alta',
  physician: 'médico tratante',
  hospital: 'establecimiento',
};
const DATES = ['admission', 'discharge'];

const differs = (name: string, a: string, b: string): boolean => {
  if (!DATES.includes(name)) return fold(a) !== fold(b);
  const [x, y] = [parseDate(a), parseDate(b)];
  return x !== null && y !== null && x.iso.slice(0, 10) !== y.iso.slice(0, 10);
};

/** The page's header, and what it lacks from FHIR; dates that differ are named. */
const headers = <T extends object>(page: T, fhir: T, findings: ReadFinding[]): T => {
  for (const [name, value] of Object.entries(page) as [string, Charted][]) {
    const other = (fhir as Record<string, Charted | undefined>)[name];
    if (!DATES.includes(name) || other === undefined || !differs(name, value.text, other.text)) continue;
    const what = `${WORDS[name]}: ${value.text} / ${other.text}`;
    findings.push({ code: 'R_FHIR_DIFFERS', what: what.slice(0, 300) });
  }
  return { ...fhir, ...page };
};

/** The same admission, a day more or less (the emergency room before the bed); where a date is not known, what was given is this stay's. */
const sameStay = (page: ClinicalRecord, fhir: ClinicalRecord): boolean => {
  const [a, b] = [page.episode.admission?.text, fhir.episode.admission?.text];
  const days = a === undefined || b === undefined ? null : daysBetween(a, b);
  return days === null || Math.abs(days) <= 1;
};

/**
 * Facts of the page first, then what FHIR adds, in its order. Errors: E_FHIR_PATIENT, E_FHIR_UNVERIFIED; nothing is joined
 * then. Findings of both are kept, but for FHIR's own remark that a header is missing which the page has.
 */
export const mergeFhir = (page: ClinicalRecord, fhir: ClinicalRecord): Result<ClinicalRecord> => {
  const same = samePatient(page.identity, fhir.identity);
  if (!same.ok) return same;
  const facts = [...page.facts];
  const places = new Map<string, number[]>();
  for (const [i, fact] of facts.entries()) {
    const same = places.get(key(fact));
    if (same) same.push(i);
    else places.set(key(fact), [i]);
  }
  const ids = new Set<string>(facts.map(({ id }) => id));
  let left = 0;
  let elsewhere = 0;
  const together = sameStay(page, fhir);
  for (const fact of fhir.facts) {
    // Of another stay, what the patient brought along holds: antecedents, allergies, usual drugs.
    if (!together && fact.moment !== 'habitual') {
      elsewhere += 1;
      continue;
    }
    const match = (places.get(key(fact)) ?? []).find((i) => joined(facts[i] as Fact, fact) !== undefined);
    if (match !== undefined) facts[match] = joined(facts[match] as Fact, fact) ?? (facts[match] as Fact);
    else if (facts.length >= MAX_FACTS) left += 1;
    else facts.push(renamed(fact, ids));
  }
  const findings = [...page.reading.findings];
  const episode = headers(page.episode, together ? fhir.episode : {}, findings);
  const identity = { ...fhir.identity, ...page.identity };
  findings.push(...fhir.reading.findings.filter(({ code }) => code !== 'R_NOT_FOUND'));
  if (elsewhere > 0) {
    const what = `otra hospitalización, ingreso ${fhir.episode.admission?.text ?? ''} (${elsewhere})`;
    findings.push({ code: 'R_FHIR_ENCOUNTER', what: what.slice(0, 300), found: elsewhere });
  }
  if (left > 0)
    findings.push({ code: 'R_TRUNCATED', what: `FHIR: más de ${MAX_FACTS} entradas`, found: facts.length });
  const adapter = `${page.reading.adapter} + ${fhir.reading.adapter}`.slice(0, 80);
  return ok({ ...page, identity, episode, facts, reading: { ...page.reading, adapter, findings } });
};
