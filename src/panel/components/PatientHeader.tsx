/** Whose summary this is: the first thing on the screen, so that no text is ever read for the wrong patient. */
import type { Charted, ClinicalRecord } from '../../record/schema.ts';
import { t } from '../../shared/i18n.ts';

const text = (value: Charted | undefined): string[] => (value === undefined ? [] : [value.text]);

const labelled = (key: 'patient_ficha' | 'patient_admission', value: Charted | undefined): string[] =>
  text(value).map((n) => t(key, { n }));

const runWords = (run: Charted | undefined): string[] =>
  text(run).map((n) => (/^run\b/iu.test(n) ? n : t('patient_run', { n })));

const Row = ({ parts, quiet }: { readonly parts: readonly string[]; readonly quiet?: boolean }) =>
  parts.length === 0 ? null : (
    <p class={quiet ? 'patient-row quiet' : 'patient-row'}>
      {parts.map((part) => (
        <span key={part}>{part}</span>
      ))}
    </p>
  );

interface Props {
  readonly record: ClinicalRecord | null;
  /** The page now shows somebody else. */
  readonly previous: boolean;
}

export const PatientHeader = ({ record, previous }: Props) => {
  if (record === null) return <h1 class="brand">{t('patient_none')}</h1>;
  const { identity, episode } = record;
  return (
    <div data-testid="patient">
      {previous && <p class="patient-flag">{t('patient_previous')}</p>}
      <h1 class="patient-name">{identity.name?.text ?? t('patient_unnamed')}</h1>
      <Row
        parts={[
          ...runWords(identity.run),
          ...text(identity.age),
          ...labelled('patient_ficha', identity.ficha),
        ]}
      />
      <Row quiet parts={[...text(episode.service), ...labelled('patient_admission', episode.admission)]} />
    </div>
  );
};
