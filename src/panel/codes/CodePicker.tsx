/**
 * A search for a code: type, go through the candidates with the arrow keys or the pointer, choose with Enter or a click
 * (the combobox of ARIA's authoring practices). Nothing is chosen by itself.
 */
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../shared/i18n.ts';
import type { CodedKind } from '../state/coding.ts';
import type { CodeFinder } from './finder.ts';
import { Option } from './Option.tsx';
import type { FoundCode } from './protocol.ts';
import { useCandidates } from './useCandidates.ts';

interface Props {
  readonly finder: CodeFinder;
  readonly kind: CodedKind;
  readonly initial: string;
  readonly label: string;
  readonly choose: (found: FoundCode, typed: string) => void;
  readonly close: () => void;
  readonly openOptions: () => void;
}

const TOP = 8;

const NoList = ({ openOptions }: { readonly openOptions: () => void }) => (
  <p class="codes-none" data-testid="codes-no-list">
    {t('codes_no_list')}{' '}
    <button type="button" class="link" onClick={openOptions}>
      {t('codes_open_options')}
    </button>
  </p>
);

export const CodePicker = ({ finder, kind, initial, label, choose, close, openOptions }: Props) => {
  const id = useId();
  const [text, setText] = useState(initial);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const answer = useCandidates(finder, kind, text, TOP);
  const candidates = answer?.candidates ?? [];
  useLayoutEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const goTo = (next: number): void => {
    setActive(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  const press = (event: KeyboardEvent): void => {
    // What is on screen may still answer the letters before the last one.
    const found = answer?.of === text ? candidates[active] : undefined;
    if (event.key === 'Escape') close();
    else if (event.key === 'ArrowDown') goTo(Math.max(0, Math.min(active + 1, candidates.length - 1)));
    else if (event.key === 'ArrowUp') goTo(Math.max(active - 1, 0));
    else if (event.key === 'Enter' && found !== undefined) choose(found, text);
    else return;
    event.preventDefault();
  };
  return (
    <div class="code-picker" data-testid="code-picker">
      <div class="code-search">
        <input
          ref={input}
          class="code-input"
          data-testid="code-input"
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded={candidates.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={candidates[active] === undefined ? undefined : `${id}-${active}`}
          autocomplete="off"
          spellcheck={false}
          placeholder={t('codes_placeholder')}
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={press}
        />
        <button type="button" class="button quiet" onClick={close}>
          {t('codes_close')}
        </button>
      </div>
      <div id={`${id}-list`} class="code-list" role="listbox" aria-label={label}>
        {candidates.map((found, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's, which keeps the focus
          <div
            key={`${found.system}-${found.code}-${found.name}`}
            id={`${id}-${i}`}
            class={i === active ? 'code-option active' : 'code-option'}
            role="option"
            tabIndex={-1}
            aria-selected={i === active}
            data-testid="code-option"
            data-code={found.code}
            onMouseMove={() => setActive(i)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(found, text)}
          >
            <Option found={found} />
          </div>
        ))}
      </div>
      <p class="codes-none" role="status">
        {answer !== null && candidates.length === 0 && answer.systems.length > 0 && text.trim() !== ''
          ? t('codes_nothing')
          : ''}
      </p>
      {answer !== null && answer.systems.length === 0 && <NoList openOptions={openOptions} />}
    </div>
  );
};
