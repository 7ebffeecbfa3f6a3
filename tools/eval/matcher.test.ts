/** Real plans' grammars: along any way through them the matcher allows what web-xgrammar, its peer, allows. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokensOf } from '../../src/engine/mask.ts';
import { GrammarCompiler } from '../../src/engine/matcher.ts';
import { STOP, tinyTokenizer } from '../../src/engine/testing/tiny_tokenizer.ts';
import { loadXGrammar } from '../../src/engine/testing/xgrammar.node.ts';
import { XGrammarCompiler } from '../../src/engine/testing/xgrammar.ts';
import { draftEpicrisis } from '../../src/epicrisis/document.ts';
import { planEpicrisis } from '../../src/epicrisis/plan.ts';
import { anyRecord } from '../../src/epicrisis/testing.ts';

const { vocabulary } = tinyTokenizer;
const grammars = new GrammarCompiler(vocabulary);
const peers = await XGrammarCompiler.create(loadXGrammar(), vocabulary);
const institution = { hospitalName: '', signatureLine: '' };

for (const form of ['parrafo', 'secciones'] as const) {
  for (const dialect of ['text', 'slots'] as const) {
    test(`${form}, ${dialect}`, { timeout: 120_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(anyRecord, fc.integer(), async (record, seed) => {
          const { ebnf } = draftEpicrisis(planEpicrisis(record, form, institution), dialect);
          fc.pre(ebnf !== null);
          const matcher = grammars.matcher(ebnf ?? '');
          if (!matcher.ok) throw new Error(matcher.error.detail);
          const peer = await peers.matcher(ebnf ?? '');
          let random = seed;
          for (let token = -1; token !== STOP; ) {
            const tokens = [...tokensOf(matcher.value.mask())];
            expect(tokens).toEqual([...tokensOf(await peer.getNextTokenBitmask())]);
            random = (Math.imul(random, 1664525) + 1013904223) | 0;
            token = tokens[(random >>> 8) % tokens.length] ?? STOP;
            expect([matcher.value.accept(token), peer.acceptToken(token)]).toEqual([true, true]);
          }
          peer.dispose();
        }),
        { numRuns: 12 },
      );
    });
  }
}
