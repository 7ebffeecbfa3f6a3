/** The bench's jobs as prompts: ten facts under a grammar, and notes to be told without one. */
import { draftEpicrisis } from '../../src/epicrisis/document.ts';
import { recordFromDataset } from '../../src/epicrisis/from-dataset.ts';
import { planEpicrisis } from '../../src/epicrisis/plan.ts';
import { chatPrompt } from '../../src/epicrisis/prompt/chat.ts';
import { slotsPrompt } from '../../src/epicrisis/prompt/slots.ts';
import type { BenchModel, JobId, Task } from './protocol.ts';

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

type Job = Pick<Task, 'prompt' | 'prefix' | 'grammar' | 'maxTokens'>;

/** @returns undefined where the model's dialect has no such job: symbols tell no notes */
export function jobFor(job: JobId, model: Pick<BenchModel, 'dialect'>): Job | undefined {
  if (job === 'epicrisis') return tenFactsFor(model);
  return model.dialect === 'text' ? NOTES : undefined;
}

const NOTES: Job = {
  prompt: [
    {
      role: 'system',
      content: 'Eres médico y redactas en español. Usas solo los datos entregados, copiados tal cual.',
    },
    {
      role: 'user',
      content: [
        'Escribe la evolución del paciente a partir de estas notas.',
        '04-03: Paciente febril, 38,5 °C, con dolor costal derecho. Se inicia ceftriaxona 2 g EV cada 24 h.',
        '05-03: Persiste febril. Radiografía de tórax con condensación basal derecha. PCR 180. Sin requerimiento de oxígeno.',
        '07-03: Afebril desde hace 24 horas. PCR 60. Tolera régimen oral. Se suspende ceftriaxona y se inicia amoxicilina con ácido clavulánico.',
        '08-03: Paciente en buenas condiciones generales, afebril, satura 96 % ambiental. Se decide alta con control en siete días.',
      ].join('\n'),
    },
  ],
  maxTokens: 160,
};

/** The ten facts of `ten-facts.html` in the model's dialect: the paragraph, which a model writes whole. */
function tenFactsFor({ dialect }: Pick<BenchModel, 'dialect'>): Job {
  const plan = planEpicrisis(RECORD, 'parrafo', { hospitalName: '', signatureLine: '' });
  const draft = draftEpicrisis(plan, dialect);
  if (draft.ebnf === null) throw new Error('the chart leaves a model nothing to write');
  return {
    prompt: dialect === 'slots' ? slotsPrompt(plan) : chatPrompt('parrafo'),
    ...(dialect === 'slots' ? {} : { prefix: chatPrompt('parrafo') }),
    grammar: draft.ebnf,
    maxTokens: draft.longest * 3 + 16,
  };
}
