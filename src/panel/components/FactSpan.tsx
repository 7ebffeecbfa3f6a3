/** A fact in the text: a copy from the chart that leads back to its place. A span, because a button cannot break lines. */
import type { TargetedKeyboardEvent } from 'preact';
import type { FactId } from '../../record/schema.ts';

interface Props {
  readonly id: FactId;
  readonly text: string;
  /** The physician gave its code. */
  readonly mine: boolean;
  readonly active: boolean;
  readonly focusable: boolean;
  readonly open: () => void;
  readonly point: (id: FactId | null, at?: HTMLElement) => void;
}

/** Up to this many characters (a date, a RUN) a fact is kept on one line. */
const UNBROKEN = 16;

export const FactSpan = ({ id, text, mine, active, focusable, open, point }: Props) => {
  const press = (event: TargetedKeyboardEvent<HTMLSpanElement>) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    open();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <button> is one box and cannot break across lines of text
    <span
      role="button"
      class={`fact${text.length <= UNBROKEN ? ' whole' : ''}${mine ? ' mine' : ''}`}
      data-testid="fact"
      data-fact-id={id}
      tabIndex={focusable ? 0 : -1}
      aria-current={active ? 'location' : undefined}
      aria-describedby={active ? 'fact-tip' : undefined}
      onClick={open}
      onKeyDown={press}
      onMouseEnter={(event) => point(id, event.currentTarget)}
      onMouseLeave={() => point(null)}
      onFocus={(event) => point(id, event.currentTarget)}
      onBlur={() => point(null)}
    >
      {text}
    </span>
  );
};
