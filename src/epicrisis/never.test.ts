/** What an epicrisis must never do, whatever the chart and whichever derivation (design: "The document"). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClinicalRecord, Fact, FactId } from '../record/schema.ts';
import { fold } from '../record/text.ts';
import { draftEpicrisis, templateDocument } from './document.ts';
import type { Node } from './grammar/ast.ts';
import { evolutionLeads, phrases } from './phrases.ts';
import { planEpicrisis } from './plan.ts';
import { headerRules, sectionRules } from './sections.ts';
import { anyRecord } from './testing.ts';
import { documentText, type Form } from './types.ts';

const forms: readonly Form[] = ['parrafo', 'secciones'];

const fact = (id: string, kind: Fact['kind'], moment: Fact['moment'], text: string): Fact => ({
  id: id as FactId,
  kind,
  moment,
  text,
  source: { type: 'data', path: id },
});

const record = (...facts: readonly Fact[]): ClinicalRecord => ({
  schema: 1,
  identity: {},
  episode: {},
  facts: [...facts],
  reading: { adapter: 'test', url: '', title: '', readAt: '2024-05-08T00:00:00Z', findings: [] },
});

const planned = (r: ClinicalRecord, form: Form) =>
  planEpicrisis(r, form, { hospitalName: '', signatureLine: '' });
const drafted = (r: ClinicalRecord, form: Form) => draftEpicrisis(planned(r, form), 'text');
const text = (r: ClinicalRecord, form: Form): string => documentText(templateDocument(drafted(r, form)));
const sectionText = (r: ClinicalRecord, id: string): string =>
  templateDocument(drafted(r, 'secciones'))
    .sections.find((s) => s.id === id)
    ?.segments.map((g) => g.text)
    .join('') ?? '';

/** All our own words that some derivation may write: the literals of the whole tree, whose states are shared. */
const ownWords = (r: ClinicalRecord, form: Form): string => {
  const seen = new Set<Node>();
  const walk = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.k === 'seq') node.items.forEach(walk);
    if (node.k === 'alt') node.options.forEach(walk);
  };
  for (const part of drafted(r, form).parts) walk(part.node);
  return fold([...new Set([...seen].flatMap((n) => (n.k === 'lit' ? [n.text] : [])))].join(' '));
};

/** An outcome, a cause or a negative finding that only a chart may state. */
const ASSERTED =
  /favorable|satisfactori|estable|buena|mejor|sin (alergia|complicacion|incidente)|niega|no presenta|no refiere|secundari|debido/u;

describe('never', () => {
  it('copies an admission diagnosis to discharge', () => {
    const chart = record(fact('d1', 'diagnosis', 'ingreso', 'Neumonía'));
    expect(sectionText(chart, 'dx_alta')).toContain('No consignados');
    expect(text(chart, 'parrafo')).toContain('Diagnóstico de alta: no consignado.');
    expect(text(chart, 'parrafo').match(/neumonía/giu)).toHaveLength(1);
  });

  it('tells a diagnosis of the stay as the reason of admission', () => {
    const chart = record(
      fact('d1', 'diagnosis', 'ingreso', 'Fractura de cadera'),
      fact('d2', 'diagnosis', 'intrahospitalario', 'Trombosis venosa profunda'),
    );
    expect(sectionText(chart, 'dx_ingreso')).not.toContain('Trombosis');
    expect(sectionText(chart, 'dx_hospitalizacion')).toContain('Trombosis');
    expect(text(chart, 'parrafo')).toContain(
      'Diagnóstico durante la hospitalización: trombosis venosa profunda.',
    );
  });

  it('merges habitual drugs with those of discharge, or a chronic diagnosis with those of admission', () => {
    const chart = record(
      fact('m1', 'drug', 'habitual', 'Losartán 50 mg VO c/24 h'),
      fact('m2', 'drug', 'alta', 'Amoxicilina 1 g VO c/8 h'),
      fact('d1', 'diagnosis', 'habitual', 'Hipertensión arterial'),
    );
    expect(sectionText(chart, 'medicamentos_alta')).not.toContain('Losartán');
    expect(sectionText(chart, 'habituales')).not.toContain('Amoxicilina');
    expect(sectionText(chart, 'antecedentes')).toContain('Hipertensión');
    expect(sectionText(chart, 'dx_ingreso')).toContain('No consignados');
  });

  it('reads an empty allergy list as «sin alergias»', () => {
    expect(sectionText(record(), 'alergias')).toBe(
      '\nAlergias y reacciones adversas a medicamentos\nNo consignado\n',
    );
  });

  it('turns an empty evolution into a good one', () => {
    expect(sectionText(record(), 'evolucion')).toBe('\nEvolución\nNo consignada\n');
    expect(text(record(), 'parrafo')).toContain('Evolución: no consignada.');
  });

  it('asserts an outcome, a cause or a negation of its own', () => {
    for (const say of [...phrases.map((p) => p.say), ...evolutionLeads])
      expect(fold(say)).not.toMatch(ASSERTED);
    fc.assert(
      fc.property(anyRecord, fc.constantFrom(...forms), (chart, form) => {
        expect(ownWords(chart, form)).not.toMatch(ASSERTED);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the table', () => {
  it('names who asks for each section and each value of the header', () => {
    for (const rule of [...sectionRules, ...headerRules]) expect(rule.sources.length).toBeGreaterThan(0);
  });

  it('writes every must that a silent chart lacks as not charted', () => {
    const silent = text(record(), 'secciones');
    for (const rule of sectionRules.filter((r) => r.rule === 'must' && r.takes.length > 0))
      expect(silent).toContain(`\n${rule.title}\n${rule.absent}\n`);
    for (const rule of headerRules.filter((r) => r.rule === 'must' && r.section === 'identidad'))
      expect(silent).toContain(`${rule.label}: No consignado\n`);
    expect(silent.trimEnd().endsWith('Médico tratante\nNo consignado')).toBe(true);
  });

  it('says which of condition and destination is not charted', () => {
    const chart = record(fact('c', 'condition', 'alta', 'Regular, con oxígeno'));
    expect(sectionText(chart, 'condicion')).toBe(
      '\nCondición y destino al alta\nCondición al alta: regular, con oxígeno. Destino al alta: no consignado.\n',
    );
  });

  it('takes every kind and moment of fact somewhere, and only once', () => {
    const places = sectionRules.flatMap((r) =>
      r.takes.flatMap((t) =>
        (t.moments ?? ['ingreso', 'intrahospitalario', 'alta', 'habitual']).map((m) => `${t.kind}/${m}`),
      ),
    );
    expect(new Set(places).size).toBe(places.length);
    expect(places).toHaveLength(14 * 4);
  });
});
