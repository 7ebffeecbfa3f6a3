/**
 * Writing where the page does not help: fields of all kinds and places, whole texts and sections, and pages that rewrite,
 * remove, submit, take the focus away or change the patient meanwhile. Real Chromium, the code in an isolated world.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  FieldProblem,
  InsertAnswer,
  InsertEntry,
  InsertMode,
  TargetInfo,
} from '../../src/shared/messages.ts';
import type { Result } from '../../src/shared/result.ts';
import { bundleEhr, launch } from './bundle.ts';
import { IsolatedWorld } from './editors/serve.ts';

let browser: Browser;
let script: string;

beforeAll(async () => {
  [browser, script] = await Promise.all([launch(), bundleEhr()]);
});
afterAll(() => browser.close());

const ADDRESS = 'https://ficha.test/alta';

class Form {
  private constructor(
    readonly page: Page,
    private readonly world: IsolatedWorld,
    /** Addresses asked for after the page itself. */
    readonly asked: string[],
    /** JSON texts. */
    private readonly adapters: readonly string[],
  ) {}

  static async open(content: string, adapter?: object): Promise<Form> {
    const page = await browser.newPage();
    const asked: string[] = [];
    await page.route('**/*', (route) => {
      asked.push(`${route.request().method()} ${route.request().url()}`);
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: `<!doctype html>${content}` });
    });
    await page.goto(ADDRESS);
    await page.waitForTimeout(100);
    asked.length = 0;
    const adapters = adapter === undefined ? [] : [JSON.stringify({ ...ADAPTER, ...adapter })];
    return new Form(page, await IsolatedWorld.in(page, script), asked, adapters);
  }

  targets(): Promise<TargetInfo[]> {
    return this.world.call(
      '(adapters) => EHR.findTargets(document, EHR.loadAdapters(adapters).adapters)',
      this.adapters,
    );
  }

  async id(label: string): Promise<string> {
    return (await this.targets()).find((target) => target.label === label)?.id ?? 'none';
  }

  /** Writes while the page shows the patient of this moment. */
  async write(entries: readonly InsertEntry[], ask = 'never'): Promise<Result<InsertAnswer>> {
    return this.world.call(
      `async (entries, ask, texts) => {
        const { adapters } = EHR.loadAdapters(texts);
        const key = EHR.patientKey(document, []);
        const still = () => EHR.patientKey(document, []) === key
          ? { ok: true, value: null } : { ok: false, error: { code: 'E_PATIENT_CHANGED' } };
        globalThis.still = still;
        globalThis.adapters = adapters;
        const done = await EHR.insertTexts(document, adapters, entries, { ask, still });
        if (!done.ok) return done;
        globalThis.undo = done.value.undo;
        globalThis.opened = done.value.opened;
        return { ok: true, value: done.value.answer };
      }`,
      entries,
      ask,
      this.adapters,
    );
  }

  async insert(label: string, text: string, mode: InsertMode = 'replace', ask = 'never') {
    return this.write([{ targetId: await this.id(label), text, mode }], ask);
  }

  async sections(texts: Readonly<Record<string, string>>, ask = 'never') {
    const entries: InsertEntry[] = [];
    for (const [label, text] of Object.entries(texts))
      entries.push({ targetId: await this.id(label), text, mode: 'replace' });
    return this.write(entries, ask);
  }

  /** Stops the next `write` where it waits before reading everything back, until `now`. */
  async holdReadingBack(): Promise<{ reached(): Promise<void>; now(): Promise<void> }> {
    await this.world.call(
      `() => {
        const real = setTimeout;
        globalThis.waiting = new Promise((reached) => {
          globalThis.setTimeout = (work, ms) => {
            if (ms !== 350) return real(work, ms);
            globalThis.setTimeout = real;
            globalThis.goOn = work;
            reached();
          };
        });
      }`,
    );
    return {
      reached: () => this.world.call('() => globalThis.waiting.then(() => null)'),
      now: () => this.world.call('() => { globalThis.goOn(); return null; }'),
    };
  }

  /** The words of the buttons pressed by the last `write`. */
  opened(): Promise<string[]> {
    return this.world.call('() => globalThis.opened');
  }

  undo(): Promise<Result<{ undone: string[]; failed: FieldProblem[] }>> {
    return this.world.call(
      `() => EHR.undoLast(document, globalThis.adapters, globalThis.undo, globalThis.still).then((done) =>
        done.ok ? { ok: true, value: { undone: done.value.undone, failed: done.value.failed } } : done)`,
    );
  }

  values(...ids: readonly string[]): Promise<string[]> {
    return Promise.all(ids.map((id) => this.page.inputValue(`#${id}`)));
  }
}

