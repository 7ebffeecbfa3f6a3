/** Small charts of a test's own: as plain as a page can be that is still read as a chart. */

interface Chart {
  readonly name?: string;
  readonly run?: string;
  readonly diagnoses?: readonly (readonly [code: string, name: string])[];
  readonly notes?: readonly string[];
  /** The form's HTML; a plain textarea by default. */
  readonly form?: string;
}

const FORM = '<label for="epi">Epicrisis</label><textarea id="epi" rows="6"></textarea>';

/** A page with one patient's chart. */
export function chartPage({
  name = 'Rosa Díaz Soto',
  run = '12.345.678-5',
  diagnoses,
  notes,
  form,
}: Chart = {}): string {
  const rows = (diagnoses ?? [['K35.8', 'Apendicitis aguda']]).map(
    ([code, text]) => `<tr><td>${code}</td><td>${text}</td><td>01-03-2024</td></tr>`,
  );
  const table =
    rows.length === 0
      ? ''
      : `<h2>Diagnósticos de ingreso</h2>
         <table><thead><tr><th>Código CIE-10</th><th>Diagnóstico</th><th>Fecha</th></tr></thead>
         <tbody>${rows.join('')}</tbody></table>`;
  return `<!doctype html><html lang="es"><meta charset="utf-8"><title>Ficha clínica</title>
    <header><h1>${name}</h1><dl><dt>RUN</dt><dd>${run}</dd><dt>Edad</dt><dd>44 años</dd>
    <dt>N° ficha</dt><dd>1234</dd><dt>Fecha ingreso</dt><dd>01-03-2024</dd></dl></header>
    <main>${table}
    <h2>Evoluciones</h2>${(notes ?? ['Paciente estable, afebril.'])
      .map((note) => `<article><time>02-03-2024</time><p>${note}</p></article>`)
      .join('')}
    <form>${form ?? FORM}</form></main></html>`;
}
