/** Two invented patients, of different length in every section, so that what was learned from one is proved on the other. */

export interface Entry {
  readonly text: string;
  readonly code?: string;
  readonly date?: string;
}
export interface Note {
  readonly date: string;
  readonly author: string;
  readonly text: string;
}
export interface Patient {
  readonly name: string;
  readonly run: string;
  readonly ficha: string;
  readonly age: string;
  readonly sex: string;
  readonly service: string;
  readonly admission: string;
  readonly reason: string;
  readonly antecedents: readonly string[];
  readonly allergies: readonly string[];
  readonly admitted: readonly Entry[];
  readonly procedures: readonly Entry[];
  /** Name, dose, route, frequency. */
  readonly drugs: readonly (readonly [string, string, string, string])[];
  readonly notes: readonly Note[];
  readonly discharged: readonly Entry[];
  readonly home: readonly string[];
  readonly controls: readonly Entry[];
  readonly condition: string;
}

export const patients: readonly [Patient, Patient] = [
  {
    name: 'Rosa Elvira Quilodrán Toro',
    run: '11.111.111-1',
    ficha: '480213',
    age: '64 años',
    sex: 'Femenino',
    service: 'Medicina Interna',
    admission: '03-05-2026',
    reason: 'Disnea de reposo y ortopnea de tres días',
    antecedents: ['Hipertensión arterial', 'Diabetes mellitus tipo 2'],
    allergies: ['Penicilina'],
    admitted: [
      { text: 'Insuficiencia cardíaca descompensada', code: 'I50.0', date: '03-05-2026' },
      { text: 'Fibrilación auricular', code: 'I48.9', date: '03-05-2026' },
    ],
    procedures: [{ text: 'Ecocardiograma transtorácico', code: '88.72', date: '04-05-2026' }],
    drugs: [
      ['Furosemida', '40 mg', 'EV', 'c/12 h'],
      ['Enoxaparina', '60 mg', 'SC', 'c/12 h'],
    ],
    notes: [
      {
        date: '03-05-2026',
        author: 'Dra. Pilar Soto',
        text: 'Ingresa congestiva, con crépitos bibasales y edema de extremidades.',
      },
      {
        date: '05-05-2026',
        author: 'Dr. Iván Rain',
        text: 'Buena diuresis, sin apremio respiratorio, se reduce furosemida.',
      },
    ],
    discharged: [
      { text: 'Insuficiencia cardíaca con fracción de eyección reducida', code: 'I50.1', date: '08-05-2026' },
    ],
    home: ['Furosemida 40 mg VO cada 24 horas', 'Apixabán 5 mg VO cada 12 horas'],
    controls: [{ text: 'Policlínico de cardiología', date: '22-05-2026' }],
    condition: 'Estable, sin disnea',
  },
  {
    name: 'Hernán Arturo Millapán Vidal',
    run: '12.345.678-5',
    ficha: '391877',
    age: '51 años',
    sex: 'Masculino',
    service: 'Cirugía',
    admission: '10-06-2026',
    reason: 'Dolor abdominal en hipocondrio derecho y fiebre',
    antecedents: ['Tabaquismo activo', 'Dislipidemia', 'Hernioplastía inguinal 2015'],
    allergies: ['Dipirona', 'Látex'],
    admitted: [{ text: 'Colecistitis aguda', code: 'K81.0', date: '10-06-2026' }],
    procedures: [
      { text: 'Ecotomografía abdominal', code: '88.76', date: '10-06-2026' },
      { text: 'Colecistectomía laparoscópica', code: '51.23', date: '11-06-2026' },
      { text: 'Colangiografía intraoperatoria', code: '87.53', date: '11-06-2026' },
    ],
    drugs: [
      ['Ceftriaxona', '2 g', 'EV', 'c/24 h'],
      ['Metronidazol', '500 mg', 'EV', 'c/8 h'],
      ['Ketoprofeno', '100 mg', 'EV', 'c/12 h'],
      ['Omeprazol', '40 mg', 'EV', 'c/24 h'],
    ],
    notes: [
      {
        date: '10-06-2026',
        author: 'Dr. Bruno Lagos',
        text: 'Murphy positivo, febril, se indica ayuno y antibióticos.',
      },
      {
        date: '11-06-2026',
        author: 'Dra. Celia Pinto',
        text: 'Cirugía sin incidentes, drenaje seroso escaso.',
      },
      {
        date: '12-06-2026',
        author: 'Dr. Bruno Lagos',
        text: 'Tolera régimen liviano, afebril, se retira drenaje.',
      },
    ],
    discharged: [
      { text: 'Colecistitis aguda litiásica', code: 'K80.0', date: '13-06-2026' },
      { text: 'Dislipidemia mixta', code: 'E78.2', date: '13-06-2026' },
    ],
    home: ['Paracetamol 1 g VO cada 8 horas por 5 días'],
    controls: [
      { text: 'Curación en consultorio', date: '16-06-2026' },
      { text: 'Policlínico de cirugía', date: '27-06-2026' },
    ],
    condition: 'Buen estado general, herida operatoria limpia',
  },
];

/** What must be read: kind, moment, text, code, date, author. */
export type Wanted = readonly string[];
const line = (
  kind: string,
  moment: string,
  text: string,
  more: { code?: string; date?: string; author?: string } = {},
): string => [kind, moment, text, more.code ?? '', more.date ?? '', more.author ?? ''].join(' | ');

/** @param shows what this EHR shows of each entry */
export const wantedOf = (
  p: Patient,
  shows: { readonly dates: boolean; readonly authors: boolean },
): Wanted => {
  const dated = (e: Entry): Entry =>
    shows.dates ? e : { text: e.text, ...(e.code ? { code: e.code } : {}) };
  const entry = (kind: string, moment: string) => (e: Entry) => line(kind, moment, e.text, dated(e));
  return [
    line('reason', 'ingreso', p.reason),
    ...p.antecedents.map((t) => line('antecedent', 'habitual', t)),
    ...p.allergies.map((t) => line('allergy', 'habitual', t)),
    ...p.admitted.map(entry('diagnosis', 'ingreso')),
    ...p.procedures.map(entry('procedure', 'intrahospitalario')),
    ...p.drugs.map((d) => line('drug', 'intrahospitalario', d.join(' '))),
    ...p.notes.map(({ date, author, text }) =>
      line('note', 'intrahospitalario', text, { date, ...(shows.authors ? { author } : {}) }),
    ),
    ...p.discharged.map(entry('diagnosis', 'alta')),
    ...p.home.map((t) => line('drug', 'alta', t)),
    ...p.controls.map(entry('control', 'alta')),
    line('condition', 'alta', p.condition),
  ];
};