const ADAPTER = {
  version: 1,
  id: 'prueba',
  name: 'Prueba',
  urls: ['https://ficha.test/*'],
  lastChecked: '2026-11-22',
};

const written = (over: Partial<Extract<InsertAnswer, { state: 'written' }>> = {}) => ({
  ok: true,
  value: { state: 'written', failed: [], heldBack: 0, ...over },
});
const rejected = (code: string) => written({ written: [], failed: [{ error: { code } } as FieldProblem] });
const refused = (error: object) => ({ ok: true, value: { state: 'refused', problems: [{ error }] } });

describe('fields', () => {
  test('are named by their labels, the one for the epicrisis first; search boxes and hidden fields are none', async () => {
    const form = await Form.open(`
      <input type="search" placeholder="Buscar paciente"><input type="password" aria-label="Clave">
      <label>Observaciones <textarea></textarea></label><textarea style="display:none" name="oculta"></textarea>
      <label for="e">Epicrisis</label><textarea id="e"></textarea>
      <div id="l">Nota de evolución</div><div contenteditable="true" aria-labelledby="l"></div>
      <label for="ro">Firmada</label><textarea id="ro" readonly>ya</textarea>`);
    expect(await form.targets()).toMatchObject([
      { label: 'Observaciones', kind: 'textarea', preferred: false, empty: true },
      { label: 'Epicrisis', kind: 'textarea', preferred: true },
      { label: 'Nota de evolución', kind: 'contenteditable', preferred: false },
      { label: 'Firmada', readOnly: true, empty: false },
    ]);
    await form.page.close();
  });

  test('say which section they are for, by their label or the heading above', async () => {
    const form = await Form.open(`
      <label>Diagnósticos de egreso <textarea></textarea></label><label>Dg. de ingreso <textarea></textarea></label>
      <label>Evolución <textarea></textarea></label><label>Indicaciones al alta <textarea></textarea></label>
      <label>Fármacos al alta <textarea></textarea></label><label>Tratamiento <textarea></textarea></label>
      <label>Controles <textarea></textarea></label><label>Comentario interno <textarea></textarea></label>
      <label>Diagnóstico <textarea></textarea></label>
      <section><h3>Procedimientos realizados</h3><div><label>Detalle <textarea></textarea></label></div></section>`);
    const about = Object.fromEntries((await form.targets()).map((t) => [t.label, t.about]));
    expect(about).toEqual({
      'Diagnósticos de egreso': { kind: 'diagnosis', moment: 'alta' },
      'Dg. de ingreso': { kind: 'diagnosis', moment: 'ingreso' },
      Evolución: { kind: 'note', moment: 'intrahospitalario' },
      'Indicaciones al alta': { kind: 'instruction', moment: 'alta' },
      'Fármacos al alta': { kind: 'drug', moment: 'alta' },
      Tratamiento: { kind: 'drug', moment: 'intrahospitalario' },
      Controles: { kind: 'control', moment: 'alta' },
      'Comentario interno': undefined,
      // Of ingreso or of alta? The physician says.
      Diagnóstico: undefined,
      Detalle: { kind: 'procedure', moment: 'intrahospitalario' },
    });
    await form.page.close();
  });

  test('in shadow roots and same-origin frames: written, read back, undone', async () => {
    const form = await Form.open(`
      <x-field></x-field><iframe title="Nota clínica" srcdoc="<body contenteditable='true'></body>"></iframe>
      <iframe srcdoc="<label>Resumen <textarea></textarea></label>"></iframe>
      <script>customElements.define('x-field', class extends HTMLElement { connectedCallback() {
        this.attachShadow({ mode: 'open' }).innerHTML = '<label>Informe <textarea></textarea></label>'; } });</script>`);
    const found = await form.targets();
    expect(found.map((t) => t.label).sort()).toEqual(['Informe', 'Nota clínica', 'Resumen']);
    for (const { id, label } of found) {
      const entry = { targetId: id, text: 'Línea uno\nlínea dos', mode: 'replace' } as const;
      expect(await form.write([entry]), label).toMatchObject(written({ written: [id] }));
      expect(await form.write([entry], 'always'), label).toMatchObject({
        value: { fields: [{ current: expect.stringMatching(/^Línea uno\s+línea dos$/) }] },
      });
      expect((await form.targets()).find((t) => t.id === id)?.empty).toBe(false);
    }
    await form.page.close();
  });

  test('with text ask first; formatted text comes back as it was', async () => {
    const form = await Form.open(
      '<div id="l">Evolución</div><div id="ed" contenteditable="true" aria-labelledby="l"><p>Antes <b>grave</b></p><ul><li>uno</li></ul></div>',
    );
    const before = await form.page.innerHTML('#ed');
    expect(await form.insert('Evolución', 'x', 'replace', 'filled')).toMatchObject({
      value: {
        state: 'confirm',
        fields: [{ current: expect.stringContaining('Antes grave'), cursor: null }],
      },
    });
    expect(await form.page.innerHTML('#ed')).toBe(before);
    expect(await form.insert('Evolución', 'Después\n\nfin')).toMatchObject(written());
    expect(await form.undo()).toMatchObject({ ok: true, value: { failed: [] } });
    expect(await form.page.innerHTML('#ed')).toBe(before);
    await form.page.close();
  });

  test('that are read-only, gone, none, or too short are refused before anything is written', async () => {
    const form =
      await Form.open(`<label>Resumen <textarea id="a"></textarea></label><label>Firmado <textarea readonly>x</textarea></label>
      <fieldset disabled><label>Cerrado <textarea></textarea></label></fieldset><label>Corto <textarea id="c" maxlength="5"></textarea></label>`);
    expect(await form.insert('Firmado', 'x')).toMatchObject(refused({ code: 'E_FIELD_READONLY' }));
    expect(await form.insert('Cerrado', 'x')).toMatchObject(refused({ code: 'E_FIELD_READONLY' }));
    const short = { code: 'E_FIELD_TOO_SHORT', params: { field: 'Corto', limit: 5, length: 11, over: 6 } };
    expect(await form.sections({ Resumen: 'cabe', Corto: 'texto largo' })).toMatchObject(refused(short));
    expect(await form.values('a', 'c')).toEqual(['', '']);
    const gone = await form.id('Resumen');
    await form.page.evaluate(() => document.querySelector('#a')?.remove());
    const entry = { targetId: gone, text: 'x', mode: 'replace' } as const;
    expect(await form.write([entry])).toMatchObject(refused({ code: 'E_FIELD_GONE' }));
    await form.page.evaluate(() => document.body.replaceChildren());
    expect(await form.write([entry])).toMatchObject(refused({ code: 'E_NO_FIELD' }));
    await form.page.close();
  });
});

