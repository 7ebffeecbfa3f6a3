/** Charts of 5,000 rows, invented, for measuring: built as a table, of ARIA rows of `div`s, and as a list. */
const ROWS = 5000;

const repeat = (n: number, one: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => one(i)).join('');

const page = (body: string): string =>
  `<!doctype html><html lang="es"><head><meta charset="utf-8"><style>td,th{border:1px solid #ccc}.sr{position:absolute;width:1px;height:1px;overflow:hidden}.fila{display:flex}.celda{width:150px}</style></head><body>
<p>Paciente: Ficticia Prueba Uno RUN: 11.111.111-1 Edad: 60 años</p>
<h2>Diagnósticos de ingreso</h2><table><tr><th>Código</th><th>Diagnóstico</th></tr><tr><td>J18.9</td><td>Neumonía</td></tr></table>
${body}</body></html>`;

const exam = (i: number): readonly string[] => [
  `0${1 + (i % 9)}/05/2025`,
  `Examen ${i % 40}`,
  `${i % 97},${i % 10}`,
  'mg/dL',
  '1 - 9',
];
const drug = (i: number): readonly string[] => [
  `Fármaco ${i}`,
  `${1 + (i % 9)} g`,
  'EV',
  `c/${4 + (i % 3) * 4} h`,
];

const tables = (): string => {
  const row = (cells: readonly string[]): string => `<tr>${cells.map((c) => `<td>${c}</td>`).join('')}</tr>`;
  return page(
    `<h2>Exámenes</h2><table><thead><tr><th>Fecha</th><th>Examen<span class="sr">Ordenar</span></th><th>Resultado</th><th>Unidad</th><th>Referencia</th></tr></thead><tbody>${repeat(ROWS - 1000, (i) => row(exam(i)))}</tbody></table>
<h2>Medicamentos administrados</h2><table><thead><tr><th>Medicamento</th><th>Dosis</th><th>Vía</th><th>Frecuencia</th></tr></thead><tbody>${repeat(1000, (i) => row(drug(i)))}</tbody></table>`,
  );
};

/** As component libraries draw grids: every cell with its role and class. */
const grid = (): string => {
  const row = (cells: readonly string[]): string =>
    `<div role="row" class="fila">${cells.map((c) => `<div role="gridcell" class="celda"><span>${c}</span></div>`).join('')}</div>`;
  const head = (words: readonly string[]): string =>
    `<div role="row" class="fila">${words.map((w) => `<div role="columnheader" class="celda">${w}</div>`).join('')}</div>`;
  return page(
    `<h2>Exámenes</h2><div role="grid">${head(['Fecha', 'Examen', 'Resultado', 'Unidad', 'Referencia'])}${repeat(ROWS - 1000, (i) => row(exam(i)))}</div>
<h2>Medicamentos administrados</h2><div role="grid">${head(['Medicamento', 'Dosis', 'Vía', 'Frecuencia'])}${repeat(1000, (i) => row(drug(i)))}</div>`,
  );
};

const list = (): string =>
  page(
    `<h2>Medicamentos administrados</h2><ul>${repeat(ROWS, (i) => `<li>Fármaco ${i} ${1 + (i % 9)} g EV c/${4 + (i % 3) * 4} h</li>`)}</ul>`,
  );

/** By what they are built of. */
export const bigCharts = (): Record<'tables' | 'grid' | 'list', string> => ({
  tables: tables(),
  grid: grid(),
  list: list(),
});
