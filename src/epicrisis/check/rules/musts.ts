/**
 * What the document must hold and neither chart nor text does. Source: the table of `sections.ts` (Ley 20.584 art. 11, Decreto
 * 41/2012, C-CDA, The Joint Commission RC.02.04.01).
 */
import { headerRules, sectionRules } from '../../sections.ts';
import type { Finding, SectionId } from '../../types.ts';
import { regionsIn } from '../reading.ts';
import type { Context } from './context.ts';

const ABSENT = /^[\s:.-]*(?:no consignad[oa]s?)?[\s.]*$/iu;

/** The physician has written there what the chart lacks. */
const isWritten = ({ reading }: Context, section: SectionId): boolean =>
  regionsIn(reading, section).some((r) => !ABSENT.test(reading.text.slice(r.body, r.end)));

const isLabelled = ({ reading }: Context, label: string): boolean => {
  const value = new RegExp(String.raw`(?:^|\n)[ \t]*${label}[ \t]*:[ \t]*([^\n]*)`, 'iu').exec(
    reading.text,
  )?.[1];
  return value !== undefined && !ABSENT.test(value);
};

/** What to do about it stands once, over the list of them. */
const NOT_CHARTED = 'La ficha no consigna: ';

/** What a finding of this rule misses («signos de alarma»), for lists that say under one head that the chart has it not. */
export const notCharted = ({ message }: Pick<Finding, 'message'>): string =>
  message.startsWith(NOT_CHARTED) ? message.slice(NOT_CHARTED.length).replace(/\.$/u, '') : message;

export const mustRule = (context: Context): Finding[] => {
  const { plan } = context.chart;
  const said = (what: string): string => `${NOT_CHARTED}${what}.`;
  return [
    ...sectionRules
      .filter(
        (r) =>
          r.rule === 'must' &&
          r.takes.length > 0 &&
          (plan.sections.get(r.id)?.facts.length ?? 0) === 0 &&
          !isWritten(context, r.id),
      )
      .map(
        (r): Finding => ({
          code: 'C_MISSING_MUST',
          severity: 'warning',
          section: r.id,
          origin: 'chart',
          message: said(r.title.toLocaleLowerCase('es')),
        }),
      ),
    ...headerRules
      .filter(
        (r) =>
          r.rule === 'must' &&
          !plan.header.some((h) => h.id === r.id && h.text !== '') &&
          !(r.section === 'medico' ? isWritten(context, 'medico') : isLabelled(context, r.label)),
      )
      .map(
        (r): Finding => ({
          code: 'C_MISSING_MUST',
          severity: 'warning',
          section: r.section,
          origin: 'chart',
          message: said(r.label === 'RUN' ? 'RUN' : r.label.toLocaleLowerCase('es')),
        }),
      ),
  ];
};