describe('a page that', () => {
  test('changes the text once, late, has it set again; one that insists gets its own text back, and we say so', async () => {
    const form =
      await Form.open(`<label>Olvidadizo <textarea id="o">antes</textarea></label><label>Terco <textarea id="t">antes</textarea></label>
      <label>Lento <textarea id="l">antes</textarea></label>
      <script>let once = true; o.addEventListener('input', () => { if (once) setTimeout(() => { o.value = 'antes'; }, 150); once = false; });
      t.addEventListener('input', () => setTimeout(() => { t.value = 'MAYÚSCULAS'; }));
      l.addEventListener('input', () => setTimeout(() => { l.value = l.value.slice(0, 3); }, 200));</script>`);
    expect(await form.insert('Olvidadizo', 'texto')).toMatchObject(written());
    expect(await form.values('o')).toEqual(['texto']);
    expect(await form.insert('Terco', 'texto')).toMatchObject(rejected('E_FIELD_REJECTED'));
    expect(await form.insert('Lento', 'texto')).toMatchObject(rejected('E_FIELD_REJECTED'));
    await form.page.close();
  });

  test('refuses a paste is typed into; one that lets itself be pasted into is pasted into', async () => {
    const form =
      await Form.open(`<div id="l">Nota</div><div id="n" contenteditable="true" aria-labelledby="l"></div>
      <script>n.addEventListener('paste', (e) => e.preventDefault());</script>`);
    expect(await form.insert('Nota', 'uno\ndos')).toMatchObject(written());
    expect((await form.page.innerText('#n')).split(/\n+/)).toEqual(['uno', 'dos']);
    await form.page.keyboard.press('Control+z');
    expect(await form.page.innerText('#n')).toBe('');
    await form.page.close();
  });

  test('submits on input, change or blur is held back while we write, and not a moment longer', async () => {
    const form = await Form.open(`<form id="f" action="/firmar" method="post">
      <label>Uno <textarea id="a" oninput="this.form.submit()"></textarea></label>
      <label>Dos <textarea id="b" onchange="this.form.requestSubmit()"></textarea></label>
      <label>Tres <textarea id="c" onblur="this.form.submit()"></textarea></label>
      <label>Cuatro <textarea id="d"></textarea></label><button id="go">Firmar</button></form>
      <form action="/buscar"><label>Cinco <input id="e" name="q" style="width:300px" oninput="this.form.submit()"></label></form>`);
    const answer = await form.sections({ Uno: '1', Dos: '2', Tres: '3', Cuatro: '4', Cinco: '5' });
    expect(answer).toMatchObject({ ok: true, value: { state: 'written', failed: [] } });
    expect(answer.ok && answer.value.state === 'written' && answer.value.heldBack).toBeGreaterThanOrEqual(4);
    expect(await form.values('a', 'b', 'c', 'd', 'e')).toEqual(['1', '2', '3', '4', '5']);
    expect(form.asked).toEqual([]);
    await form.page.evaluate(() => document.querySelector<HTMLFormElement>('#f')?.requestSubmit());
    await expect.poll(() => form.asked).toEqual(['POST https://ficha.test/firmar']);
    await form.page.close();
  });

  test('is saved by the physician while we read back: his press goes through, and the text with it', async () => {
    const form = await Form.open(`<form id="f" action="/guardar" method="post">
      <label>Nota <textarea id="n" name="nota"></textarea></label><button id="go">Guardar</button></form>
      <iframe name="otra"></iframe><script>f.target = 'otra'; window.sent = 0;
      f.addEventListener('submit', () => { sent += 1; });</script>`);
    const goOn = await form.holdReadingBack();
    const answer = form.insert('Nota', 'Egresa.');
    await goOn.reached();
    // What a script sends is held; what the physician presses is not.
    await form.page.evaluate('f.requestSubmit()');
    expect(form.asked).toEqual([]);
    await form.page.click('#go');
    await expect.poll(() => form.asked).toEqual(['POST https://ficha.test/guardar']);
    await goOn.now();
    expect(await answer).toMatchObject(written({ heldBack: 1 }));
    expect(await form.page.evaluate('sent')).toBe(1);
    await form.page.close();
  });

  test('closes its form when the physician saves at once: the text counts as written', async () => {
    const form =
      await Form.open(`<form id="f"><label>Nota <textarea id="n"></textarea></label><button id="go">Guardar</button></form>
      <script>f.addEventListener('submit', (e) => { e.preventDefault(); window.saved = n.value; f.remove(); });</script>`);
    const goOn = await form.holdReadingBack();
    const answer = form.insert('Nota', 'Egresa.');
    await goOn.reached();
    await form.page.click('#go');
    await goOn.now();
    expect(await answer).toMatchObject(written());
    expect(await form.page.evaluate('saved')).toBe('Egresa.');
    await form.page.close();
  });

  test('watches sees nothing submitted, clicked or typed', async () => {
    const form =
      await Form.open(`<form id="f"><label>Diagnóstico <input id="i" style="width:300px"></label><button>Firmar</button></form>
      <script>window.log = []; for (const t of ['submit', 'click', 'keydown', 'keypress', 'keyup', 'mousedown', 'change', 'blur'])
        document.addEventListener(t, (e) => { log.push(t); e.preventDefault(); }, true);</script>`);
    expect(await form.insert('Diagnóstico', 'Neumonía (J18.9).\nHTA (I10)\n')).toMatchObject(written());
    expect(await form.values('i')).toEqual(['Neumonía (J18.9). HTA (I10)']);
    expect(await form.page.evaluate(() => (globalThis as unknown as { log: string[] }).log)).toEqual([]);
    await form.page.close();
  });

  test('moves the focus to another field gets nothing into that one', async () => {
    const form = await Form.open(`<label>Resumen <textarea id="a" onfocus="b.focus()"></textarea></label>
      <label>Otra <textarea id="b">intacta</textarea></label>
      <div id="l">Nota</div><div id="n" contenteditable="true" aria-labelledby="l" onfocus="b.focus()"></div>`);
    expect(await form.insert('Resumen', 'texto')).toMatchObject(written());
    expect(await form.insert('Nota', 'texto')).toMatchObject(rejected('E_FIELD_REJECTED'));
    expect(await form.values('a', 'b')).toEqual(['texto', 'intacta']);
    expect(await form.page.innerText('#n')).toBe('');
    await form.page.close();
  });
});

