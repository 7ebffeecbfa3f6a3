// The frame of every screen (top bar, menu, footer) and the choice of the screen in it.
import { findPatient, patients } from '../patients/index.ts';
import { Chart } from './Chart.tsx';
import { useRoute } from './route.ts';
import { SideMenu } from './SideMenu.tsx';
import { TopBar } from './TopBar.tsx';
import { Worklist } from './Worklist.tsx';

export function App() {
  const route = useRoute();
  const patient = route.screen === 'chart' ? findPatient(route.chartNumber) : undefined;
  return (
    <div class="nl-app">
      <TopBar patients={patients} />
      <div class="nl-body">
        <SideMenu inChart={route.screen === 'chart'} />
        <main class="nl-main">
          {route.screen === 'worklist' && <Worklist patients={patients} />}
          {route.screen === 'chart' && patient && (
            // The key makes another patient another chart: no state of the previous one survives the change.
            <Chart key={patient.chartNumber} patient={patient} patients={patients} firstTab={route.tab} />
          )}
          {route.screen === 'chart' && !patient && <ChartNotFound chartNumber={route.chartNumber} />}
        </main>
      </div>
      <footer class="nl-foot">
        <span>Nalca FCE v4.12.3 (prod-02)</span>
        <span>Hospital Clínico Los Aromos · Unidad de Informática en Salud · Mesa de Ayuda anexo 4400</span>
      </footer>
    </div>
  );
}

function ChartNotFound({ chartNumber }: { chartNumber: string }) {
  return (
    <section class="nl-pnl">
      <h1 class="nl-title">Ficha no encontrada</h1>
      <p class="nl-vacio">
        No existe la ficha {chartNumber} en este establecimiento. <a href="#/">Volver al listado</a>
      </p>
    </section>
  );
}
