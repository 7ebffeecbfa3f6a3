// The module menu on the left. Only the worklist works in this demo; the others are what a real menu would hold.
import { Icon, type IconName } from './Icon.tsx';

const MODULES: readonly [IconName, string][] = [
  ['swap', 'Interconsultas'],
  ['flask', 'Bandeja de exámenes'],
  ['scalpel', 'Tabla quirúrgica'],
  ['calendar', 'Agenda y controles'],
  ['file', 'Certificados e IPD/GES'],
  ['chart', 'Censo diario'],
];

export function SideMenu({ inChart }: { inChart: boolean }) {
  return (
    <nav class="nl-menu" aria-label="Módulos">
      <p class="nl-menu-tit">Atención cerrada</p>
      <ul>
        <li>
          <a href="#/" class="nl-menu-it act" aria-current={inChart ? undefined : 'page'}>
            <Icon name="bed" />
            <span>Hospitalizados</span>
          </a>
        </li>
        {MODULES.map(([icon, name]) => (
          <li key={name}>
            <span class="nl-menu-it">
              <Icon name={icon} />
              <span>{name}</span>
            </span>
          </li>
        ))}
      </ul>
    </nav>
  );
}
