/** A field as it would be, with what it loses struck through and what it gains underlined. */
import { useMemo } from 'preact/hooks';
import { t } from '../../shared/i18n.ts';
import type { FieldNow, InsertMode } from '../../shared/messages.ts';
import { type DiffRun, fieldAfter, wordDiff } from '../diff.ts';

const Run = ({ run }: { readonly run: DiffRun }) => {
  if (run.kind === 'same') return <span>{run.text}</span>;
  return run.kind === 'removed' ? <del>{run.text}</del> : <ins>{run.text}</ins>;
};

export const DiffLegend = () => (
  <span class="legend">
    <del>{t('diff_removed')}</del> <ins>{t('diff_added')}</ins>
  </span>
);

interface Props {
  readonly now: FieldNow;
  readonly text: string;
  readonly mode: InsertMode;
  readonly label: string;
  readonly testId: string;
}

export const Diff = ({ now, text, mode, label, testId }: Props) => {
  const runs = useMemo(
    () => wordDiff(now.current, fieldAfter(now, text, mode)),
    [now.current, now.cursor, text, mode],
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the keyboard
    <section class="diff" data-testid={testId} lang="es" tabIndex={0} aria-label={label}>
      {runs.map((run, i) => (
        <Run key={i} run={run} />
      ))}
    </section>
  );
};
