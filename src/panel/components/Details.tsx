/** How the text was made, for those who want to know. */
import { whereWords, whyWords } from '../../shared/chosen-words.ts';
import { t } from '../../shared/i18n.ts';
import type { Chart, Version } from '../state/tab.ts';
import { seconds } from '../status.ts';

const percent = (part: number, whole: number): string =>
  `${whole === 0 ? 0 : Math.round((part / whole) * 100)} %`;

const rows = (version: Version, chart: Chart | null): readonly (readonly [string, string])[] => {
  const { end, tokens, seed } = version;
  const model = end?.model ?? version.model;
  const plain = model === 'template' || end?.backend === 'none';
  const s = (ms: number) => `${seconds(ms)} s`;
  return [
    [t('details_model'), plain ? t('details_model_none') : model],
    ...(end === null || plain ? [] : placeRows(end)),
    ...(chart === null ? [] : [[t('details_read'), s(chart.readMs)] as const]),
    ...(end === null
      ? []
      : ([
          [t('details_load'), s(end.timing.loadMs)],
          [t('details_first'), s(end.timing.firstTextMs)],
          [t('details_total'), s(end.timing.totalMs)],
        ] as const)),
    ...(plain
      ? []
      : ([
          [t('details_tokens'), t('details_tokens_value', { output: tokens.output, prompt: tokens.prompt })],
          [t('details_calls'), String(tokens.modelCalls)],
          [t('details_forced'), percent(tokens.forced, tokens.output)],
          [t('details_seed'), String(seed)],
        ] as const)),
  ];
};

/** Where it ran, why there, and what was expected of it. */
const placeRows = ({
  backend,
  chosen,
}: NonNullable<Version['end']>): readonly (readonly [string, string])[] => {
  if (chosen === undefined) return [[t('details_backend'), backend]];
  const { threads, tokensPerSecond, jobSeconds } = chosen;
  return [
    [t('details_backend'), whereWords(chosen)],
    [t('details_why'), whyWords(chosen)],
    ...(backend === 'wasm' ? [[t('details_threads'), String(threads)] as const] : []),
    ...(tokensPerSecond === undefined || jobSeconds === undefined
      ? []
      : [[t('details_estimate'), estimateWords(jobSeconds, tokensPerSecond)] as const]),
  ];
};

const estimateWords = (jobSeconds: number, tokensPerSecond: number): string =>
  t('details_estimate_value', {
    seconds: Math.max(1, Math.round(jobSeconds)),
    tokens: Math.max(1, Math.round(tokensPerSecond)),
  });

export const Details = ({ version, chart }: { readonly version: Version; readonly chart: Chart | null }) => (
  <details class="details" data-testid="details">
    <summary>{t('details_title')}</summary>
    <dl>
      {rows(version, chart).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  </details>
);
