// Drafts that were saved since the page was loaded. Memory only: this is a demo, and nothing of it should outlive the tab.
import type { Patient } from '../model.ts';

export interface Draft {
  mainDiagnosis: string;
  condition: string;
  summary: string;
  course: string;
  instructions: string;
}

const saved = new Map<string, Draft>();

export function saveDraft(chartNumber: string, draft: Draft): void {
  saved.set(chartNumber, draft);
}

export function draftOf(patient: Patient): Draft {
  const before = saved.get(patient.chartNumber);
  if (before) return before;
  const { signed, draft, diagnoses, condition, instructions } = patient.discharge;
  return {
    mainDiagnosis: signed ? (diagnoses[0]?.name ?? '') : '',
    condition: signed ? condition : '',
    summary: signed?.summary ?? draft ?? '',
    course: '',
    instructions: signed ? instructions.join('\n') : '',
  };
}
