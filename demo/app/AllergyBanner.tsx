// The strip of allergies and adverse drug reactions: red when there are any, grey when the chart says nothing.
import type { Allergies } from '../model.ts';
import { Icon } from './Icon.tsx';

export function AllergyBanner({ allergies }: { allergies: Allergies }) {
  return (
    <section class={`nl-ram nl-ram-${TONES[allergies.status]}`} aria-label="Alergias y RAM">
      <strong class="nl-ram-tit">
        {allergies.status === 'known' && <Icon name="alert" />}
        Alergias / RAM
      </strong>
      {allergies.status === 'silent' && <span>Sin registro</span>}
      {allergies.status === 'denied' && <span>{allergies.text}</span>}
      {allergies.status === 'known' && (
        <ul>
          {allergies.items.map((item) => (
            <li key={item.agent}>
              <b>{item.agent}</b>
              {item.reaction !== '' && `: ${item.reaction}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const TONES = { silent: 'gris', denied: 'verde', known: 'roja' } as const;
