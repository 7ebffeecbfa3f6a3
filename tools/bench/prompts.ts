/** The ten facts of `ten-facts.html` as a job for a model, in its dialect: the paragraph, which a model writes whole. */
import { draftEpicrisis } from '../../src/epicrisis/document.ts';
import { recordFromDataset } from '../../src/epicrisis/from-dataset.ts';
import { planEpicrisis } from '../../src/epicrisis/plan.ts';
import { chatPrefix, chatPrompt } from '../../src/epicrisis/prompt/chat.ts';
import { slotsPrompt } from '../../src/epicrisis/prompt/slots.ts';
import type { BenchModel, Task } from './protocol.ts';

const RECORD = recordFromDataset({
  dx: ['Tromboembolismo pulmonar con cor pulmonale agudo (I26.0)', 'Hipertensión arterial esencial (I10)'],
  proc: ['Angiotomografía computada de tórax (88.43)'],
  tto: [
    'Heparina sódica 18 UI/kg/h EV (B01AB01)',
    'Enalapril 10 mg VO c/12 h (C09AA02)',
    'Paracetamol 1 g VO c/8 h (N02BE01)',
  ],
  evo: ['Paciente sin disnea, satura 96 % ambiental. Se inicia anticoagulación oral.'],
  dx_alta: ['Tromboembolismo pulmonar sin cor pulmonale agudo (I26.9)'],
  med: ['Rivaroxabán 15 mg VO c/12 h (B01AF01)', 'Enalapril 10 mg VO c/12 h (C09AA02)'],
});

export function tenFactsFor({
  dialect,
}: Pick<BenchModel, 'dialect'>): Pick<Task, 'prompt' | 'prefix' | 'grammar' | 'maxTokens'> {
  const plan = planEpicrisis(RECORD, 'parrafo', { hospitalName: '', signatureLine: '' });
  const draft = draftEpicrisis(plan, dialect);
  if (draft.ebnf === null) throw new Error('the chart leaves a model nothing to write');
  return {
    prompt: dialect === 'slots' ? slotsPrompt(plan) : chatPrompt(plan),
    ...(dialect === 'slots' ? {} : { prefix: chatPrefix('parrafo') }),
    grammar: draft.ebnf,
    maxTokens: draft.longest * 3 + 16,
  };
}
