// Everyone in the hospital, in the order of the worklist. All of them are invented: the names are Chilean plants and birds,
// and the RUNs, though their check digits are right, lie in the 40 millions, which were never given to a person.
import type { Patient } from '../model.ts';
import { acv } from './acv.ts';
import { apendicitis } from './apendicitis.ts';
import { artritis } from './artritis.ts';
import { bronquiolitis } from './bronquiolitis.ts';
import { cadera } from './cadera.ts';
import { cesarea } from './cesarea.ts';
import { cetoacidosis } from './cetoacidosis.ts';
import { colecistitis } from './colecistitis.ts';
import { depresion } from './depresion.ts';
import { hda } from './hda.ts';
import { hernia } from './hernia.ts';
import { iamcest } from './iamcest.ts';
import { insuficiencia } from './insuficiencia.ts';
import { litiasis } from './litiasis.ts';
import { nac } from './nac.ts';
import { neutropenia } from './neutropenia.ts';
import { pielonefritis } from './pielonefritis.ts';
import { renal } from './renal.ts';
import { sepsis } from './sepsis.ts';
import { tec } from './tec.ts';

export const patients: Patient[] = [
  iamcest,
  nac,
  insuficiencia,
  pielonefritis,
  cetoacidosis,
  renal,
  hda,
  apendicitis,
  colecistitis,
  hernia,
  litiasis,
  cadera,
  artritis,
  acv,
  tec,
  neutropenia,
  cesarea,
  bronquiolitis,
  depresion,
  sepsis,
];

export const findPatient = (chartNumber: string): Patient | undefined =>
  patients.find((patient) => patient.chartNumber === chartNumber);
