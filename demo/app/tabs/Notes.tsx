// «Evoluciones»: free text by day, the newest first; long ones are folded until somebody asks for the rest.
import { useState } from 'preact/hooks';
import type { Patient, ProgressNote } from '../../model.ts';

/** Notes longer than this many characters start folded. */
const FOLDED_OVER = 380;

export function Notes({ patient }: { patient: Patient }) {
  const days = byDay([...patient.notes].reverse());
  return (
    <>
      <div class="nl-panel-tit">
        <h2>Evoluciones</h2>
        <span class="nl-firma">
          {patient.notes.length} {patient.notes.length === 1 ? 'registro' : 'registros'} · más recientes
          primero
        </span>
      </div>
      {patient.notes.length === 0 && <p class="nl-vacio">Sin evoluciones registradas</p>}
      {days.map(([day, notes]) => (
        <section key={day} class="nl-dia">
          <h3>{day}</h3>
          {notes.map((note) => (
            <NoteCard key={`${note.at} ${note.author}`} note={note} />
          ))}
        </section>
      ))}
    </>
  );
}

function NoteCard({ note }: { note: ProgressNote }) {
  const long = note.text.length > FOLDED_OVER;
  const [unfolded, setUnfolded] = useState(false);
  return (
    <article class="nl-evo">
      <header>
        <time>{note.at}</time>
        <span class="nl-evo-autor">{note.author}</span>
        <span class="nl-evo-rol">{note.role}</span>
      </header>
      {note.text === '' ? (
        <p class="nl-vacio">(sin texto)</p>
      ) : (
        <p class={long && !unfolded ? 'nl-evo-txt plegada' : 'nl-evo-txt'}>{note.text}</p>
      )}
      {long && (
        <button
          type="button"
          class="nl-lnk"
          aria-expanded={unfolded}
          onClick={() => setUnfolded((before) => !before)}
        >
          {unfolded ? 'ver menos' : 'ver más'}
        </button>
      )}
    </article>
  );
}

/** Groups notes by the date that begins their stamp, in the order given. */
function byDay(notes: ProgressNote[]): [string, ProgressNote[]][] {
  const days = new Map<string, ProgressNote[]>();
  for (const note of notes) {
    const day = note.at.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), note]);
  }
  return [...days];
}
