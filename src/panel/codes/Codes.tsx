/**
 * Codes, below the text: what the chart leaves without one, what the physician coded, and a search for anything else. Diagnoses
 * stand open, since they are what is coded in every summary; procedures and drugs are many and wait behind their count.
 */
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { t, tn } from '../../shared/i18n.ts';
import { LongList } from '../components/LongList.tsx';
import {
  CODED_KINDS,
  type CodedKind,
  type Entry,
  physicianCoded,
  type TextRange,
  type TypedEntry,
  uncodedEntries,
} from '../state/coding.ts';
import type { Tab, Version } from '../state/tab.ts';
import type { Dispatch } from '../store.ts';
import { AddCoded } from './AddCoded.tsx';
import type { CodeFinder } from './finder.ts';
import type { FoundCode } from './protocol.ts';
import { UncodedRow } from './UncodedRow.tsx';

interface Props {
  readonly tab: Tab;
  readonly version: Version;
  readonly finder: CodeFinder;
  readonly dispatch: Dispatch;
}

/** More entries than these are offered one code each, so that the list can be looked over. */
const FEW = 3;

/** Where the cursor stands in the text under the physician's hand. */
const cursorRange = (): TextRange | undefined => {
  const editor = document.querySelector<HTMLTextAreaElement>('textarea.editor');
  return editor === null ? undefined : { start: editor.selectionStart, end: editor.selectionEnd };
};

const Coded = ({ entry, undo }: { readonly entry: Entry; readonly undo: () => void }) => (
  <li class="coded" data-testid="coded" data-code={entry.code}>
    <p>
      {entry.text} <span class="code-of">{entry.code}</span>
      <span class="code-why">{t('codes_by_physician')}</span>
    </p>
    <button
      type="button"
      class="link"
      data-testid="uncode"
      aria-label={t('codes_undo_of', { text: entry.text })}
      onClick={undo}
    >
      {t('act_undo')}
    </button>
  </li>
);

export const Codes = ({ tab, version, finder, dispatch }: Props) => {
  const [adding, setAdding] = useState(false);
  const { record } = version;
  const uncoded = uncodedEntries(record);
  const coded = physicianCoded(record);
  const openOptions = () => dispatch({ type: 'user/options' });
  const section = useRef<HTMLElement>(null);
  const choose = ({ ids }: Entry, { code, system }: FoundCode): void => {
    dispatch({ type: 'user/code', ids, code, system });
    // What had the focus is gone.
    section.current?.focus({ preventScroll: true });
  };
  const add = (entry: TypedEntry): void => {
    const at = tab.editing ? cursorRange() : undefined;
    dispatch({ type: 'user/code-add', entry, ...(at === undefined ? {} : { at }) });
    setAdding(false);
  };
  const rows = (kind: CodedKind) => {
    const entries = uncoded.filter((entry) => entry.kind === kind);
    return (
      <LongList
        items={entries}
        row={(entry) => (
          <UncodedRow
            key={entry.ids[0]}
            entry={entry}
            finder={finder}
            offered={entries.length > FEW ? 1 : 3}
            choose={choose}
            openOptions={openOptions}
          />
        )}
      />
    );
  };
  const group = (kind: CodedKind) => {
    const n = uncoded.filter((entry) => entry.kind === kind).length;
    if (n === 0) return null;
    const title = tn(`codes_without_${kind}`, n);
    if (kind === 'diagnosis')
      return (
        <div key={kind}>
          <h3 class="small-title">{title}</h3>
          {rows(kind)}
        </div>
      );
    return <Folded key={kind} kind={kind} title={title} rows={() => rows(kind)} />;
  };
  return (
    <section
      ref={section}
      class="codes"
      id="codes"
      tabIndex={-1}
      aria-labelledby="codes-title"
      data-testid="codes"
    >
      <h2 class="block-title" id="codes-title">
        {t('codes_title')}
      </h2>
      {coded.length > 0 && (
        <ul aria-live="polite">
          {coded.map((entry) => (
            <Coded
              key={entry.ids[0]}
              entry={entry}
              undo={() => dispatch({ type: 'user/uncode', ids: entry.ids })}
            />
          ))}
        </ul>
      )}
      {CODED_KINDS.map(group)}
      {adding ? (
        <AddCoded
          finder={finder}
          editing={tab.editing}
          add={add}
          close={() => setAdding(false)}
          openOptions={openOptions}
        />
      ) : (
        <button type="button" class="link" data-testid="code-add" onClick={() => setAdding(true)}>
          {t(tab.editing ? 'codes_add_edit' : 'codes_add')}
        </button>
      )}
    </section>
  );
};

/** A closed group asks nothing of the catalogs until it is opened. */
const Folded = ({
  kind,
  title,
  rows,
}: {
  readonly kind: CodedKind;
  readonly title: string;
  readonly rows: () => ComponentChildren;
}) => {
  const [open, setOpen] = useState(false);
  return (
    <details
      class="uncoded-group"
      data-testid={`uncoded-${kind}`}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{title}</summary>
      {open && rows()}
    </details>
  );
};
