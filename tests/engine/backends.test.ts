/**
 * The bundled model on every backend: under the grammars of real epicrises, greedily, WASM and WebGPU write token by token what
 * Node writes. In real Chromium, in a page whose policy allows no more code than the extension's.
 */
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadNodeModel } from '../../src/engine/node.ts';
import { type Draft, documentSoFar, draftEpicrisis, templateText } from '../../src/epicrisis/document.ts';
import { DatasetInput, recordFromDataset } from '../../src/epicrisis/from-dataset.ts';
import { planEpicrisis } from '../../src/epicrisis/plan.ts';
import { slotsPrompt } from '../../src/epicrisis/prompt/slots.ts';
import { documentText, Form } from '../../src/epicrisis/types.ts';
import { bundlePage } from '../../tools/bench/bundle.ts';
import { type Served, serveBench } from '../../tools/bench/serve.ts';
import { launch, NO_WEBGPU, SOFTWARE_WEBGPU } from './browser.ts';
import { type Order, type Outcome, outcomesOf } from './outcomes.ts';
import type { Answer, Surroundings, Task } from './page/main.ts';

const MODEL = 'epicrisis-slots';

const INPUTS = [
  // Every kind of fact, several of most.
  {
    dx: ['Tromboembolismo pulmonar con cor pulmonale agudo (I26.0)', 'Hipertensión arterial esencial (I10)'],
    proc: ['Angiotomografía computada de tórax (88.43)'],
    tto: ['Heparina sódica 18 UI/kg/h EV (B01AB01)', 'Enalapril 10 mg VO c/12 h (C09AA02)'],
    evo: ['Paciente sin disnea, satura 96 % ambiental. Se inicia anticoagulación oral.'],
    dx_alta: ['Tromboembolismo pulmonar sin cor pulmonale agudo (I26.9)'],
    med: ['Rivaroxabán 15 mg VO c/12 h (B01AF01)', 'Enalapril 10 mg VO c/12 h (C09AA02)'],
  },
  // As little as leaves a choice in both forms.
  { dx: ['Apendicitis aguda (K35.8)'], evo: ['Apendicectomía sin incidentes. Afebril.'] },
  // Uneven: no diagnosis of admission, entries without codes, free text, a long list, two notes.
  {
    proc: ['Colecistectomía laparoscópica', 'Colangiografía intraoperatoria (87.53)', 'Drenaje subhepático'],
    tto: ['Régimen cero', 'Ceftriaxona 2 g EV/día (J01DD04)', 'Metronidazol 500 mg EV c/8 h (J01XD01)'],
    evo: ['Postoperada, afebril. Drenaje seroso 30 ml.', 'Tolera régimen liviano. Se retira drenaje.'],
    dx_alta: ['Colecistitis aguda litiásica (K80.0)', 'Quiste hidatídico del lóbulo derecho'],
    med: ['Paracetamol 1 g VO c/8 h por 5 días (N02BE01)', 'Ketoprofeno 50 mg VO c/12 h (M01AE03)', 'Reposo'],
  },
];

interface Case {
  readonly name: string;
  readonly draft: Draft;
  readonly order: Order;
}

const CASES: readonly Case[] = INPUTS.flatMap((input, at) =>
  Form.options.map((form): Case => {
    const record = recordFromDataset(DatasetInput.parse(input));
    const plan = planEpicrisis(record, form, { hospitalName: '', signatureLine: '' });
    const draft = draftEpicrisis(plan, 'slots');
    if (draft.ebnf === null) throw new Error('the record leaves the model nothing to write');
    const order = { prompt: slotsPrompt(plan), grammar: draft.ebnf, maxTokens: draft.longest * 3 + 16 };
    return { name: `record ${at + 1}, ${form}`, draft, order };
  }),
);
/** A prompt of more than one pass on every backend, of tokens enough for every kernel of attention. */
const LONG = CASES.slice(0, 1).map(({ order }) => ({ ...order, prompt: order.prompt.repeat(12) }));
const ORDERS = [...CASES.map(({ order }) => order), ...LONG];

let served: Served;
let inNode: Record<string, Outcome>;

beforeAll(async () => {
  served = await serveBench(await bundlePage(resolve(import.meta.dirname, 'page'), 'backends'));
  const model = await loadNodeModel(MODEL);
  if (!model.ok) throw new Error(`${model.error.code} ${model.error.detail ?? ''}`);
  inNode = byName(await outcomesOf(model.value, ORDERS));
  await model.value.dispose();
});
afterAll(() => served?.close());

describe('in Node', () => {
  it('each text is a whole epicrisis', () => {
    for (const { name, draft } of CASES) {
      const { text = '', finish, ids = [], tokens } = inNode[name] ?? {};
      const read = documentSoFar(draft, text);
      expect(finish, name).toBe('stop');
      expect(ids.length, name).toBe(tokens?.output);
      expect(read?.complete, name).toBe(true);
      for (const { code } of draft.plan.record.facts)
        expect(read && documentText(read.document), name).toContain(code ?? '');
    }
  });

  it('what is compared is the model’s choice', () => {
    for (const { name } of CASES) expect(inNode[name]?.tokens.modelCalls, name).toBeGreaterThan(0);
    expect(CASES.some(({ name, draft }) => inNode[name]?.text !== templateText(draft))).toBe(true);
  });
});

