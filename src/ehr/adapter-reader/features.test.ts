// @vitest-environment jsdom
/** What an adapter can say of a page, one feature a test: pages in miniature that behave as EHRs do, read and left as they were. */
import { beforeEach, describe, expect, test } from 'vitest';
import { readChart } from '../read.ts';
import { Adapter } from '../types.ts';

beforeEach(() => document.body.replaceChildren());

const adapterOf = (over: object): Adapter =>
  Adapter.parse({
    version: 1,
    id: 'prueba',
    name: 'Prueba',
    urls: ['http://localhost/*'],
    lastChecked: '2026-11-22',
    ...over,
  });

const el = (selector: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(selector);
  return found;
};

/** The facts as short lines, and what the reading says of itself. */
const read = async (html: string, over: object, script: () => void = () => undefined) => {
  document.body.innerHTML = html;
  script();
  const answer = await readChart(document, {
    adapters: [adapterOf(over)],
    url: 'http://localhost/ficha',
    now: new Date(0),
    signal: new AbortController().signal,
  });
  if (!answer.ok) throw new Error(answer.error.code);
  const { facts, reading } = answer.value.record;
  expect(reading.adapter).toBe('prueba');
  return {
    lines: facts.map(({ text, code, date, author }) =>
      [text, code, date, author].filter(Boolean).join(' | '),
    ),
    findings: reading.findings.map(({ code, what }) => `${code} ${what}`),
    facts,
  };
};

const DX = { kind: 'diagnosis', moment: 'ingreso' };

describe('a place', () => {
  const TWICE = `<section><h2>Ingreso</h2><h3>Diagnósticos</h3><ul><li>TEP</li></ul></section>
    <section><h2>Egreso</h2><h3>Diagnósticos</h3><ul><li>TVP</li></ul></section>`;

  test('`within` tells two headings of the same words apart', async () => {
    const rule = (within: string, moment: string) => ({
      ...{ as: 'items', kind: 'diagnosis', moment, heading: 'Diagnósticos', within, item: 'li' },
    });
    const { facts } = await read(TWICE, { read: [rule('Ingreso', 'ingreso'), rule('Egreso', 'alta')] });
    expect(facts.map(({ text, moment }) => [text, moment])).toEqual([
      ['TEP', 'ingreso'],
      ['TVP', 'alta'],
    ]);
  });

  test('one that is gone, one with less than it had, and a table without its columns are named', async () => {
    const { findings } = await read(TWICE, {
      read: [
        { as: 'items', ...DX, heading: 'Diagnósticos', within: 'Ingreso', item: 'li', expect: 2 },
        { as: 'items', kind: 'allergy', moment: 'habitual', heading: 'Alergias', item: 'li' },
        { as: 'table', kind: 'drug', moment: 'alta', columns: { text: ['Fármaco'] } },
      ],
    });
    expect(findings).toEqual(['R_FEWER Diagnósticos', 'R_NOT_FOUND Alergias', 'R_NOT_FOUND Fármacos']);
  });
});

