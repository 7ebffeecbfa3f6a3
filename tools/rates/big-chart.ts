/** A chart of 5,000 rows, invented, for measuring. */
const ROWS = 5000;

export const bigChart = (): string => {
  const part = (n: number, row: (i: number) => string): string =>
    Array.from({ length: n }, (_, i) => row(i)).join('');
  return `<!doctype html><html lang="es"><head><meta charset="utf-8"><style>td,th{border:1px solid #ccc}.sr{position:absolute;width:1px;height:1px;overflow:hidden}</style></head><body>
<p>Paciente: Ficticia Prueba Uno RUN: 11.111.111-1 Edad: 60 años</p>
<h2>Diagnósticos de ingreso</h2><table><tr><th>Código</th><th>Diagnóstico</th></tr><tr><td>J18.9</td><td>Neumonía</td></tr></table>
<h2>Exámenes</h2><table><thead><tr><th>Fecha</th><th>Examen<span class="sr">Ordenar</span></th><th>Resultado</th><th>Unidad</th><th>Referencia</th></tr></thead><tbody>${part(ROWS - 1000, (i) => `<tr><td>0${1 + (i % 9)}/05/2025</td><td>Examen ${i % 40}</td><td>${i % 97},${i % 10}</td><td>mg/dL</td><td>1 - 9</td></tr>`)}</tbody></table>
<h2>Medicamentos administrados</h2><table><thead><tr><th>Medicamento</th><th>Dosis</th><th>Vía</th><th>Frecuencia</th></tr></thead><tbody>${part(1000, (i) => `<tr><td>Fármaco ${i}</td><td>${1 + (i % 9)} g</td><td>EV</td><td>c/${4 + (i % 3) * 4} h</td></tr>`)}</tbody></table></body></html>`;
};
