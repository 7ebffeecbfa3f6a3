/**
 * Three invented EHRs that no adapter knows, each built in another way, with Spanish headings that the generic reader knows
 * only in part. They were written before the teaching and hold what it must learn: other words, other markup, made-up names.
 */
import type { Patient } from './patients.ts';

const page = (title: string, style: string, body: string): string =>
  `<!doctype html><html lang="es"><head><meta charset="utf-8"><title>${title}</title><style>
  body{font:15px/1.45 system-ui,sans-serif;margin:0;color:#1d2733;background:#f3f5f7}${style}</style></head><body>${body}</body></html>`;

const rows = (cells: readonly (readonly string[])[]): string =>
  cells.map((row) => `<tr>${row.map((c) => `<td>${c}</td>`).join('')}</tr>`).join('');
const table = (header: readonly string[], cells: readonly (readonly string[])[]): string =>
  `<table><thead><tr>${header.map((h) => `<th>${h}</th>`).join('')}</tr></thead><tbody>${rows(cells)}</tbody></table>`;

/** «Andina»: old-fashioned tables under headings of the house. Codes before names; a status column; counts in the headings. */
export const andina = (p: Patient): string =>
  page(
    'Andina FCE | Hospitalización',
    'header{background:#17324d;color:#fff;padding:10px 24px}main{padding:8px 24px}table{border-collapse:collapse;width:100%;background:#fff}td,th{border:1px solid #cfd6dd;padding:5px 9px;text-align:left}th{background:#e6ebf0}h3{margin:18px 0 6px}',
    `<header><b>${p.name}</b> <span>RUN: ${p.run}</span> <span>Ficha: ${p.ficha}</span> <span>Edad: ${p.age}</span> <span>Sexo: ${p.sex}</span></header>
    <main><p id="mv${p.ficha}"><b>Razón de la internación:</b> <span>${p.reason}</span></p>
    <h3>Cuadro de entrada (${p.admitted.length})</h3>${table(
      ['Cód.', 'Entidad nosológica', 'Registrado', 'Estado'],
      [
        ...p.admitted.map((e) => [e.code ?? '', e.text, e.date ?? '', 'Vigente']),
        ['R07.4', 'Dolor torácico', p.admission, 'Anulado'],
      ],
    )}
    <h3>Antecedentes mórbidos</h3><ul>${p.antecedents.map((t) => `<li>${t}</li>`).join('')}</ul>
    <h3>Alergias</h3><ul>${p.allergies.map((t) => `<li>${t}</li>`).join('')}</ul>
    <h3>Procedimientos</h3>${table(
      ['Fecha', 'Código', 'Procedimiento'],
      p.procedures.map((e) => [e.date ?? '', e.code ?? '', e.text]),
    )}
    <h3>Esquema en sala (${p.drugs.length})</h3>${table(['Producto', 'Dosis', 'Vía', 'Frecuencia'], p.drugs)}
    <h3>Evolución médica</h3>${table(
      ['Fecha', 'Profesional', 'Evolución'],
      p.notes.map((n) => [n.date, n.author, n.text]),
    )}
    <h3>Cuadro de salida (${p.discharged.length})</h3>${table(
      ['Cód.', 'Entidad nosológica', 'Registrado'],
      p.discharged.map((e) => [e.code ?? '', e.text, e.date ?? '']),
    )}
    <h3>Medicamentos al alta</h3><ul>${p.home.map((t) => `<li>${t}</li>`).join('')}</ul>
    <h3>Controles</h3>${table(
      ['Fecha', 'Control'],
      p.controls.map((e) => [e.date ?? '', e.text]),
    )}
    <p><b>Condición al alta:</b> <span>${p.condition}</span></p>
    <h3>Epicrisis</h3><textarea id="epi" rows="6" cols="80"></textarea></main>`,
  );

