/** An entry without a code: its likeliest codes, one press each, and the search for any other. */
import { useState } from 'preact/hooks';
import { t } from '../../shared/i18n.ts';
import type { Entry } from '../state/coding.ts';
import { CodePicker } from './CodePicker.tsx';
import type { CodeFinder } from './finder.ts';
import { Option } from './Option.tsx';
import type { FoundCode } from './protocol.ts';
import { useCandidates } from './useCandidates.ts';

interface Props {
  readonly entry: Entry;
  readonly finder: CodeFinder;
  /** How many codes stand ready to be pressed. */
  readonly offered: number;
  readonly choose: (entry: Entry, found: FoundCode) => void;
  readonly openOptions: () => void;
}

export const UncodedRow = ({ entry, finder, offered, choose, openOptions }: Props) => {
  const [searching, setSearching] = useState(false);
  const answer = useCandidates(finder, entry.kind, entry.text, offered);
  const candidates = answer?.candidates ?? [];
  return (
    <li class="uncoded" data-testid="uncoded" data-kind={entry.kind}>
      <p class="uncoded-text">{entry.text}</p>
      {searching ? (
        <CodePicker
          finder={finder}
          kind={entry.kind}
          initial={entry.text}
          label={t('codes_search_for', { text: entry.text })}
          choose={(found) => choose(entry, found)}
          close={() => setSearching(false)}
          openOptions={openOptions}
        />
      ) : (
        <>
          {candidates.map((found) => (
            <button
              key={`${found.system}-${found.code}-${found.name}`}
              type="button"
              class="code-option offered"
              data-testid="code-offer"
              data-code={found.code}
              onClick={() => choose(entry, found)}
            >
              <Option found={found} />
            </button>
          ))}
          {answer !== null && candidates.length === 0 && (
            <p class="codes-none">{t(answer.systems.length === 0 ? 'codes_no_list' : 'codes_nothing')}</p>
          )}
          <button type="button" class="link" data-testid="code-search" onClick={() => setSearching(true)}>
            {t(candidates.length > 0 ? 'codes_other' : 'codes_search')}
          </button>
        </>
      )}
    </li>
  );
};