describe('a table', () => {
  const table = (rows: string): string =>
    `<table><thead><tr><th>Código</th><th>Diagnóstico</th><th>Tipo</th><th>Estado</th><th>Resultado</th></tr></thead><tbody>${rows}</tbody></table>`;
  const row = (...cells: string[]): string => `<tr>${cells.map((one) => `<td>${one}</td>`).join('')}</tr>`;
  const rule = (over: object) => ({
    read: [{ as: 'table', ...DX, columns: { text: ['Diagnóstico'], code: 'Código' }, ...over }],
  });

  test('`where`, `except` and `require` choose its rows', async () => {
    const html = table(
      row('I26.0', 'TEP', 'Ingreso', 'Activo', 'x') +
        row('I80.2', 'TVP', 'Egreso', 'Activo', 'x') +
        row('J18.9', 'Neumonía', 'Ingreso', 'Descartado', 'x') +
        row('I10', 'HTA', 'Ingreso', 'Activo', 'nan'),
    );
    const chosen = rule({
      where: { column: 'Tipo', is: 'Ingreso' },
      except: { column: 'Estado', is: 'Descartad*' },
      require: ['Resultado'],
    });
    expect((await read(html, chosen)).lines).toEqual(['TEP | I26.0']);
  });

  test('`banner` takes only the rows under a title within the table', async () => {
    const title = (words: string): string => `<tr><td colspan="5">${words}</td></tr>`;
    const html = table(
      `${title('Diagnósticos de ingreso')}${row('I26.0', 'TEP', '', '', '')}${title('Diagnósticos de egreso')}${row('I80.2', 'TVP', '', '', '')}`,
    );
    expect((await read(html, rule({ banner: '*egreso' }))).lines).toEqual(['TVP | I80.2']);
  });

  test('`detail` opens the rows, takes what unfolds, and closes them again', async () => {
    const html = `<table><thead><tr><th></th><th>Nota</th><th>Fecha</th></tr></thead><tbody>
      ${[1, 2].map((n) => `<tr><td><button type="button" aria-expanded="false">+</button></td><td>Evolución</td><td>0${n}-05-2026</td></tr>`).join('')}</tbody></table>`;
    const pressed: string[] = [];
    const { lines } = await read(
      html,
      {
        read: [
          {
            ...{ as: 'table', kind: 'note', moment: 'intrahospitalario' },
            columns: { text: ['Nota'], date: 'Fecha' },
            detail: { open: 'button', text: ['.texto', { label: 'Plan' }], author: { label: 'Médico' } },
          },
        ],
      },
      () => {
        document.querySelectorAll('button').forEach((button, i) => {
          button.addEventListener('click', () => {
            const open = button.getAttribute('aria-expanded') === 'true';
            pressed.push(`${i} ${open ? 'closed' : 'open'}`);
            button.setAttribute('aria-expanded', String(!open));
            const tr = button.closest('tr');
            if (open) tr?.nextElementSibling?.remove();
            else
              tr?.insertAdjacentHTML(
                'afterend',
                `<tr><td colspan="3"><div class="texto">Afebril ${i}.</div><p>Plan: alta</p><p>Médico: Dra. Soto</p></td></tr>`,
              );
          });
        });
      },
    );
    expect(lines).toEqual([
      'Evolución Afebril 0. alta | 01-05-2026 | Dra. Soto',
      'Evolución Afebril 1. alta | 02-05-2026 | Dra. Soto',
    ]);
    expect(pressed).toEqual(['0 open', '1 open', '0 closed', '1 closed']);
  });
});

describe('pairs and labels', () => {
  const HTML = `<section><h2>Antecedentes</h2><dl><dt>Mórbidos</dt><dd>HTA</dd><dd>DM2</dd><dt>Hábitos</dt><dd>--</dd></dl>
    <table><tr><td>Quirúrgicos:</td><td>Apendicectomía</td></tr><tr><td>Previsión</td><td>FONASA</td></tr></table></section>
    <p><b>Motivo de consulta:</b> Disnea</p>`;

  test('`pairs` takes every label and value but those left out', async () => {
    const pairs = { as: 'pairs', kind: 'antecedent', moment: 'habitual', heading: 'Antecedentes' };
    expect((await read(HTML, { read: [{ ...pairs, except: 'Previsión' }] })).lines).toEqual([
      'HTA',
      'DM2',
      'Apendicectomía',
    ]);
    const named = { ...pairs, labels: 'Quirúrgicos', text: ['label', 'value'] };
    expect((await read(HTML, { read: [named] })).lines).toEqual(['Quirúrgicos Apendicectomía']);
  });

  test('`label` takes the value after it; `split` one fact a line', async () => {
    const rule = { as: 'label', kind: 'reason', moment: 'ingreso', label: 'Motivo de consulta' };
    expect((await read(HTML, { read: [rule] })).lines).toEqual(['Disnea']);
    const lines = '<label for="d">Diagnósticos</label><textarea id="d">TEP\nTVP</textarea>';
    const split = { as: 'label', ...DX, label: 'Diagnósticos', split: 'lines' };
    expect((await read(lines, { read: [split] })).lines).toEqual(['TEP', 'TVP']);
  });
});