describe('section by section', () => {
  const FORM = `<header><h1>Rosa Díaz Soto</h1><dl><dt>RUN</dt><dd id="run">12.345.678-5</dd></dl></header>
    <label>Evolución <textarea id="a">antes</textarea></label><label>Diagnósticos de alta <textarea id="b"></textarea></label>
    <label>Indicaciones <textarea id="c"></textarea></label>`;
  const TEXTS = {
    Evolución: 'Afebril.',
    'Diagnósticos de alta': '- TEP (I26.0)\n- HTA (I10)',
    Indicaciones: 'Reposo.',
  };

  test('looked at first, each into its own, taken back together', async () => {
    const form = await Form.open(FORM);
    expect(await form.sections(TEXTS, 'always')).toMatchObject({
      value: { state: 'confirm', fields: [{ current: 'antes' }, { current: '' }, { current: '' }] },
    });
    expect(await form.values('a', 'b', 'c')).toEqual(['antes', '', '']);
    const answer = await form.sections(TEXTS);
    expect(answer).toMatchObject(written());
    expect(await form.values('a', 'b', 'c')).toEqual(['Afebril.', '- TEP (I26.0)\n- HTA (I10)', 'Reposo.']);
    expect(await form.undo()).toMatchObject({ ok: true, value: { failed: [] } });
    expect(await form.values('a', 'b', 'c')).toEqual(['antes', '', '']);
    await form.page.close();
  });

  test('a field that goes away meanwhile: the others are written, it is named, and they can be taken back', async () => {
    const form = await Form.open(
      `${FORM}<script>a.addEventListener('input', () => b.parentElement.remove());</script>`,
    );
    const id = await form.id('Diagnósticos de alta');
    expect(await form.sections(TEXTS)).toMatchObject({
      value: {
        state: 'written',
        written: [await form.id('Evolución'), await form.id('Indicaciones')],
        failed: [{ targetId: id, error: { code: 'E_FIELD_GONE' } }],
      },
    });
    expect(await form.values('a', 'c')).toEqual(['Afebril.', 'Reposo.']);
    expect(await form.undo()).toMatchObject({ ok: true, value: { failed: [] } });
    expect(await form.values('a', 'c')).toEqual(['antes', '']);
    await form.page.close();
  });

  const SWITCH = `run.textContent = '9.876.543-3'; document.querySelector('h1').textContent = 'Juan Soto Paz';
    for (const t of document.querySelectorAll('textarea')) t.value = '';`;

  test('another patient between two sections: nothing more is written, nothing is taken back from the other', async () => {
    const form = await Form.open(`${FORM}<script>b.addEventListener('focus', () => { ${SWITCH} });</script>`);
    expect(await form.sections(TEXTS)).toMatchObject({
      value: {
        state: 'written',
        written: [await form.id('Evolución')],
        stopped: { code: 'E_PATIENT_CHANGED' },
      },
    });
    expect(await form.values('a', 'b', 'c')).toEqual(['', '', '']);
    expect(await form.undo()).toMatchObject({ ok: false, error: { code: 'E_PATIENT_CHANGED' } });
    expect(await form.values('a', 'b', 'c')).toEqual(['', '', '']);
    await form.page.close();
  });

  test('another patient right after the writing: the emptied field is not written again', async () => {
    const form = await Form.open(
      `${FORM}<script>a.addEventListener('input', () => setTimeout(() => { ${SWITCH} }));</script>`,
    );
    expect(await form.sections(TEXTS)).toMatchObject({ ok: false, error: { code: 'E_PATIENT_CHANGED' } });
    expect(await form.values('a', 'b', 'c')).toEqual(['', '', '']);
    await form.page.close();
  });
});

