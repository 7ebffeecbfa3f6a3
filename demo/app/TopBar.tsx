// The dark bar on top: the hospital, the search box and who is logged in.
import type { Patient } from '../model.ts';
import { Icon } from './Icon.tsx';
import { PatientSearch } from './PatientSearch.tsx';

export function TopBar({ patients }: { patients: Patient[] }) {
  return (
    <header class="nl-top">
      <a class="nl-logo" href="#/" title="Ir al listado de pacientes">
        <svg viewBox="0 0 32 32" aria-hidden="true" class="nl-logo-ico">
          <rect x="1" y="1" width="30" height="30" rx="4" fill="#fff" />
          <path d="M13.5 7h5v6.5H25v5h-6.5V25h-5v-6.5H7v-5h6.5z" fill="#0f4c81" />
        </svg>
        <span class="nl-logo-txt">
          <strong>Hospital Clínico Los Aromos</strong>
          <small>Servicio de Salud Valle Central · Ficha Clínica Electrónica</small>
        </span>
      </a>
      <PatientSearch patients={patients} />
      <div class="nl-usr">
        <Icon name="user" />
        <span>
          <strong>Dra. A. Litre Tineo</strong>
          <small>Médico · Hospitalizados</small>
        </span>
        <button type="button" class="nl-usr-salir" title="Cerrar sesión">
          <Icon name="exit" />
          <span class="nl-sr">Cerrar sesión</span>
        </button>
      </div>
    </header>
  );
}