describe('what must be opened, and is left as it was', () => {
  const ITEMS = { as: 'items', ...DX, selector: '#lista', item: 'li' };

  test('`tabs`: each is opened in turn, and the first one again at the end', async () => {
    const opened: string[] = [];
    const { lines } = await read(
      `<div role="tablist"><button type="button" role="tab" aria-selected="true">Ingreso</button><button type="button" role="tab" aria-selected="false">Alta</button></div><ul id="lista"><li>TEP</li></ul>`,
      {
        tabs: [{ words: 'Ingreso' }, { words: 'Alta', ready: '#lista li.alta' }],
        read: [
          { ...ITEMS, tab: 'Ingreso' },
          { ...ITEMS, moment: 'alta', tab: 'Alta' },
        ],
      },
      () => {
        for (const tab of document.querySelectorAll<HTMLElement>('[role=tab]'))
          tab.addEventListener('click', () => {
            opened.push(tab.textContent ?? '');
            for (const one of document.querySelectorAll('[role=tab]'))
              one.setAttribute('aria-selected', String(one === tab));
            el('#lista').innerHTML = '';
            const html = tab.textContent === 'Alta' ? '<li class="alta">TVP</li>' : '<li>TEP</li>';
            // Over the network, a while later.
            setTimeout(() => {
              el('#lista').innerHTML = html;
            }, 120);
          });
      },
    );
    expect(lines).toEqual(['TEP', 'TVP']);
    expect(opened).toEqual(['Alta', 'Ingreso']);
    await expect.poll(() => el('#lista').textContent).toBe('TEP');
  });

  test('`pagination`: from the first page to the last, then back to the page that was open', async () => {
    let page = 2;
    const draw = (): void => {
      el('#lista').innerHTML = `<li><p>Diagnóstico ${page}</p></li>`;
      el('#antes').toggleAttribute('disabled', page === 1);
      el('#luego').toggleAttribute('disabled', page === 4);
    };
    const { lines, facts } = await read(
      '<div><ul id="lista"></ul><button type="button" id="antes">‹</button><button type="button" id="luego">›</button></div>',
      { pagination: [{ next: '#luego', previous: '#antes' }], read: [ITEMS] },
      () => {
        draw();
        el('#luego').addEventListener('click', () => {
          page += 1;
          draw();
        });
        el('#antes').addEventListener('click', () => {
          page -= 1;
          draw();
        });
      },
    );
    expect(lines).toEqual([1, 2, 3, 4].map((n) => `Diagnóstico ${n}`));
    expect(facts[3]?.source).toMatchObject({ label: expect.stringContaining('página 4') });
    expect(page).toBe(2);
  });

  test('`expand`: cut text is unfolded before reading and folded again', async () => {
    const { lines } = await read(
      '<ul id="lista"><li><span>Ingresa por…</span> <button type="button" class="mas">Ver más</button></li></ul>',
      { expand: ['.mas'], read: [ITEMS] },
      () =>
        el('.mas').addEventListener('click', () => {
          const span = el('#lista span');
          span.textContent = span.textContent === 'Ingresa por…' ? 'Ingresa por TEP masivo' : 'Ingresa por…';
        }),
    );
    expect(lines).toEqual(['Ingresa por TEP masivo']);
    expect(el('#lista span').textContent).toBe('Ingresa por…');
  });

  test('`choices`: a filter is set before reading and set back, be it a <select> or a list of its own', async () => {
    const all = ['TEP', 'TVP'];
    const show = (which: string): void => {
      el('#lista').innerHTML = all
        .slice(0, which === 'Todos' ? 2 : 1)
        .map((one) => `<li>${one}</li>`)
        .join('');
    };
    const select = await read(
      '<select id="filtro"><option>Activos</option><option>Todos</option></select><ul id="lista"></ul>',
      { choices: [{ open: '#filtro', choose: 'Todos' }], read: [ITEMS] },
      () => {
        show('Activos');
        const filter = el('#filtro') as HTMLSelectElement;
        filter.addEventListener('change', () => show(filter.value));
      },
    );
    expect(select.lines).toEqual(['TEP', 'TVP']);
    expect((el('#filtro') as HTMLSelectElement).value).toBe('Activos');

    const own = await read(
      '<button type="button" id="filtro">Activos</button><div id="opciones"></div><ul id="lista"></ul>',
      { choices: [{ open: '#filtro', option: '[role=option]', choose: 'Todos' }], read: [ITEMS] },
      () => {
        show('Activos');
        el('#filtro').addEventListener('click', () => {
          el('#opciones').innerHTML = '<div role="option">Activos</div><div role="option">Todos</div>';
        });
        el('#opciones').addEventListener('click', ({ target }) => {
          const words = (target as Element).textContent ?? '';
          el('#filtro').textContent = words;
          el('#opciones').innerHTML = '';
          show(words);
        });
      },
    );
    expect(own.lines).toEqual(['TEP', 'TVP']);
    expect(el('#filtro').textContent).toBe('Activos');
  });
});
