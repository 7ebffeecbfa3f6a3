import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClinicalRecord, FactId } from '../record/schema.ts';
import { documentSoFar, draftEpicrisis, templateDocument, templateText } from './document.ts';
import { asSlot, asText } from './grammar/ast.ts';
import { factLiteral } from './literal.ts';
import { planEpicrisis } from './plan.ts';
import { sectionOf } from './sections.ts';
import { anyRecord, choosing, derivation, sameButFirstLetter } from './testing.ts';
import { documentText, type Epicrisis } from './types.ts';

const institution = { hospitalName: '', signatureLine: '' };

const facts = (document: Epicrisis) =>
  document.sections.flatMap((s) => s.segments.filter((g) => g.kind === 'fact'));

describe('every derivation', () => {
  for (const form of ['parrafo', 'secciones'] as const) {
    for (const dialect of ['text', 'slots'] as const) {
      it(`${form}, ${dialect}: traced back whole, every due fact once and as charted, each prefix traced`, () => {
        fc.assert(
          fc.property(anyRecord, fc.infiniteStream(fc.nat(1000)), (record, choices) => {
            const plan = planEpicrisis(record, form, institution);
            const draft = draftEpicrisis(plan, dialect);
            const written = draft.choice
              ? derivation(draft.choice, dialect === 'slots' ? asSlot : asText, choosing(choices))
              : '';
            const read = documentSoFar(draft, written);
            expect(read?.complete).toBe(true);
            if (!read) return;
            for (let cut = 0; cut < written.length; cut += 1 + Math.floor(written.length / 7)) {
              expect(documentSoFar(draft, written.slice(0, cut))).not.toBeNull();
            }
            const copies = facts(read.document);
            for (const section of plan.sections.values()) {
              if (section.rule.id === 'evolucion') continue;
              for (const fact of section.facts) {
                const own = copies.filter((c) => c.factId === fact.id && c.text !== fact.fact.date);
                expect(own.map((c) => c.text)).toHaveLength(1);
                expect(sameButFirstLetter(own[0]?.text ?? '', fact.literal)).toBe(true);
              }
            }
            const clauses = new Set(plan.evolution.clauses.map((c) => c.text.toLowerCase()));
            const noteIds = new Set(record.facts.filter((f) => f.kind === 'note').map((f) => f.id));
            for (const copy of copies.filter((c) => c.factId && noteIds.has(c.factId))) {
              const day = record.facts.some(
                (f) => f.date === copy.text || (f.id === copy.factId && f.text.includes(copy.text)),
              );
              expect(day || clauses.has(copy.text.toLowerCase())).toBe(true);
            }
          }),
          { numRuns: 100 },
        );
      });
    }
  }
});

describe('the plan', () => {
  it('loses no fact: each is planned, or said the same by one that is', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const plan = planEpicrisis(record, 'secciones', institution);
        const planned = new Set(
          [...plan.sections.values()].flatMap((s) => s.facts.flatMap((f) => [f.id, ...f.same])),
        );
        for (const fact of record.facts) {
          if (sectionOf(fact) === null || factLiteral(fact) === '') continue;
          expect(planned.has(fact.id)).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('the template', () => {
  it('is the first derivation in both dialects', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        for (const dialect of ['text', 'slots'] as const) {
          const draft = draftEpicrisis(planEpicrisis(record, 'parrafo', institution), dialect);
          const read = documentSoFar(draft, templateText(draft));
          expect(read && documentText(read.document)).toBe(documentText(templateDocument(draft)));
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('the form by sections', () => {
  it('keeps the date of a control that is the only one', () => {
    const record: ClinicalRecord = {
      schema: 1,
      identity: {},
      episode: {},
      facts: [
        {
          id: 'control-1' as FactId,
          kind: 'control',
          moment: 'alta',
          text: 'Cardiología, box 12',
          date: '15-05-2024',
          source: { type: 'data', path: 'control[0]' },
        },
      ],
      reading: { adapter: 'test', url: '', title: '', readAt: '2024-05-08T00:00:00Z', findings: [] },
    };
    const draft = draftEpicrisis(planEpicrisis(record, 'secciones', institution), 'text');
    expect(documentText(templateDocument(draft))).toContain('Controles\n- 15-05-2024: Cardiología, box 12\n');
  });
});
