/**
 * Entries read with little certainty, before the text that holds them: what each was taken for and why, shown on the page at
 * a press, then confirmed or taken out by the physician.
 */
import type { ClinicalRecord, Fact, FactId, Source } from '../../record/schema.ts';
import { t, tn } from '../../shared/i18n.ts';
import { isLocatable } from '../facts.ts';
import { sectionTaking, sectionTitle } from '../sections.ts';
import { doubtful } from '../state/judging.ts';
import { Icon } from './Icon.tsx';
import { LongList } from './LongList.tsx';

interface Acts {
  readonly locate: (source: Source) => void;
  readonly judge: (factId: FactId, right: boolean) => void;
}

interface Props extends Acts {
  readonly record: ClinicalRecord;
}

/** More are folded: the text is what the physician came for. */
const SHOWN = 3;

const takenFor = ({ kind, moment, source }: Fact): string => {
  const id = sectionTaking(kind, moment);
  const section = id === null ? tn(`kind_${kind}`, 1) : sectionTitle(id);
  const why = source.type === 'page' ? source.why : undefined;
  return why === undefined ? t('doubts_taken', { section }) : t('doubts_taken_why', { section, why });
};

const Doubt = ({ fact, locate, judge }: Acts & { readonly fact: Fact }) => {
  const { id, text, code, source } = fact;
  const named = (words: string): string => `${words}: ${text}`;
  return (
    <li class="doubt" data-testid="doubt" data-fact={id}>
      <p>
        <strong>{code === undefined ? text : `${text} (${code})`}</strong>
      </p>
      <p class="doubt-why">{takenFor(fact)}</p>
      <div class="doubt-acts">
        <button
          type="button"
          class="button small"
          data-testid="doubt-right"
          aria-label={named(t('doubts_right'))}
          onClick={() => judge(id, true)}
        >
          {t('doubts_right')}
        </button>
        <button
          type="button"
          class="button small"
          data-testid="doubt-wrong"
          aria-label={named(t('doubts_wrong'))}
          onClick={() => judge(id, false)}
        >
          {t('doubts_wrong')}
        </button>
        {isLocatable(source) && (
          <button
            type="button"
            class="link"
            data-testid="doubt-show"
            aria-label={named(t('findings_show'))}
            onClick={() => locate(source)}
          >
            {t('findings_show')}
          </button>
        )}
      </div>
    </li>
  );
};

export const Doubts = ({ record, ...acts }: Props) => {
  const facts = doubtful(record);
  if (facts.length === 0) return null;
  const list = (some: readonly Fact[]) => (
    <LongList items={some} row={(fact) => <Doubt key={fact.id} fact={fact} {...acts} />} />
  );
  const more = facts.slice(SHOWN);
  return (
    <section class="doubts" aria-labelledby="doubts-title">
      <h2 class="block-title" id="doubts-title">
        <Icon name="warning" />
        {t('doubts_title')}
      </h2>
      {list(facts.slice(0, SHOWN))}
      {more.length > 0 && (
        <details>
          <summary>{tn('doubts_more', more.length)}</summary>
          {list(more)}
        </details>
      )}
    </section>
  );
};
