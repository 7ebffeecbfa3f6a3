/** The epicrisis as readable text. Facts are links to the chart; the arrow keys go from one to the next, Tab goes past. */
import type { TargetedKeyboardEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Segment } from '../../epicrisis/types.ts';
import type { FactId, Source } from '../../record/schema.ts';
import { t } from '../../shared/i18n.ts';
import { abbreviationsOf } from '../abbreviations.ts';
import { isByPhysician, isLocatable, sourceOf, sourceWords } from '../facts.ts';
import type { Version } from '../state/tab.ts';
import { type LineView, linesOf, type SectionView, versionView } from '../text.ts';
import { FactSpan } from './FactSpan.tsx';
import { FactTip, type Tip } from './FactTip.tsx';
import { useGrowing } from './useGrowing.ts';

interface Props {
  readonly version: Version;
  readonly writing: boolean;
  /** Null where the page no longer shows this chart. */
  readonly locate: ((source: Source) => void) | null;
  /** Explain abbreviations beside a fact (setting `expandAbbreviations`). */
  readonly expand: boolean;
}

const steps: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowRight: (at, last) => Math.min(at + 1, last),
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowLeft: (at) => Math.max(at - 1, 0),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

const moveFocus = (event: TargetedKeyboardEvent<HTMLElement>): void => {
  const facts = [...event.currentTarget.querySelectorAll<HTMLElement>('.fact')];
  const at = facts.indexOf(event.target as HTMLElement);
  const next = steps[event.key]?.(at, facts.length - 1);
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  facts[next]?.focus();
};

export const DocumentText = ({ version, writing, locate, expand }: Props) => {
  const [tip, setTip] = useState<(Tip & { id: FactId }) | null>(null);
  const [stop, setStop] = useState<FactId | null>(null);
  const { record } = version;
  const sections = versionView(version);
  const ids = sections.flatMap((s) => s.body).flatMap((segment) => segment.factId ?? []);
  let left = useGrowing(
    sections.reduce((sum, { body }) => sum + body.length, 0),
    version.jobId,
  );
  const tabStop = stop !== null && ids.includes(stop) ? stop : ids[0];

  const point = (id: FactId | null, at?: HTMLElement): void => {
    if (id === null || at === undefined) {
      setTip(null);
      return;
    }
    setStop(id);
    const words = sourceWords(record, id);
    setTip(
      words === ''
        ? null
        : {
            id,
            words,
            at,
            locatable: locate !== null && isLocatable(sourceOf(record, id)),
            abbreviations: expand ? abbreviationsOf(record, id, at.textContent ?? '') : [],
          },
    );
  };
  const open = (id: FactId): void => {
    const source = sourceOf(record, id);
    if (isLocatable(source)) locate?.(source);
  };
  const run = (segment: Segment, key: number) =>
    segment.factId === undefined ? (
      <span key={key}>{segment.text}</span>
    ) : (
      <FactSpan
        key={key}
        id={segment.factId}
        text={segment.text}
        mine={isByPhysician(record, segment.factId)}
        active={tip?.id === segment.factId}
        focusable={segment.factId === tabStop}
        open={() => segment.factId !== undefined && open(segment.factId)}
        point={point}
      />
    );
  const line = (view: LineView, key: number, last: boolean) => (
    <div key={key} class={view.kind === 'entry' ? 'line entry' : 'line'}>
      {view.segments.map(run)}
      {last && writing && <span class="caret" aria-hidden="true" />}
    </div>
  );
  const section = (view: SectionView, at: number) => {
    const lines = linesOf(view.body.slice(0, left));
    left = Math.max(0, left - view.body.length);
    return (
      <section key={`${view.id}-${at}`} class={`doc-section ${view.id}`}>
        {view.heading !== '' && <h2 class="doc-heading">{view.heading}</h2>}
        {lines.map((one, i) => line(one, i, at === sections.length - 1 && i === lines.length - 1))}
      </section>
    );
  };
  return (
    <>
      <p class="visually-hidden" id="doc-hint">
        {t('doc_hint')}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys only move between the facts, which are buttons */}
      <div
        class="doc"
        data-testid="document"
        lang="es"
        aria-describedby="doc-hint"
        aria-busy={writing}
        onKeyDown={moveFocus}
      >
        {sections.map(section)}
      </div>
      {tip !== null && <FactTip key={tip.id} tip={tip} />}
    </>
  );
};
