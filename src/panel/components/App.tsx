/** The panel: whose chart, what to do, how it stands, the text with its findings, and at the foot the way into the page. */
import type { ClinicalRecord } from '../../record/schema.ts';
import { t } from '../../shared/i18n.ts';
import { Codes } from '../codes/Codes.tsx';
import type { CodeFinder } from '../codes/finder.ts';
import { useCodeDoubts } from '../codes/useCodeDoubts.ts';
import type { FhirClerk, FhirDesk } from '../fhir/desk.ts';
import { FhirEntry } from '../fhir/FhirEntry.tsx';
import { FhirSheet } from '../fhir/FhirSheet.tsx';
import type { CheckText } from '../findings.ts';
import { uncodedEntries } from '../state/coding.ts';
import { holdsText } from '../state/page.ts';
import type { PanelState } from '../state/panel.ts';
import { screenTab } from '../state/reduce.ts';
import { isBusy, shownVersion, type Tab } from '../state/tab.ts';
import { statusOf } from '../status.ts';
import type { Dispatch } from '../store.ts';
import { TeachEntry } from '../teach/TeachEntry.tsx';
import { TeachView } from '../teach/TeachView.tsx';
import type { Teacher, Teaching } from '../teach/teaching.ts';
import { ClosedTabs } from './ClosedTabs.tsx';
import { Details } from './Details.tsx';
import { DiffDialog } from './DiffDialog.tsx';
import { Doubts } from './Doubts.tsx';
import { FindingChips } from './FindingChips.tsx';
import { InsertBar } from './InsertBar.tsx';
import { Notices } from './Notices.tsx';
import { PatientHeader } from './PatientHeader.tsx';
import { PolicyNote } from './PolicyNote.tsx';
import { Reading } from './Reading.tsx';
import { SectionsSheet } from './SectionsSheet.tsx';
import { StatusLine } from './StatusLine.tsx';
import { Summary } from './Summary.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useFindings } from './useFindings.ts';

interface Props {
  readonly panel: PanelState;
  readonly dispatch: Dispatch;
  readonly check: CheckText;
  /** Absent where the panel is only looked at. */
  readonly teacher?: Teacher;
  readonly teaching?: Teaching | null;
  readonly clerk?: FhirClerk;
  readonly finder?: CodeFinder;
  readonly desk?: FhirDesk | null;
}

const uncodedDiagnoses = (record: ClinicalRecord): number =>
  uncodedEntries(record).filter(({ kind }) => kind === 'diagnosis').length;

const Welcome = () => (
  <div class="welcome">
    <h2>{t('doc_empty_title')}</h2>
    <p>{t('doc_empty_body')}</p>
  </div>
);

const Confirm = ({ tab, dispatch }: { readonly tab: Tab; readonly dispatch: Dispatch }) => {
  const { insertion } = tab;
  if (insertion.step !== 'confirm') return null;
  if (insertion.way === 'sections')
    return <SectionsSheet tab={tab} insertion={insertion} dispatch={dispatch} />;
  const [now] = insertion.fields;
  if (now === undefined) return null;
  return (
    <DiffDialog
      now={now}
      text={insertion.entries[0]?.text ?? ''}
      field={tab.targets.find((one) => one.id === now.targetId)?.label ?? now.targetId}
      confirm={(mode) => dispatch({ type: 'user/confirm', mode })}
      cancel={() => dispatch({ type: 'user/cancel' })}
    />
  );
};

export const App = ({
  panel,
  dispatch,
  check,
  teacher,
  teaching = null,
  clerk,
  desk = null,
  finder,
}: Props) => {
  const tab = screenTab(panel);
  const status = statusOf(panel, tab);
  const version = tab === null ? null : shownVersion(tab);
  const enabled = panel.settings?.enabled === true && panel.error === null;
  const finished = tab !== null && version !== null && !isBusy(tab);
  const said = useFindings(version, check);
  const doubted = useCodeDoubts(finished && version.end !== null ? version.record : null, finder);
  const review = {
    ...said,
    // Corrected by hand, the code is gone and the doubt with it.
    findings: [...said.findings, ...doubted.filter((f) => said.text.includes(f.excerpt ?? ''))],
  };
  const text = tab !== null && holdsText(tab);
  if (teacher !== undefined && teaching !== null && enabled && tab?.tabId === teaching.tabId) {
    const read = (): void => {
      void teacher.leave();
      dispatch({ type: 'user/start' });
    };
    return (
      <div class="panel">
        <header class="head">
          <h1 class="brand">{t('teach_begin')}</h1>
        </header>
        <TeachView teaching={teaching} teacher={teacher} read={read} />
      </div>
    );
  }
  const teachable =
    enabled && panel.settings?.teaching === true && tab !== null && !isBusy(tab) && tab.stale === null;
  return (
    <div class="panel">
      <header class="head">
        <PatientHeader record={tab?.chart?.record ?? null} previous={tab?.stale === 'patient'} />
      </header>
      {tab !== null && enabled && <Toolbar panel={panel} tab={tab} dispatch={dispatch} />}
      <StatusLine status={status}>
        {finished && status.state === 'done' && (
          <FindingChips
            findings={review.findings}
            reading={version.record.reading.findings.length}
            uncoded={finder === undefined ? 0 : uncodedDiagnoses(version.record)}
          />
        )}
      </StatusLine>
      <main class="scroll">
        <ClosedTabs panel={panel} dispatch={dispatch} />
        <Notices panel={panel} tab={tab} dispatch={dispatch} />
        {enabled && tab?.chart && !isBusy(tab) && tab.stale === null && (
          <Doubts
            record={tab.chart.record}
            locate={(source) => dispatch({ type: 'user/locate', source })}
            judge={(factId, right) => dispatch({ type: 'user/judge', factId, right })}
          />
        )}
        {enabled && tab !== null && version !== null && text && (
          <Summary
            tab={tab}
            version={version}
            review={review}
            dispatch={dispatch}
            expand={panel.settings?.expandAbbreviations === true}
          />
        )}
        {finder !== undefined && enabled && finished && tab.stale === null && text && (
          <Codes tab={tab} version={version} finder={finder} dispatch={dispatch} />
        )}
        {enabled && tab?.phase === 'idle' && tab.stale === null && !text && <Welcome />}
        {enabled && tab?.chart && tab.phase !== 'reading' && <Reading chart={tab.chart} />}
        {teacher !== undefined && teachable && tab !== null && (
          <TeachEntry
            record={tab.chart?.record ?? null}
            error={tab.error}
            begin={() => void teacher.begin(tab.tabId)}
          />
        )}
        {clerk !== undefined && enabled && tab !== null && !isBusy(tab) && tab.stale !== 'closed' && (
          <FhirEntry tab={tab} clerk={clerk} dispatch={dispatch} />
        )}
        {enabled && tab !== null && text && version?.end && <Details version={version} chart={tab.chart} />}
        {panel.settings !== null && (
          <PolicyNote settings={panel.settings} locked={panel.locked} rejected={panel.rejected} />
        )}
        <p class="foot-note">{t('foot_note')}</p>
      </main>
      {enabled && tab !== null && text && !isBusy(tab) && (
        <InsertBar
          tab={tab}
          errors={review.findings.filter((f) => f.severity === 'error').length}
          dispatch={dispatch}
        />
      )}
      {clerk !== undefined && desk !== null && panel.settings !== null && (
        <FhirSheet desk={desk} clerk={clerk} settings={panel.settings} />
      )}
      {tab !== null && <Confirm tab={tab} dispatch={dispatch} />}
    </div>
  );
};