/** «Boreal»: cards with titles that are no headings to HTML, class names made by a bundler, three tabs filled by a script. */
export const boreal = (p: Patient): string => {
  const h = (n: number): string => `sc-${(n * 7919 + p.ficha.length * 31).toString(36)}Xy`;
  const block = (title: string, body: string): string =>
    `<div class="bloque ${h(title.length)}"><div class="bloque-titulo">${title}</div><div class="bloque-cuerpo">${body}</div></div>`;
  const dx = (e: { text: string; code?: string; date?: string }): string =>
    `<div class="ficha-item ${h(3)}"><span class="cod">${e.code}</span><span class="glosa">${e.text}</span><span class="fec">${e.date}</span></div>`;
  const tabs = [
    [
      'Ingreso',
      block('Motivo de consulta', `<p>${p.reason}</p>`) +
        block('Problemas al entrar', p.admitted.map(dx).join('')) +
        block('Antecedentes', `<ul>${p.antecedents.map((t) => `<li>${t}</li>`).join('')}</ul>`) +
        block('Alergias', `<ul>${p.allergies.map((t) => `<li>${t}</li>`).join('')}</ul>`),
    ],
    [
      'Estadía',
      block('Intervenciones', p.procedures.map(dx).join('')) +
        block(
          'Pauta de enfermería',
          p.drugs
            .map(
              (d) =>
                `<div class="pauta-item">${d.map((part, i) => `<span class="p${'abcd'[i]}-dato">${part}</span>`).join('')}</div>`,
            )
            .join(''),
        ) +
        block(
          'Hoja diaria',
          p.notes
            .map(
              (n) =>
                `<div class="nota-item"><div class="nota-cab"><time>${n.date}</time><em>${n.author}</em></div><div class="nota-txt">${n.text}</div></div>`,
            )
            .join(''),
        ),
    ],
    [
      'Cierre',
      block('Problemas al salir', p.discharged.map(dx).join('')) +
        block('Medicamentos al alta', `<ul>${p.home.map((t) => `<li>${t}</li>`).join('')}</ul>`) +
        block(
          'Controles',
          p.controls
            .map(
              (e) =>
                `<div class="ficha-item"><span class="glosa">${e.text}</span><span class="fec">${e.date}</span></div>`,
            )
            .join(''),
        ) +
        block('Condición al alta', `<p>${p.condition}</p>`) +
        '<div class="bloque"><label for="res">Resumen de epicrisis</label><textarea id="res" rows="5"></textarea></div>',
    ],
  ] as const;
  return page(
    'Boreal — Ficha',
    '.cab{background:#fff;padding:12px 28px;border-bottom:1px solid #d9dee3}.cab h1{font-size:20px;margin:0}nav{padding:10px 28px 0}nav button{border:0;background:none;padding:8px 14px;font:inherit}nav button[aria-selected=true]{border-bottom:2px solid #2457c5;font-weight:600}#vista{padding:14px 28px;display:grid;gap:12px}.bloque{background:#fff;border:1px solid #d9dee3;border-radius:8px;padding:10px 14px}.bloque-titulo{font-weight:600;margin-bottom:6px}.ficha-item,.pauta-item{display:flex;gap:14px;padding:3px 0}.nota-item{padding:5px 0}.nota-cab{color:#5c6b7a;display:flex;gap:10px}',
    `<div class="cab"><h1>${p.name}</h1><div><span>RUN</span> <span>${p.run}</span> · <span>${p.age}</span> · <span>${p.sex}</span> · Ficha ${p.ficha}</div></div>
    <nav role="tablist">${tabs.map(([name], i) => `<button role="tab" type="button" aria-selected="${i === 0}" data-i="${i}">${name}</button>`).join('')}</nav>
    <div id="vista"></div><script>
      const tabs = ${JSON.stringify(tabs.map(([, body]) => body)).replaceAll('</', '<\\/')};
      const show = (i) => { for (const b of document.querySelectorAll('nav button')) b.setAttribute('aria-selected', String(b.dataset.i === String(i)));
        const v = document.getElementById('vista'); v.textContent = 'Cargando…'; setTimeout(() => { v.innerHTML = tabs[i]; }, 60); };
      for (const b of document.querySelectorAll('nav button')) b.addEventListener('click', () => show(b.dataset.i));
      document.getElementById('vista').innerHTML = tabs[0];
    </script>`,
  );
};

/** «Central»: labels and values and definition lists, inside a component's shadow root; the text goes into a frame's editor. */
export const central = (p: Patient): string => {
  const dl = (pairs: readonly (readonly [string, string])[]): string =>
    `<dl>${pairs.map(([dt, dd]) => `<dt>${dt}</dt><dd>${dd}</dd>`).join('')}</dl>`;
  const coded = (e: { text: string; code?: string; date?: string }): string => `${e.text} (${e.code})`;
  const inner = `<style>section{background:#fff;border:1px solid #d6d6d6;margin:10px 0;padding:8px 16px}h4{margin:4px 0}dl{display:grid;grid-template-columns:150px 1fr;margin:0}dt{color:#666}dd{margin:0}</style>
    <section><h4>Consulta</h4>${dl([['Motivo de consulta', p.reason]])}</section>
    <section><h4>Impresión de la guardia</h4>${dl(p.admitted.map((e, i) => [`${i + 1}ª`, coded(e)] as const))}</section>
    <section><h4>Antecedentes personales</h4>${dl(p.antecedents.map((t, i) => [`${i + 1}`, t] as const))}</section>
    <section><h4>Alergias</h4><ul>${p.allergies.map((t) => `<li>${t}</li>`).join('')}</ul></section>
    <section><h4>Procedimientos</h4><ul>${p.procedures.map((e) => `<li>${coded(e)}</li>`).join('')}</ul></section>
    <section><h4>Lo que recibió</h4><ul>${p.drugs.map((d) => `<li>${d.join(' ')}</li>`).join('')}</ul></section>
    <section><h4>Relato de los días</h4>${p.notes.map((n) => `<article><header>${n.date}</header><p>${n.text}</p></article>`).join('')}</section>
    <section><h4>Diagnósticos de egreso</h4><ul>${p.discharged.map((e) => `<li>${coded(e)}</li>`).join('')}</ul></section>
    <section><h4>Se lleva a casa</h4><ul>${p.home.map((t) => `<li>${t}</li>`).join('')}</ul></section>
    <section><h4>Controles</h4><ul>${p.controls.map((e) => `<li>${e.text}</li>`).join('')}</ul></section>
    <section><h4>Egreso</h4>${dl([['Condición al alta', p.condition]])}</section>`;
  return page(
    'Central',
    '#id{padding:10px 20px;background:#fff}main{padding:0 20px}iframe{width:95%;height:120px;border:1px solid #bbb}',
    `<div id="id"><dl><dt>Paciente</dt><dd>${p.name}</dd><dt>RUT</dt><dd>${p.run}</dd><dt>N° ficha</dt><dd>${p.ficha}</dd><dt>Edad</dt><dd>${p.age}</dd><dt>Sexo</dt><dd>${p.sex}</dd></dl></div>
    <main><ficha-clinica></ficha-clinica><h4>Informe</h4><iframe title="Editor" srcdoc="&lt;body contenteditable&gt;&lt;/body&gt;"></iframe></main>
    <script>customElements.define('ficha-clinica', class extends HTMLElement { connectedCallback() {
      this.attachShadow({ mode: 'open' }).innerHTML = ${JSON.stringify(inner).replaceAll('</', '<\\/')}; } });</script>`,
  );
};