describe('a field that an adapter knows behind a button', () => {
  const NOTE = { id: 'nota', label: 'Nota', selector: '#n', open: '#abrir' };
  /** The form comes a moment after the press, as from a module that is loaded. */
  const page = (button: string, field = '<textarea id="n"></textarea>') => `<h1>Rosa Díaz Soto</h1>
    <form action="/firmar">${button}<div id="forma"></div></form>
    <script>window.pressed = 0; abrir.addEventListener('click', () => { pressed += 1;
      setTimeout(() => { forma.innerHTML = \`${field}\`; }, 120); });</script>`;

  test('is offered closed, opened at insertion, written, and the form left open', async () => {
    const form = await Form.open(page('<button type="button" id="abrir">Nueva nota</button>'), {
      write: [{ ...NOTE, preferred: true }],
    });
    const [target] = await form.targets();
    expect(target).toMatchObject({ id: 'a-nota', label: 'Nota', opens: 'Nueva nota', preferred: true });
    expect(await form.page.evaluate('pressed')).toBe(0);
    expect(await form.insert('Nota', 'Egresa.', 'replace', 'filled')).toMatchObject(
      written({ written: ['a-nota'] }),
    );
    expect(await form.opened()).toEqual(['Nueva nota']);
    expect(await form.values('n')).toEqual(['Egresa.']);
    expect(await form.page.evaluate('pressed')).toBe(1);
    expect(form.asked).toEqual([]);
    expect(await form.undo()).toMatchObject({ ok: true, value: { failed: [] } });
    expect(await form.values('n')).toEqual(['']);
    await form.page.close();
  });

  test('that opens with a draft in it: asks before a word is written', async () => {
    const form = await Form.open(
      page('<button type="button" id="abrir">Nueva nota</button>', '<textarea id="n">borrador</textarea>'),
      { write: [NOTE] },
    );
    expect(await form.insert('Nota', 'Egresa.', 'replace', 'filled')).toMatchObject({
      value: { state: 'confirm', fields: [{ current: 'borrador' }] },
    });
    expect(await form.values('n')).toEqual(['borrador']);
    await form.page.close();
  });

  test('whose button would submit is not offered, and not pressed', async () => {
    const form = await Form.open(page('<button id="abrir">Nueva nota</button>'), { write: [NOTE] });
    expect(await form.targets()).toEqual([]);
    const entry = { targetId: 'a-nota', text: 'x', mode: 'replace' } as const;
    expect(await form.write([entry])).toMatchObject(
      refused({ code: 'E_FIELD_CLOSED', params: { field: 'Nota' } }),
    );
    expect(await form.page.evaluate('pressed')).toBe(0);
    expect(form.asked).toEqual([]);
    await form.page.close();
  });

  test('whose button submits by a script sends nothing and says so', async () => {
    const form = await Form.open(
      `<form id="f" action="/firmar"><button type="button" id="abrir" onclick="f.requestSubmit(); forma.innerHTML = '<textarea id=n></textarea>'">Nota</button>
       <div id="forma"></div></form>`,
      { write: [NOTE] },
    );
    expect(await form.insert('Nota', 'Egresa.')).toMatchObject(written({ heldBack: 1 }));
    expect(form.asked).toEqual([]);
    await form.page.close();
  });
});

