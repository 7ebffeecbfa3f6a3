/** One version of the summary: its text or its editor, and what the check says of it. */
import { t } from '../../shared/i18n.ts';
import { findInText } from '../find-in-text.ts';
import type { Review } from '../findings.ts';
import { isBusy, isWriting, type Tab, type Version, versionText } from '../state/tab.ts';
import type { Dispatch } from '../store.ts';
import { DocumentEditor } from './DocumentEditor.tsx';
import { DocumentText } from './DocumentText.tsx';
import { DocumentTools } from './DocumentTools.tsx';
import { Findings } from './Findings.tsx';

interface Props {
  readonly tab: Tab;
  readonly version: Version;
  readonly review: Review;
  readonly dispatch: Dispatch;
  /** Explain abbreviations beside a fact. */
  readonly expand: boolean;
}

export const Summary = ({ tab, version, review, dispatch, expand }: Props) => {
  const writing = isWriting(tab);
  const text = versionText(version);
  const locate = (source: Parameters<Extract<Parameters<typeof Findings>[0]['locate'], object>>[0]) =>
    dispatch({ type: 'user/locate', source });
  return (
    <>
      <section class={tab.stale === null ? 'paper' : 'paper stale'} aria-label={t('doc_region')}>
        {!writing && <DocumentTools tab={tab} version={version} busy={isBusy(tab)} dispatch={dispatch} />}
        {tab.editing ? (
          <DocumentEditor text={text} change={(edited) => dispatch({ type: 'user/edit', text: edited })} />
        ) : (
          <DocumentText
            key={version.jobId}
            version={version}
            writing={writing}
            locate={tab.stale === null ? locate : null}
            expand={expand}
          />
        )}
      </section>
      {!writing && (
        <Findings
          review={review}
          record={version.record}
          text={text}
          whole={version.end?.state === 'done' || version.edited !== null}
          locate={tab.stale === null ? locate : null}
          findInText={(finding) => findInText(finding, review.text)}
          correct={
            tab.stale === null && !isBusy(tab)
              ? (fix) => dispatch({ type: 'user/correct', fix, checked: review.text })
              : null
          }
          undo={
            (version.corrected?.length ?? 0) > 0 && tab.stale === null
              ? () => dispatch({ type: 'user/uncorrect' })
              : null
          }
        />
      )}
    </>
  );
};
