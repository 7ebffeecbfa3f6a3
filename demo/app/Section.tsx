// A titled block of a tab.
import type { ComponentChildren } from 'preact';

export function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="nl-bloque">
      <h3>{title}</h3>
      <div class="nl-bloque-cont">{children}</div>
    </section>
  );
}

/** Free text, or the words that the product shows where nobody wrote any. */
export function FreeText({ text }: { text: string }) {
  return text === '' ? <p class="nl-vacio">Sin registros</p> : <p class="nl-texto">{text}</p>;
}

export function TextList({ items, ordered = false }: { items: string[]; ordered?: boolean }) {
  if (items.length === 0) return <p class="nl-vacio">Sin registros</p>;
  const rows = items.map((item) => <li key={item}>{item}</li>);
  return ordered ? <ol class="nl-lst">{rows}</ol> : <ul class="nl-lst">{rows}</ul>;
}