describe('a form spread over tabs', () => {
  const TABS = `<h1>Rosa Díaz Soto</h1>
    <div role="tablist"><button type="button" role="tab" aria-selected="true">Resumen</button><button type="button" role="tab">Alta médica</button><button type="button" role="tab">Indicaciones</button></div>
    <div id="panel"><p>Ficha</p></div>
    <script>
      // One panel, filled anew at every change of tab; what was typed is kept, as such applications do.
      const kept = {};
      const field = (id, label) => '<label>' + label + ' <textarea id="' + id + '"></textarea></label>';
      const views = { 'Resumen': () => '<p>Ficha</p>', 'Alta médica': () => field('dx', 'Diagnósticos de alta'),
        'Indicaciones': () => '<button type="button" id="nueva">Nueva indicación</button><div id="hoja"></div>' };
      const show = (tab) => {
        for (const t of document.querySelectorAll('textarea')) kept[t.id] = t.value;
        for (const t of document.querySelectorAll('[role=tab]')) t.setAttribute('aria-selected', String(t === tab));
        panel.innerHTML = views[tab.textContent]();
        for (const t of document.querySelectorAll('textarea')) t.value = kept[t.id] ?? '';
      };
      for (const tab of document.querySelectorAll('[role=tab]')) tab.addEventListener('click', () => show(tab));
      document.addEventListener('click', (e) => {
        if (e.target.id === 'nueva') hoja.innerHTML = field('ind', 'Indicaciones al alta');
      });
      window.kept = kept; window.shown = () => document.querySelector('[role=tab][aria-selected=true]').textContent;
    </script>`;
  const WRITE = {
    write: [
      { id: 'dx', label: 'Diagnósticos', selector: '#dx', section: 'diagnosticos-alta', tab: 'Alta médica' },
      {
        id: 'ind',
        label: 'Indicaciones',
        selector: '#ind',
        section: 'indicaciones',
        tab: 'Indicaciones',
        open: '#nueva',
      },
    ],
  };

  test('each section goes into its own tab, its form opened where it must be', async () => {
    const form = await Form.open(TABS, WRITE);
    expect(await form.targets()).toMatchObject([
      { id: 'a-dx@Alta médica', section: 'diagnosticos-alta' },
      { id: 'a-ind@Indicaciones', section: 'indicaciones', opens: 'Nueva indicación' },
    ]);
    expect(await form.page.evaluate('shown()')).toBe('Resumen');
    expect(await form.sections({ Diagnósticos: '- TEP (I26.0)', Indicaciones: 'Reposo.' })).toMatchObject(
      written({ written: ['a-dx@Alta médica', 'a-ind@Indicaciones'] }),
    );
    expect(await form.opened()).toEqual(['Nueva indicación']);
    expect(await form.page.evaluate('kept.dx')).toBe('- TEP (I26.0)');
    expect(await form.values('ind')).toEqual(['Reposo.']);
    await form.page.close();
  });

  test('a form that forgets its text when its tab is left, beside another such: which one holds it is said', async () => {
    const form = await Form.open(
      `${TABS}<script>for (const id of ['dx', 'ind']) Object.defineProperty(kept, id, { get: () => '', set: () => {} });</script>`,
      WRITE,
    );
    expect(await form.sections({ Diagnósticos: '- TEP (I26.0)', Indicaciones: 'Reposo.' })).toMatchObject(
      written({
        written: ['a-ind@Indicaciones'],
        failed: [{ targetId: 'a-dx@Alta médica', error: { code: 'E_FIELD_REJECTED' } }],
      }),
    );
    expect(await form.values('ind')).toEqual(['Reposo.']);
    await form.page.close();
  });

  test('a section whose tab or button is gone is named; the others can be written', async () => {
    const form = await Form.open(TABS, WRITE);
    const entries = [
      { targetId: 'a-dx@Alta médica', text: '- TEP (I26.0)', mode: 'replace' },
      { targetId: 'a-ind@Indicaciones', text: 'Reposo.', mode: 'replace' },
    ] as const;
    await form.page.evaluate("views['Indicaciones'] = () => '<p>Sin permiso</p>'");
    expect(await form.write(entries, 'always')).toMatchObject({
      value: {
        state: 'confirm',
        fields: [{ current: '' }, { problem: { code: 'E_FIELD_CLOSED', params: { field: 'Indicaciones' } } }],
      },
    });
    expect(await form.write(entries)).toMatchObject(refused({ code: 'E_FIELD_CLOSED' }));
    expect(await form.write([entries[0]])).toMatchObject(written({ written: ['a-dx@Alta médica'] }));
    expect(await form.values('dx')).toEqual(['- TEP (I26.0)']);
    await form.page.close();
  });
});
