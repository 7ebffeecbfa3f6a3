/** The invented patients of the test beds; each bed charts them as its EHR does. Parsed, so that a slip in the file is seen. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { checkDigit } from '../../src/record/run.ts';

const Day = z.iso.date();
const Time = z.iso.datetime({ local: true });
const Name = z.string().min(1);

const Patient = z
  .object({
    given: Name,
    family: Name,
    /** The RUN without its check digit. */
    run: z.string().regex(/^\d{7,8}$/),
    sex: z.enum(['F', 'M']),
    birthDate: Day,
    city: Name,
    admitted: Time,
    discharged: Time.nullable(),
    service: Name,
    bed: Name,
    physician: Name,
    reason: Name,
    allergies: z.array(
      z.object({
        substance: Name,
        code: Name,
        reaction: Name,
        severity: z.enum(['mild', 'moderate', 'severe']),
        recorded: Day,
      }),
    ),
    history: z.array(z.object({ name: Name, code: Name, onset: Day, active: z.boolean() })),
    diagnoses: z.array(z.object({ name: Name, code: Name, main: z.boolean(), date: Day })).min(1),
    procedures: z.array(z.object({ name: Name, date: Day })),
    drugs: z.array(
      z.object({
        name: Name,
        strength: Name,
        form: Name,
        dose: z.number().positive(),
        unit: Name,
        route: Name,
        frequency: Name,
        /** How long it is ordered for; null: until further notice. */
        days: z.number().int().positive().nullable(),
        started: Day,
      }),
    ),
    notes: z.array(z.object({ date: Time, author: Name, text: Name })),
  })
  .transform((patient) => ({
    ...patient,
    name: `${patient.given} ${patient.family}`,
    /** As a person writes it: `7.654.321-6`. */
    run: `${Number(patient.run).toLocaleString('es-CL')}-${checkDigit(Number(patient.run))}`,
  }));
export type BedPatient = z.infer<typeof Patient>;

/** In the file's order: a long chart, a short one, one without past history. */
export const bedPatients: readonly BedPatient[] = z
  .array(Patient)
  .parse(JSON.parse(readFileSync(resolve(import.meta.dirname, 'patients.json'), 'utf8')));
