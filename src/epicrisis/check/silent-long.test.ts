/** The check says nothing against a document that copies its chart, whatever the chart holds and however it is written. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentSoFar, draftEpicrisis } from '../document.ts';
import { asText } from '../grammar/ast.ts';
import { planEpicrisis } from '../plan.ts';
import { anyRecord, choosing, derivation } from '../testing.ts';
import { documentText } from '../types.ts';
import { checkText } from './check.ts';
import { keysOf } from './tokens.ts';

const institution = { hospitalName: '', signatureLine: '' };

describe('any derivation of any record', () => {
  for (const form of ['parrafo', 'secciones'] as const) {
    it(`${form}: nothing to correct or confirm that the chart itself does not justify`, {
      timeout: 900_000,
    }, () => {
      fc.assert(
        fc.property(anyRecord, fc.infiniteStream(fc.nat(1000)), (record, choices) => {
          // «Paracetamol. (N02BE01)» is one entry or two, the second a bare code: no text can tell.
          fc.pre(!record.facts.some((f) => f.code && keysOf(f.text).length === 0));
          const draft = draftEpicrisis(planEpicrisis(record, form, institution), 'text');
          const written = draft.choice ? derivation(draft.choice, asText, choosing(choices)) : '';
          const read = documentSoFar(draft, written);
          if (!read?.complete) throw new Error('not traced back');
          const text = documentText(read.document);
          const errors = checkText(text, record, form).filter(
            // A drug's code that the random chart gives to the entry beside it is the chart's own.
            (f) => f.severity !== 'info' && f.code !== 'C_CODE_NAME' && f.origin !== 'chart',
          );
          expect(errors.map((f) => `${f.code} ${f.message} [${f.excerpt ?? ''}]`)).toEqual([]);
        }),
        { numRuns: 6000 },
      );
    });
  }
});
