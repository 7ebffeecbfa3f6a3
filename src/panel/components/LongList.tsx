/** A list that may be thousands of rows long: some at first, more at a press. Drawn all at once it would stop the panel. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../shared/i18n.ts';

const FIRST = 60;
const MORE = 240;

interface Props<T> {
  readonly items: readonly T[];
  /** An `<li>`. */
  readonly row: (item: T, at: number) => ComponentChildren;
}

export const LongList = <T,>({ items, row }: Props<T>) => {
  const [limit, setLimit] = useState(FIRST);
  const left = items.length - limit;
  return (
    <>
      <ul>{items.slice(0, limit).map(row)}</ul>
      {left > 0 && (
        <button type="button" class="link" data-testid="list-more" onClick={() => setLimit(limit + MORE)}>
          {t('list_more', { n: Math.min(left, MORE), left })}
        </button>
      )}
    </>
  );
};
