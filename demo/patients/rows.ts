// Short constructors for the rows that a chart repeats, so that a patient's file reads like the chart's own tables.
import type {
  AllergyItem,
  DiagnosisRow,
  DrugAsText,
  DrugInColumns,
  FollowUp,
  ImagingReport,
  LabPanel,
  LabResult,
  PendingExam,
  ProcedureRow,
  ProgressNote,
} from '../model.ts';

export const dx = (code: string, name: string, kind: string, date: string): DiagnosisRow => ({
  code,
  name,
  kind,
  date,
});

export const proc = (code: string, name: string, date: string, performer: string): ProcedureRow => ({
  code,
  name,
  date,
  performer,
});

export const drug = (
  name: string,
  dose: string,
  route: string,
  frequency: string,
  start: string,
  end: string,
  atc: string,
): DrugInColumns => ({ drug: name, dose, route, frequency, start, end, atc });

export const order = (text: string, atc: string, start = '', end = ''): DrugAsText => ({
  text,
  start,
  end,
  atc,
});

export const note = (at: string, author: string, role: string, text: string): ProgressNote => ({
  at,
  author,
  role,
  text,
});

export const panel = (name: string, takenAt: string, ...results: LabResult[]): LabPanel => ({
  name,
  takenAt,
  results,
});

export const lab = (
  name: string,
  value: string,
  unit: string,
  range: string,
  flag: LabResult['flag'] = '',
): LabResult => ({ name, value, unit, range, flag });

export const report = (name: string, date: string, author: string, text: string): ImagingReport => ({
  name,
  date,
  author,
  text,
});

export const pending = (
  name: string,
  requested: string,
  status: string,
  responsible: string,
): PendingExam => ({ name, requested, status, responsible });

export const control = (date: string, clinic: string, place: string): FollowUp => ({ date, clinic, place });

export const allergy = (agent: string, reaction: string): AllergyItem => ({ agent, reaction });