describe('in a browser without WebGPU', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch(NO_WEBGPU);
  });
  afterAll(() => browser?.close());

  it('WASM writes the same ids and text', async () => {
    const page = await open(browser);
    expect(await surroundings(page)).toMatchObject({ evalRefused: true, adapter: null });
    const answer = await write(page, 'wasm', ORDERS);
    expect(answer).toMatchObject({ backend: 'wasm', dtype: 'fp32', notices: [], shaders: 0 });
    // A pass takes fewer tokens there, so that the long prompt's are more.
    expect(answer.outcomes.map(written)).toEqual(Object.values(inNode).map(written));
  });

  it('with two threads too, under the same policy', async () => {
    const answer = await write(await open(browser), 'wasm', ORDERS.slice(0, 2), 2);
    expect(answer.outcomes.map(({ text }) => text)).toEqual(
      CASES.slice(0, 2).map(({ name }) => inNode[name]?.text),
    );
  });

  it('WebGPU falls back to WASM and says why', async () => {
    const answer = await write(await open(browser), 'webgpu', ORDERS.slice(0, 1));
    expect(answer.notices).toEqual([
      { code: 'E_BACKEND', params: { backend: 'webgpu' }, detail: 'no WebGPU adapter' },
    ]);
    expect(answer.backend).toBe('wasm');
    expect(answer.outcomes).toEqual([inNode[CASES[0]?.name ?? '']]);
  });
});

describe('in a browser with WebGPU', () => {
  it('WebGPU writes the same ids and text', async ({ skip }) => {
    const browser = await launch(SOFTWARE_WEBGPU);
    try {
      const page = await open(browser);
      const { adapter, jspi, evalRefused } = await surroundings(page);
      if (adapter === null || !jspi) skip(`no WebGPU here: adapter ${adapter}, JSPI ${jspi}`);
      expect(evalRefused).toBe(true);
      const answer = await write(page, 'webgpu', ORDERS);
      expect(answer).toMatchObject({ backend: 'webgpu', dtype: 'fp32', notices: [] });
      // Each run of the graph is many.
      expect(answer.shaders).toBeGreaterThan(10 * modelCalls(answer.outcomes));
      expect(byName(answer.outcomes)).toEqual(inNode);
      // A token and its logit for each choice, a logit for each other pass; a row of logits is 4,744 bytes.
      expect(answer.bytesRead).toBeGreaterThan(0);
      expect(answer.bytesRead).toBeLessThanOrEqual(16 * modelCalls(answer.outcomes));
    } finally {
      await browser.close();
    }
  });
});

describe('a prefix kept', () => {
  it.for(['wasm', 'webgpu'] as const)(
    'is put back and gives the same text: %s',
    async (backend, { skip }) => {
      const browser = await launch(SOFTWARE_WEBGPU);
      try {
        const page = await open(browser);
        const { adapter, jspi } = await surroundings(page);
        if (backend === 'webgpu' && (adapter === null || !jspi)) skip(`no WebGPU here: adapter ${adapter}`);
        const [order, other] = ORDERS as [Order, Order];
        const kept = { ...order, prefix: order.prompt };
        const { outcomes } = await write(page, backend, [kept, other, kept]);
        const [first, , again] = outcomes;
        expect(again?.ids).toEqual(first?.ids);
        // Its tokens were computed once.
        expect(again?.tokens.modelCalls).toBe((first?.tokens.modelCalls ?? 0) - 1);
      } finally {
        await browser.close();
      }
    },
  );
});

describe('a graphics card that goes away', () => {
  it.for(['in a pass', 'in a choice'] as const)(
    '%s: fails the job, says so, and another one goes on from what it had chosen',
    async (moment, { skip }) => {
      const browser = await launch(SOFTWARE_WEBGPU);
      try {
        const page = await open(browser);
        const { adapter, jspi } = await surroundings(page);
        if (adapter === null || !jspi) skip(`no WebGPU here: adapter ${adapter}, JSPI ${jspi}`);
        const task: Task = { backend: 'webgpu', model: MODEL, orders: ORDERS.slice(0, 1) };
        const { error, text, chosen } = await page.evaluate(
          ([task, moment]) => globalThis.loseDevice(task, moment),
          [task, moment] as const,
        );
        expect(error).toMatchObject({ code: 'E_BACKEND', params: { device: 'lost' } });
        expect(text).not.toBe('');
        const [order] = ORDERS as [Order];
        const answer = await write(await open(browser), 'wasm', [{ ...order, begun: chosen }]);
        expect(answer.outcomes[0]?.text.startsWith(text)).toBe(true);
        expect(documentSoFar((CASES[0] as Case).draft, answer.outcomes[0]?.text ?? '')?.complete).toBe(true);
      } finally {
        await browser.close();
      }
    },
  );
});

const byName = (outcomes: readonly Outcome[]): Record<string, Outcome> =>
  Object.fromEntries(outcomes.map((outcome, at) => [CASES[at]?.name ?? `another, ${at}`, outcome]));

const written = ({ ids, text, finish }: Outcome) => ({ ids, text, finish });

const modelCalls = (outcomes: readonly Outcome[]): number =>
  outcomes.reduce((calls, { tokens }) => calls + tokens.modelCalls, 0);

async function open(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(served.url);
  await page.waitForFunction(() => typeof globalThis.write === 'function');
  return page;
}

const surroundings = (page: Page): Promise<Surroundings> => page.evaluate(() => globalThis.surroundings());

const write = (
  page: Page,
  backend: Task['backend'],
  orders: readonly Order[],
  threads = 1,
): Promise<Answer> =>
  page.evaluate((task) => globalThis.write(task), { backend, model: MODEL, orders, threads });
