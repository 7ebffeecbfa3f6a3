/** Pages that fight back, invented: each still shows one diagnosis, «Neumonía (J18.9)», unless it says otherwise. */
const HEAD = '<!doctype html><html lang="es"><meta charset="utf-8"><body>';
const DIAGNOSES =
  '<p>Paciente: Ficticia Prueba Uno RUN: 11.111.111-1 Edad: 60 años</p><h2>Diagnósticos de ingreso</h2><ul><li>Neumonía (J18.9)</li></ul>';
const CHART = `${HEAD}${DIAGNOSES}`;

/** What a page can do to the objects of its own world before anything else runs. */
const PROTOTYPES = `<script>
for (const name of ['map', 'filter', 'push', 'find', 'flatMap', 'includes', 'join'])
  Array.prototype[name] = () => { throw new Error('hostile ' + name); };
for (const name of ['replace', 'trim', 'split', 'slice']) String.prototype[name] = () => 'falso';
for (const proto of [Document.prototype, Element.prototype, DocumentFragment.prototype])
  for (const name of ['querySelector', 'querySelectorAll', 'matches', 'closest'])
    if (name in proto) proto[name] = () => [];
Object.defineProperty(Node.prototype, 'textContent', { get: () => 'Texto falso' });
Object.defineProperty(Element.prototype, 'shadowRoot', { get() { for (const e = performance.now() + 50; performance.now() < e;); return null; } });
Element.prototype.checkVisibility = () => true;
window.MutationObserver = window.MessageChannel = function () { throw new Error('hostile'); };
JSON.stringify = () => '{}';
window.getComputedStyle = () => ({});
</script>`;

const BUSY = `<div id="noise"></div><script>
let n = 0;
const noise = document.getElementById('noise');
window.busy = setInterval(() => {
  for (let i = 0; i < 20; i++) { const p = document.createElement('p'); p.textContent = 'Ruido de la página número ' + n++; noise.append(p); }
  while (noise.childElementCount > 4000) noise.firstElementChild.remove();
}, 20);
</script>`;

const words = (length: number, sentence: string): string =>
  sentence.repeat(Math.ceil(length / sentence.length)).slice(0, length);
const NOTE = 'Evoluciona estable, afebril, sin dolor; se mantiene manejo y se controla mañana. ';

export const HOSTILE = {
  'overwritten prototypes': `${HEAD}${PROTOTYPES}${DIAGNOSES}`,
  '1,000 nodes a second while it is read': `${CHART}<h2>Evoluciones</h2>${BUSY}`,
  'one text node of 1 MB': `${CHART}<h2>Evoluciones</h2><p>${words(1_000_000, NOTE)}</p>`,
  'one text node of 1 MB without a space': `${CHART}<h2>Evoluciones</h2><p>${words(1_000_000, 'Aé(;,:')}</p>`,
  'one text node of 1 MB in 20,000 lines': `${CHART}<h2>Evoluciones</h2><pre>${words(1_000_000, `${NOTE.slice(0, 49)}\n`)}</pre>`,
  '1 MB of digits and brackets in a cell': `${CHART}<h2>Exámenes</h2><table><tr><th>Examen</th><th>Resultado</th></tr><tr><td>Creatinina</td><td>${words(1_000_000, '((1.234.567-')}</td></tr></table>`,
  '20,000 icons hidden from readers': `${CHART}<div>${'<i aria-hidden="true"></i>'.repeat(20_000)}</div>`,
  '3,000 boxes one in another': `${CHART}${'<div>'.repeat(3000)}<p>fondo</p>${'</div>'.repeat(3000)}`,
  '5,000 buttons «Ver más»': `${CHART}<div>${'<p><button type="button">Ver más</button></p>'.repeat(5000)}</div>`,
  '10,000 links named as sections': `${CHART}<div>${'<a href="#x">Evoluciones</a> '.repeat(10_000)}</div>`,
  '500 frames': `${CHART}${'<iframe srcdoc="<p>marco</p>" width="10" height="10"></iframe>'.repeat(500)}`,
  'a table of 1,000 columns and spans of a million': `${CHART}<h2>Medicamentos</h2><table><tr>${'<th>Medicamento</th>'.repeat(1000)}</tr><tr><td colspan="1000000" rowspan="1000000">Paracetamol 1 g</td></tr>${'<tr><td>Paracetamol 1 g cada 8 horas</td></tr>'.repeat(200)}</table>`,
} as const satisfies Record<string, string>;
export type HostilePage = keyof typeof HOSTILE;
