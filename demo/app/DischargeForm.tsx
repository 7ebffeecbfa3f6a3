// The form of the epicrisis. Its fields are of the four kinds that text insertion meets in the wild: a plain textarea,
// a rich text editor, and inputs that a framework owns. A signed epicrisis turns all of them read-only.
import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Patient } from '../model.ts';
import { ControlledField } from './ControlledField.tsx';
import { type Draft, draftOf, saveDraft } from './drafts.ts';
import { Icon } from './Icon.tsx';
import { RichText } from './RichText.tsx';

const CONDITIONS = ['Mejorado', 'Estable', 'Sin cambios', 'Grave', 'Fallecido'];
const SUMMARY_LIMIT = 8000;

export function DischargeForm({ patient }: { patient: Patient }) {
  const [folded, setFolded] = useState(false);
  return (
    <section class="nl-bloque nl-epi">
      <h3>
        Redacción de epicrisis
        <button type="button" class="nl-lnk" aria-expanded={!folded} onClick={() => setFolded(!folded)}>
          {folded ? 'Mostrar formulario' : 'Ocultar formulario'}
        </button>
      </h3>
      {!folded && <Fields patient={patient} />}
    </section>
  );
}

function Fields({ patient }: { patient: Patient }) {
  const { signed } = patient.discharge;
  const [draft, setDraft] = useState<Draft>(() => draftOf(patient));
  const [message, setMessage] = useState('');
  const readOnly = signed !== undefined;

  const save = (form: HTMLFormElement): void => {
    const now = { ...draft, ...uncontrolledTexts(form) };
    setDraft(now);
    saveDraft(patient.chartNumber, now);
  };

  const sign = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    document.body.dataset.submitted = 'si';
    save(event.currentTarget);
    setMessage('Epicrisis firmada y cerrada.');
  };

  return (
    <form class="nl-form" id="frmEpicrisis" autocomplete="off" onSubmit={sign}>
      {signed && (
        <p class="nl-aviso">
          <Icon name="lock" />
          Epicrisis firmada por {signed.by} el {signed.at}. Solo lectura.
        </p>
      )}
      <div class="nl-form-fila">
        <ControlledField
          id="txtDxPrincipal"
          label="Diagnóstico principal de egreso"
          value={draft.mainDiagnosis}
          readOnly={readOnly}
          onChange={(mainDiagnosis) => setDraft({ ...draft, mainDiagnosis })}
        />
        <div class="nl-campo nl-campo-chico">
          <label for="cboCondicion">Condición al egreso</label>
          <select
            id="cboCondicion"
            name="condicion"
            value={draft.condition}
            disabled={readOnly}
            onChange={(event) => setDraft({ ...draft, condition: event.currentTarget.value })}
          >
            <option value="">Seleccione…</option>
            {CONDITIONS.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </div>
      </div>
      <div class="nl-campo">
        <label for="txtResumen">Resumen de epicrisis</label>
        <textarea
          id="txtResumen"
          name="resumen"
          rows={8}
          maxLength={SUMMARY_LIMIT}
          readOnly={readOnly}
          defaultValue={draft.summary}
        />
      </div>
      <RichText
        id="edEvolucion"
        label="Evolución (texto enriquecido)"
        text={draft.course}
        readOnly={readOnly}
      />
      <ControlledField
        id="txtIndicaciones"
        label="Indicaciones"
        rows={3}
        value={draft.instructions}
        readOnly={readOnly}
        onChange={(instructions) => setDraft({ ...draft, instructions })}
      />
      <div class="nl-form-bot">
        <span class="nl-form-msg" role="status">
          {message}
        </span>
        <button type="button" class="nl-btn" onClick={() => print()}>
          <Icon name="print" />
          Imprimir
        </button>
        <button
          type="button"
          class="nl-btn"
          disabled={readOnly}
          onClick={(event) => {
            const { form } = event.currentTarget;
            if (!form) return;
            save(form);
            setMessage('Borrador guardado.');
          }}
        >
          Guardar borrador
        </button>
        <button type="submit" class="nl-btn nl-btn-pri" disabled={readOnly}>
          <Icon name="lock" />
          Firmar y cerrar epicrisis
        </button>
      </div>
    </form>
  );
}

/** What the fields hold that no state follows: the plain textarea and the rich text editor. */
function uncontrolledTexts(form: HTMLFormElement): Pick<Draft, 'summary' | 'course'> {
  return {
    summary: form.querySelector<HTMLTextAreaElement>('#txtResumen')?.value ?? '',
    course: form.querySelector<HTMLElement>('#edEvolucion')?.innerText ?? '',
  };
}
