/** How far a download, a check or a copy is: a bar, and the same in words. */
import type { Work } from '../../engine/store/work.ts';
import { type MessageKey, t } from '../../shared/i18n.ts';
import { sizeText, timeText } from './amounts.ts';
import type { Card } from './cards.ts';

interface Props {
  readonly card: Card;
  readonly work: Work;
  readonly language: 'es' | 'en';
  readonly halted?: boolean;
}

export const WorkBar = ({ card, work, language, halted = false }: Props) => {
  const { phase, bytes, total, speed, secondsLeft } = work;
  const words = t(halted ? 'models_halted' : (`models_phase_${phase}` as MessageKey));
  const size = (n: number): string => sizeText(n, language);
  const amount =
    total === undefined ? size(bytes) : t('models_of', { done: size(bytes), total: size(total) });
  const facts = [
    ...(phase === 'asking' ? [] : [amount]),
    ...(speed === undefined ? [] : [t('models_speed', { speed: size(speed) })]),
    ...(secondsLeft === undefined ? [] : [t('models_left', { time: timeText(secondsLeft) })]),
  ];
  return (
    <div class={`work ${halted ? 'halted' : ''}`} data-testid="work" data-phase={halted ? 'halted' : phase}>
      <progress
        aria-label={`${words}: ${card.name}`}
        max={1}
        // Without a value the bar says that nobody knows how long.
        {...(total === undefined || phase === 'asking'
          ? {}
          : { value: total === 0 ? 1 : Math.min(1, bytes / total) })}
      />
      <p>
        <span class="work-what">{words}</span> {facts.join(' · ')}
      </p>
    </div>
  );
};
