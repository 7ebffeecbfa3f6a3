/** Identity and episode from Patient and Encounter; the reason and the destination are facts. */
import { ageAt } from '../../record/age.ts';
import { parseRun } from '../../record/run.ts';
import type { Charted, Episode, Identity } from '../../record/schema.ts';
import { cleanText } from '../../record/text.ts';
import { hasCode, worded, wordsOf } from './concept.ts';
import type { Context } from './facts/context.ts';
import { humanName, nameOf } from './names.ts';
import { Condition } from './resources.ts';
import { chartedDate } from './when.ts';
import { runOf } from './whose.ts';

const charted = (text: string | undefined, reference: string): Charted | undefined => {
  const clean = cleanText(text ?? '').slice(0, 500);
  return clean === ''
    ? undefined
    : { text: clean, source: { type: 'fhir', reference: reference.slice(0, 500) } };
};

/** Without the keys that are undefined, which the schema of exact optional properties does not take. */
const present = <T extends object>(values: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;

export const identityOf = ({ subject, stay, timeZone, collected }: Context, now: Date): Identity => {
  const { node, patient } = subject;
  if (node === undefined || patient === undefined) return {};
  const { identifier = [], birthDate, gender } = patient;
  const run = runOf(identifier);
  if (run !== undefined && parseRun(run)?.valid !== true)
    collected.note({ code: 'R_RUN_INVALID', what: run });
  const ficha = identifier.find(
    ({ type, system = '' }) => hasCode(type, 'MR') || /ficha/i.test(`${type?.text ?? ''} ${system}`),
  );
  const born = chartedDate(birthDate, timeZone);
  const at = chartedDate(stay.encounter?.period?.start, timeZone) ?? now.toISOString().slice(0, 10);
  const age = born === undefined ? null : ageAt(born, at);
  return present<Identity>({
    name: charted(humanName(patient.name), node.reference),
    run: charted(run, node.reference),
    ficha: charted(ficha?.value, node.reference),
    birthDate: charted(born, node.reference),
    parsedAge: age ?? undefined,
    sex: gender === 'female' ? 'f' : gender === 'male' ? 'm' : undefined,
  });
};

/** http://terminology.hl7.org/CodeSystem/v3-ParticipationType: attending, primary performer, discharger, admitter. */
const PHYSICIAN = ['ATND', 'PPRF', 'DIS', 'ADM'];

export const episodeOf = (context: Context): Episode => {
  const { stay, timeZone, collected } = context;
  const { node, encounter } = stay;
  if (node === undefined || encounter === undefined) return {};
  const of = (text: string | undefined): Charted | undefined => charted(text, node.reference);
  const { participant = [], location = [], period, reasonCode = [], reasonReference = [] } = encounter;
  const who = PHYSICIAN.map((role) =>
    participant.find(({ type = [] }) => type.some((t) => hasCode(t, role))),
  ).find((one) => one !== undefined);
  const current = location.filter(({ status }) => status !== 'completed' && status !== 'reserved');
  const places = current.length > 0 ? current : location;
  const bed = places.find(({ physicalType }) => hasCode(physicalType, 'bd'));
  const ward =
    places.find(({ physicalType }) => hasCode(physicalType, 'wa', 'lvl')) ?? places.find((p) => p !== bed);
  for (const concept of reasonCode) {
    const { text, ...coded } = worded(concept, 'reason');
    if (text !== '')
      collected.add({ kind: 'reason', moment: 'ingreso', text, ...coded, reference: node.reference });
  }
  for (const reason of reasonReference) {
    const condition = context.graph.follow(Condition, reason, node);
    const { text, ...coded } = worded(condition?.code, 'reason');
    const words = text || cleanText(reason.display ?? '');
    if (words !== '' && !hasCode(condition?.verificationStatus, 'refuted', 'entered-in-error'))
      collected.add({ kind: 'reason', moment: 'ingreso', text: words, ...coded, reference: node.reference });
  }
  const home = wordsOf(encounter.hospitalization?.dischargeDisposition);
  if (home !== '')
    collected.add({ kind: 'destination', moment: 'alta', text: home, reference: node.reference });
  for (const { condition } of encounter.diagnosis ?? [])
    if (condition.reference !== undefined && context.graph.at(condition.reference) === undefined)
      collected.missingReference(condition.reference, node.reference);
  return present<Episode>({
    hospital: of(nameOf(encounter.serviceProvider, node, context)),
    service: of(wordsOf(encounter.serviceType) || nameOf(ward?.location, node, context)),
    bed: of(nameOf(bed?.location, node, context)),
    admission: of(chartedDate(period?.start, timeZone)),
    discharge: of(chartedDate(period?.end, timeZone)),
    physician: of(nameOf(who?.individual, node, context)),
  });
};
