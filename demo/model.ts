// What this hospital's backend would send for one patient. It deliberately knows nothing of the extension's record:
// dates are the strings that the chart shows, absent values are empty strings, and names follow the charting screens.

export interface Patient {
  chartNumber: string;
  givenNames: string;
  surnames: string;
  run: string;
  birthDate: string;
  /** As charted: "58 años", "7 meses". */
  age: string;
  sex: 'Femenino' | 'Masculino';
  insurance: string;
  bed: string;
  ward: string;
  attending: string;
  admittedAt: string;
  /** Empty while the patient is still in hospital. */
  dischargedAt: string;
  allergies: Allergies;
  admission: Admission;
  /** In the order they were written; the screen shows the newest first. */
  notes: ProgressNote[];
  procedures: ProcedureRow[];
  treatment: DrugList;
  generalOrders: string[];
  exams: Exams;
  discharge: Discharge;
}

/** A silent chart is not a chart that denies allergies. */
export type Allergies =
  | { status: 'silent' }
  | { status: 'denied'; text: string }
  | { status: 'known'; items: AllergyItem[] };

export interface AllergyItem {
  agent: string;
  reaction: string;
}

export interface Admission {
  reason: string;
  history: string;
  medicalHistory: string[];
  surgicalHistory: string[];
  habits: string;
  physicalExam: string;
  usualDrugs: DrugList;
  diagnoses: DiagnosisRow[];
}

export interface DiagnosisRow {
  code: string;
  name: string;
  kind: string;
  date: string;
}

export interface ProcedureRow {
  code: string;
  name: string;
  date: string;
  performer: string;
}

/** Two screens of two vendors' ages: pieces of the dose in columns, or the whole order as one text. */
export type DrugList = { layout: 'columns'; rows: DrugInColumns[] } | { layout: 'text'; rows: DrugAsText[] };

export interface DrugInColumns {
  drug: string;
  dose: string;
  route: string;
  frequency: string;
  start: string;
  end: string;
  atc: string;
}

export interface DrugAsText {
  text: string;
  start: string;
  end: string;
  atc: string;
}

export interface ProgressNote {
  at: string;
  author: string;
  role: string;
  text: string;
}

export interface Exams {
  panels: LabPanel[];
  reports: ImagingReport[];
  pending: PendingExam[];
}

export interface LabPanel {
  name: string;
  takenAt: string;
  results: LabResult[];
}

export interface LabResult {
  name: string;
  value: string;
  unit: string;
  range: string;
  flag: '' | 'alto' | 'bajo' | 'crítico';
}

export interface ImagingReport {
  name: string;
  date: string;
  author: string;
  text: string;
}

export interface PendingExam {
  name: string;
  requested: string;
  status: string;
  responsible: string;
}

export interface Discharge {
  diagnoses: DiagnosisRow[];
  drugs: DrugList;
  instructions: string[];
  warningSigns: string[];
  followUps: FollowUp[];
  condition: string;
  destination: string;
  /** A draft of the epicrisis that somebody saved earlier. */
  draft?: string;
  /** A signed epicrisis: its form can only be read. */
  signed?: { by: string; at: string; summary: string };
}

export interface FollowUp {
  date: string;
  clinic: string;
  place: string;
}
