/** Charts the invented patients in GNU Health, through its own API, as its users would. */
import type { BedPatient } from '../patients.ts';
import { date, datetime, type Tryton } from './rpc.ts';

export interface Charted {
  readonly patient: BedPatient;
  /** Of `gnuhealth.patient`. */
  readonly id: number;
}

/** Keeps what has been made, so that a drug or a disease is made once. */
export class Charting {
  private readonly made = new Map<string, Promise<number>>();

  constructor(private readonly tryton: Tryton) {}

  private once(model: string, key: string, make: () => Promise<number>): Promise<number> {
    const at = `${model} ${key}`;
    const known = this.made.get(at) ?? make();
    this.made.set(at, known);
    return known;
  }

  private disease = (name: string, code: string): Promise<number> =>
    this.once('pathology', code, () => this.tryton.create('gnuhealth.pathology', { name, code }));

  /** GNU Health comes with units, forms, routes and dosages of its own. */
  private named = (model: string, name: string): Promise<number> =>
    this.once(model, name, async () => {
      const [known] = await this.tryton.search(`gnuhealth.${model}`, [['name', '=', name]]);
      const code = `X_${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`;
      return known ?? this.tryton.create(`gnuhealth.${model}`, { name, code });
    });

  private async product(name: string, flag: string): Promise<number> {
    const [unit] = await this.tryton.search('product.uom', [['symbol', '=', 'u']]);
    const template = await this.tryton.create('product.template', {
      name,
      type: 'goods',
      default_uom: unit,
      products: [],
    });
    return this.tryton.create('product.product', { template, [flag]: true });
  }

  private drug = (name: string): Promise<number> =>
    this.once('medicament', name, async () =>
      this.tryton.create('gnuhealth.medicament', {
        product: await this.product(name, 'is_medicament'),
        active_component: name,
      }),
    );

  /**
   * What an administrator does once: the user `admin` (1) speaks Spanish and becomes a health professional, since nobody else
   * can chart; the wizards of the modules are done with.
   */
  async prepare(name: string): Promise<void> {
    const [spanish] = await this.tryton.search('ir.lang', [['code', '=', 'es']]);
    await this.tryton.write('res.user', 1, { language: spanish, name });
    for (const id of await this.tryton.search('ir.module.config_wizard.item', []))
      await this.tryton.write('ir.module.config_wizard.item', id, { state: 'done' });
    const party = await this.tryton.create('party.party', {
      name,
      fed_country: null,
      ref: 'OLAVE',
      gender: 'f',
      is_person: true,
      is_healthprof: true,
      create_target: false,
      internal_user: 1,
    });
    await this.tryton.create('gnuhealth.healthprofessional', { party, code: 'OLAVE' });
  }

  async chart(patient: BedPatient): Promise<Charted> {
    const { tryton } = this;
    const party = await tryton.create('party.party', {
      name: patient.given,
      fed_country: null,
      lastname: patient.family,
      ref: patient.run,
      is_person: true,
      is_patient: true,
      create_target: false,
      gender: patient.sex.toLowerCase(),
      dob: date(patient.birthDate),
    });
    const id = await tryton.create('gnuhealth.patient', { party });
    const diseases = [
      ...patient.diagnoses.map((one) => ({
        ...one,
        onset: one.date,
        active: true,
        allergy: false,
        status: 'a',
      })),
      ...patient.history.map((one) => ({ ...one, allergy: false, status: one.active ? 'c' : 'h' })),
      ...patient.allergies.map((one) => ({
        name: `Alergia a ${one.substance.toLowerCase()}`,
        code: one.code,
        onset: one.recorded,
        active: true,
        allergy: true,
        status: 'c',
      })),
    ];
    for (const one of diseases)
      await tryton.create('gnuhealth.patient.disease', {
        patient: id,
        pathology: await this.disease(one.name, one.code),
        diagnosed_date: date(one.onset),
        is_active: one.active,
        status: one.status,
        is_allergy: one.allergy,
        ...(one.allergy ? { allergy_type: 'da' } : {}),
      });
    for (const one of patient.drugs)
      await tryton.create('gnuhealth.patient.medication', {
        patient: id,
        medicament: await this.drug(`${one.name} ${one.strength}`),
        start_treatment: datetime(one.started),
        dose: one.dose,
        dose_unit: await this.named('dose.unit', one.unit),
        form: await this.named('drug.form', one.form),
        route: await this.named('drug.route', one.route),
        common_dosage: await this.named('medication.dosage', one.frequency),
        ...(one.days === null
          ? { duration_period: 'indefinite' }
          : { duration: one.days, duration_period: 'days' }),
        is_active: true,
      });
    return { patient, id };
  }
}
