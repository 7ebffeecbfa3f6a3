// Shows «Cargando…» in place of its children for the time that the hospital's network takes.
import type { ComponentChildren } from 'preact';
import { useLoaded } from './lateness.ts';

export function Late({ screen, children }: { screen: string; children: ComponentChildren }) {
  const loaded = useLoaded(screen);
  if (loaded) return <>{children}</>;
  return (
    <div class="nl-cargando" role="status" aria-live="polite">
      <span class="nl-giro" />
      Cargando…
    </div>
  );
}
