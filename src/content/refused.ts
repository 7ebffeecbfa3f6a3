/** A reading says which adapters could not be used: whoever sent them hears of it, and nobody's work stops. */
import type { ContentReadAnswer } from '../shared/messages.ts';
import { type AppError, err, ok, type Result } from '../shared/result.ts';

/** Errors of which an adapter that could not be used may be the cause. */
const MAY_BE_WHY: readonly string[] = ['E_NO_ADAPTER', 'E_EMPTY_CHART'];
/** Adapters that an error names. */
const MOST = 3;

const named = ({ params }: AppError): string =>
  `${params?.name === '' ? params.index : `«${params?.name}»`} (${params?.flaw}${params?.path === '' ? '' : `: ${params?.path}`})`;

/**
 * What was read, with a finding for each adapter refused; where nothing could be read, the error with their names in
 * `params.refused`, since the one that knows the page may be among them.
 */
export const withRefused = (
  answer: Result<ContentReadAnswer>,
  refused: readonly AppError[],
): Result<ContentReadAnswer> => {
  if (refused.length === 0) return answer;
  if (!answer.ok) {
    const { code, params, detail } = answer.error;
    if (!MAY_BE_WHY.includes(code)) return answer;
    const names = refused.slice(0, MOST).map(named).join(', ');
    return err(code, { ...params, refused: refused.length > MOST ? `${names}…` : names }, detail);
  }
  const { record } = answer.value;
  const findings = refused.map((one) => ({ code: 'R_BAD_ADAPTER' as const, what: named(one) }));
  const reading = { ...record.reading, findings: [...findings, ...record.reading.findings] };
  return ok({ ...answer.value, record: { ...record, reading } });
};
