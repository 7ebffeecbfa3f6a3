/** One version of the summary: its text or its editor, and what the check says of it. */
import type { Finding } from '../../epicrisis/types.ts';
import { t } from '../../shared/i18n.ts';
import { findInText } from '../find-in-text.ts';
import { isBusy, isWriting, type Tab, type Version, versionText } from '../state/tab.ts';
import type { Dispatch } from '../store.ts';
import { DocumentEditor } from './DocumentEditor.tsx';
import { DocumentText } from './DocumentText.tsx';
import { DocumentTools } from './DocumentTools.tsx';
import { Findings } from './Findings.tsx';

interface Props {
  readonly tab: Tab;
  readonly version: Version;
  readonly findings: readonly Finding[];
  readonly dispatch: Dispatch;
}

export const Summary = ({ tab, version, findings, dispatch }: Props) => {
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
          />
        )}
      </section>
      {!writing && (
        <Findings
          findings={findings}
          record={version.record}
          text={text}
          whole={version.end?.state === 'done' || version.edited !== null}
          locate={tab.stale === null ? locate : null}
          findInText={findInText}
        />
      )}
    </>
  );
};
