/** Where a fact comes from, beside the fact that the pointer or the focus is on. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { GlossaryEntry } from '../../record/lexicon.ts';
import { t } from '../../shared/i18n.ts';

export interface Tip {
  readonly words: string;
  readonly at: HTMLElement;
  readonly locatable: boolean;
  /** What the fact's abbreviations stand for. */
  readonly abbreviations: readonly GlossaryEntry[];
}

const GAP = 6;
const EDGE = 8;

/** Below the fact's last line, or above its first where there is no room, never outside the panel. */
const place = (tip: HTMLElement, at: HTMLElement): { left: number; top: number } => {
  const boxes = at.getClientRects();
  const last = boxes[boxes.length - 1] ?? at.getBoundingClientRect();
  const first = boxes[0] ?? last;
  const { width, height } = tip.getBoundingClientRect();
  const below = last.bottom + GAP;
  const fits = below + height < document.documentElement.clientHeight - EDGE;
  const left = Math.min(last.left, document.documentElement.clientWidth - width - EDGE);
  return { left: Math.max(EDGE, left), top: fits ? below : first.top - height - GAP };
};

export const FactTip = ({ tip }: { readonly tip: Tip }) => {
  const ref = useRef<HTMLDivElement>(null);
  const [spot, setSpot] = useState<{ left: number; top: number } | null>(null);
  useLayoutEffect(() => {
    if (ref.current !== null) setSpot(place(ref.current, tip.at));
  }, [tip.at, tip.words]);
  return (
    <div
      ref={ref}
      id="fact-tip"
      role="tooltip"
      class="tip"
      style={spot === null ? { visibility: 'hidden' } : { left: `${spot.left}px`, top: `${spot.top}px` }}
    >
      <span>{tip.words}</span>
      {tip.abbreviations.map(({ abbreviation, sense }) => (
        <span key={abbreviation} class="tip-abbreviation" lang="es">
          <b>{abbreviation}</b> {sense}
        </span>
      ))}
      {tip.locatable && <span class="tip-go">{t('source_go')}</span>}
    </div>
  );
};
