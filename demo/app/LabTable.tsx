// Laboratory results in one long table: each sample has a title row, and the column headings come again with each one.
import type { LabPanel, LabResult } from '../model.ts';

const HEADERS = ['Examen', 'Resultado', 'Unidad', 'Valor de referencia'] as const;

export function LabTable({ panels }: { panels: LabPanel[] }) {
  if (panels.length === 0) return <p class="nl-vacio">Sin resultados de laboratorio</p>;
  return (
    <div class="nl-grid-marco">
      <table class="nl-grid nl-lab">
        {panels.map((panel) => (
          <tbody key={`${panel.name} ${panel.takenAt}`}>
            <tr class="nl-lab-grupo">
              <th colSpan={5} scope="rowgroup">
                {panel.name} <span>Toma de muestra: {panel.takenAt}</span>
              </th>
            </tr>
            <tr class="nl-lab-enc">
              <th scope="col" class="col-ico">
                <span class="nl-sr">Alerta</span>
              </th>
              {HEADERS.map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
            {panel.results.map((result) => (
              <LabRow key={result.name} result={result} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

const MARKS: Record<LabResult['flag'], string> = { '': '', alto: '▲', bajo: '▼', crítico: '‼' };

function LabRow({ result }: { result: LabResult }) {
  return (
    <tr class={result.flag === '' ? undefined : 'nl-lab-alt'}>
      <td class="col-ico">
        {result.flag !== '' && (
          <>
            <span aria-hidden="true">{MARKS[result.flag]}</span>
            <span class="nl-sr">Valor {result.flag}</span>
          </>
        )}
      </td>
      <td>{result.name}</td>
      <td class="num nl-lab-val">{result.value === '' ? 'nan' : result.value}</td>
      <td>{result.unit === '' ? '--' : result.unit}</td>
      <td>{result.range === '' ? '--' : result.range}</td>
    </tr>
  );
}
