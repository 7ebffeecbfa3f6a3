import fc from 'fast-check';
import type { FhirResource } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import { ClinicalRecord } from '../../record/schema.ts';
import { readFhir } from './read.ts';
import { ATC, ana, angio, bundle, CIE10, prescription, stay, tep } from './testing.ts';

const options = { now: new Date('2024-05-10T15:00:00Z'), timeZone: 'America/Santiago', title: 'alta.json' };
const read = (data: unknown, run?: string) =>
  readFhir(typeof data === 'string' ? data : JSON.stringify(data), { ...options, run });
const recordOf = (data: unknown, run?: string): ClinicalRecord => {
  const result = read(data, run);
  if (!result.ok) throw new Error(result.error.code);
  return ClinicalRecord.parse(result.value);
};
const codeOf = (data: unknown): string => {
  const result = read(data);
  return result.ok ? 'read' : result.error.code;
};
/** «kind moment: text (code)», of all facts but those of the encounter itself. */
const said = (record: ClinicalRecord): string[] =>
  record.facts
    .filter((f) => f.source.type === 'fhir' && !f.source.reference.startsWith('Encounter/'))
    .map((f) => `${f.kind} ${f.moment}: ${f.text}${f.code === undefined ? '' : ` (${f.code})`}`);
const of = (...resources: FhirResource[]): string[] => said(recordOf(bundle(ana, stay, ...resources)));
const codes = (record: ClinicalRecord): string[] => record.reading.findings.map((f) => f.code);

const about = { subject: { reference: 'Patient/ana' }, encounter: { reference: 'Encounter/stay' } };

describe('a stay', () => {
  const record = recordOf(bundle(ana, stay, tep, angio));
  it('has its header from Patient and Encounter', () => {
    const { identity, episode } = record;
    expect(identity.name?.text).toBe('Ana María Soto Vera');
    expect(identity.run).toEqual({
      text: '11.111.111-1',
      source: { type: 'fhir', reference: 'Patient/ana' },
    });
    expect(identity.ficha?.text).toBe('778812');
    expect(identity.birthDate?.text).toBe('05-03-1956');
    expect(identity.parsedAge).toEqual({ value: 68, unit: 'años' });
    expect(identity.sex).toBe('f');
    expect(episode.admission?.text).toBe('03-05-2024 14:30');
    expect(episode.discharge?.text).toBe('10-05-2024 11:00');
    expect(episode.service?.text).toBe('Medicina Interna');
    expect(episode.physician?.text).toBe('Dra. Paula Rojas');
    expect(episode.hospital?.text).toBe('Hospital de Prueba');
  });
  it('says each fact with its role, words, code and reference', () => {
    expect(record.facts.map((f) => `${f.kind} ${f.moment}: ${f.text}`)).toEqual([
      'reason ingreso: Disnea de dos días',
      'destination alta: Domicilio',
      'diagnosis ingreso: TEP masivo',
      'diagnosis alta: TEP masivo',
      'procedure intrahospitalario: Angio TC de tórax',
    ]);
    const [, , dx, , proc] = record.facts;
    expect(dx).toMatchObject({ code: 'I26.0', system: 'cie10', source: { reference: 'Condition/tep' } });
    expect(proc).toMatchObject({ code: '88.42', system: 'cie9mc', date: '03-05-2024' });
    expect(record.reading.findings).toEqual([]);
  });
});

describe('conditions', () => {
  it('goes by role, then by category', () => {
    const condition = (id: string, category: string): FhirResource => ({
      resourceType: 'Condition',
      id,
      subject: { reference: 'Patient/ana' },
      category: [{ coding: [{ code: category }] }],
      code: { text: id },
    });
    expect(of(condition('HTA', 'problem-list-item'))).toEqual(['antecedent habitual: HTA']);
    const record = recordOf(
      bundle(ana, stay, {
        ...condition('Neumonía', 'encounter-diagnosis'),
        encounter: about.encounter,
      } as FhirResource),
    );
    expect(said(record)).toEqual(['diagnosis intrahospitalario: Neumonía']);
    expect(codes(record)).toContain('R_UNSURE');
  });
  it('leaves out what was refuted, and says so', () => {
    const status = (code: string) => ({ verificationStatus: { coding: [{ code }] } });
    const record = recordOf(bundle(ana, stay, angio, { ...tep, ...status('refuted') }));
    expect(said(record)).toEqual(['procedure intrahospitalario: Angio TC de tórax (88.42)']);
    expect(record.reading.findings).toEqual([
      { code: 'R_FHIR_STATUS', what: 'Condition refuted (1)', found: 1 },
    ]);
    const unsure = recordOf(bundle(ana, stay, { ...tep, ...status('differential') }));
    expect(unsure.facts.find((f) => f.kind === 'diagnosis')?.confidence).toBe(0.5);
  });
  it('takes the system from its address, and no code from SNOMED', () => {
    const coded = (system: string, code: string) =>
      of({ ...tep, code: { text: 'TEP', coding: [{ system, code }] } })[0];
    expect(coded('https://hl7chile.cl/fhir/CodeSystem/CSCIE10', 'I26.9')).toContain('(I26.9)');
    expect(coded('urn:oid:2.16.840.1.113883.6.90', 'I26.99')).toContain('(I26.99)');
    expect(coded('http://snomed.info/sct', '59282003')).toBe('diagnosis ingreso: TEP');
    expect(coded('https://hospital.cl/codigos', '99321')).toBe('diagnosis ingreso: TEP');
  });
  it('writes a code once that the words hold too', () => {
    expect(of({ ...tep, code: { text: 'TEP (I26.0)', coding: [{ system: CIE10, code: 'I26.0' }] } })[0]).toBe(
      'diagnosis ingreso: TEP (I26.0)',
    );
  });
});

describe('procedures', () => {
  it('not done is left out, done before the stay is an antecedent', () => {
    expect(of({ ...angio, status: 'not-done' })).toEqual([]);
    const { encounter: _, ...past } = angio;
    expect(of({ ...past, performedDateTime: '2010', code: { text: 'Apendicectomía' } })).toEqual([
      'procedure intrahospitalario: Apendicectomía',
    ]);
    expect(of({ ...past, performedDateTime: '2010-04-01', code: { text: 'Apendicectomía' } })).toEqual([
      'antecedent habitual: Apendicectomía',
    ]);
  });
});

describe('drugs', () => {
  it('by category and by intent', () => {
    expect(of(prescription('a', 'inpatient', 'Heparina'))).toEqual(['drug intrahospitalario: Heparina']);
    expect(of(prescription('a', 'discharge', 'Rivaroxabán'))).toEqual(['drug alta: Rivaroxabán']);
    expect(of(prescription('a', 'community', 'Losartán'))).toEqual(['drug habitual: Losartán']);
    expect(of(prescription('a', 'discharge', 'X', { intent: 'proposal' }), tep)).toHaveLength(2);
    expect(of(prescription('a', 'discharge', 'X', { status: 'stopped' }), tep)).toHaveLength(2);
    expect(of(prescription('a', 'discharge', 'X', { doNotPerform: true }), tep)).toHaveLength(2);
  });
  it("writes the dosage's text, else its parts as they stand", () => {
    const dosed = (dosage: object) =>
      of(prescription('a', 'discharge', 'Amoxicilina 500 mg', { dosageInstruction: [dosage] }))[0];
    expect(dosed({ text: '1 comp c/8h por 7 días' })).toBe(
      'drug alta: Amoxicilina 500 mg 1 comp c/8h por 7 días',
    );
    expect(dosed({ text: 'Amoxicilina 500 mg c/8h' })).toBe('drug alta: Amoxicilina 500 mg c/8h');
    expect(
      dosed({
        doseAndRate: [{ doseQuantity: { value: 0.25, unit: 'mg' } }],
        route: { text: 'VO' },
        timing: {
          repeat: { frequency: 1, period: 8, periodUnit: 'h', boundsDuration: { value: 7, code: 'd' } },
        },
      }),
    ).toBe('drug alta: Amoxicilina 500 mg 0.25 mg VO cada 8 horas por 7 días');
    expect(dosed({ timing: { code: { text: 'c/12h' } }, asNeededBoolean: true })).toBe(
      'drug alta: Amoxicilina 500 mg c/12h SOS',
    );
  });
  it('names what of a dosage it cannot write', () => {
    const record = recordOf(
      bundle(
        ana,
        stay,
        prescription('a', 'discharge', 'X', {
          dosageInstruction: [
            { timing: { repeat: { dayOfWeek: ['mon'], frequency: 1, period: 1, periodUnit: 'wk' } } },
          ],
        }),
      ),
    );
    expect(record.reading.findings[0]).toMatchObject({
      code: 'R_FHIR_BAD',
      what: 'MedicationRequest/a (timing.repeat): no se escribe',
    });
  });
  it('one drug given forty times is one fact with its references', () => {
    const given = Array.from(
      { length: 40 },
      (_, i): FhirResource => ({
        resourceType: 'MedicationAdministration',
        id: `g${i}`,
        status: 'completed',
        subject: about.subject,
        context: about.encounter,
        effectiveDateTime: `2024-05-0${4 + (i % 5)}T08:00:00-04:00`,
        medicationReference: { reference: 'Medication/hep' },
        dosage: { dose: { value: 5000, unit: 'UI' }, route: { text: 'SC' } },
      }),
    );
    const heparin: FhirResource = {
      resourceType: 'Medication',
      id: 'hep',
      code: { coding: [{ system: ATC, code: 'B01AB01', display: 'Heparina' }] },
    };
    const record = recordOf(bundle(ana, stay, heparin, ...given));
    expect(said(record)).toEqual(['drug intrahospitalario: Heparina 5000 UI SC (B01AB01)']);
    expect(record.facts.at(-1)?.also).toHaveLength(20);
  });
  it('a contained medication, a display, a reference that leads nowhere', () => {
    const drug = (more: object) => {
      const { medicationCodeableConcept: _, ...rest } = prescription('a', 'inpatient', '');
      return { ...rest, ...more } as FhirResource;
    };
    const contained = [{ resourceType: 'Medication', id: 'm', code: { text: 'Ceftriaxona' } }];
    expect(of(drug({ contained, medicationReference: { reference: '#m' } }))).toEqual([
      'drug intrahospitalario: Ceftriaxona',
    ]);
    expect(of(drug({ medicationReference: { display: 'Morfina' } }))).toEqual([
      'drug intrahospitalario: Morfina',
    ]);
    const record = recordOf(
      bundle(ana, stay, tep, drug({ medicationReference: { reference: 'Medication/9' } })),
    );
    expect(codes(record)).toEqual(['R_FHIR_BAD', 'R_FHIR_REFERENCE']);
  });
});

describe('allergies', () => {
  const allergy = (more: object): FhirResource =>
    ({ resourceType: 'AllergyIntolerance', id: 'a', patient: about.subject, ...more }) as FhirResource;
  it('says the reaction; «no known allergy» is a statement, an empty list is none', () => {
    const reaction = [{ manifestation: [{ text: 'urticaria' }] }];
    expect(of(allergy({ code: { text: 'Penicilina' }, reaction }))).toEqual([
      'allergy habitual: Penicilina (urticaria)',
    ]);
    const none = {
      coding: [{ system: 'http://snomed.info/sct', code: '716186003' }],
      text: 'Niega alergias',
    };
    expect(of(allergy({ code: none }))).toEqual(['allergy habitual: Niega alergias']);
    expect(of(tep).some((s) => s.startsWith('allergy'))).toBe(false);
    expect(of(tep, allergy({ code: { coding: [{ code: 'no-allergy-info', display: 'x' }] } }))).toHaveLength(
      2,
    );
    expect(
      of(tep, allergy({ code: { text: 'X' }, clinicalStatus: { coding: [{ code: 'inactive' }] } })),
    ).toHaveLength(2);
  });
});

describe('exams', () => {
  const result = (more: object): FhirResource =>
    ({
      resourceType: 'Observation',
      id: 'o',
      status: 'final',
      code: { text: 'Troponina', coding: [{ system: 'http://loinc.org', code: '10839-9' }] },
      effectiveDateTime: '2024-05-03T18:15:00Z',
      ...about,
      ...more,
    }) as FhirResource;
  it('value, unit, and the hour on the wall', () => {
    const record = recordOf(bundle(ana, stay, result({ valueQuantity: { value: 0.8, unit: 'ng/mL' } })));
    expect(said(record)).toEqual(['exam intrahospitalario: Troponina 0.8 ng/mL (10839-9)']);
    expect(record.facts.at(-1)?.date).toBe('03-05-2024 14:15');
  });
  it('components, pending ones, vital signs', () => {
    const component = [{ code: { text: 'pH' }, valueQuantity: { value: 7.35 } }];
    expect(of(result({ component }))).toEqual(['exam intrahospitalario: Troponina pH 7.35 (10839-9)']);
    expect(of(result({ status: 'registered' }))).toEqual(['pending intrahospitalario: Troponina (10839-9)']);
    const vitals = result({ valueInteger: 80, category: [{ coding: [{ code: 'vital-signs' }] }] });
    expect(codes(recordOf(bundle(ana, stay, tep, vitals)))).toEqual(['R_FHIR_UNUSED']);
  });
  it("a report's conclusion, and notes in base64", () => {
    const report: FhirResource = {
      resourceType: 'DiagnosticReport',
      id: 'r',
      status: 'final',
      code: { text: 'Ecocardiograma' },
      conclusion: 'FEVI 55%',
      ...about,
    };
    const data = Buffer.from('Evoluciona afebril.\nSin oxígeno.').toString('base64');
    const note: FhirResource = {
      resourceType: 'DocumentReference',
      id: 'n',
      status: 'current',
      subject: about.subject,
      date: '2024-05-05T10:00:00-04:00',
      author: [{ display: 'Dr. Díaz' }],
      content: [
        { attachment: { contentType: 'text/plain; charset=utf-8', data } },
        { attachment: { contentType: 'application/pdf', data: 'JVBERi0=' } },
      ],
    };
    const record = recordOf(bundle(ana, stay, report, note));
    expect(said(record)).toEqual([
      'note intrahospitalario: Evoluciona afebril.\nSin oxígeno.',
      'exam intrahospitalario: Ecocardiograma: FEVI 55%',
    ]);
    expect(record.facts.at(-2)).toMatchObject({ author: 'Dr. Díaz', date: '05-05-2024 10:00' });
    expect(record.reading.findings[0]?.what).toBe(
      'DocumentReference/n (content.1.attachment): application/pdf: no es text/plain',
    );
  });
  it('controls and instructions', () => {
    const plan: FhirResource = {
      resourceType: 'CarePlan',
      status: 'active',
      intent: 'plan',
      subject: about.subject,
      description: 'Reposo relativo',
    };
    const control: FhirResource = {
      resourceType: 'Appointment',
      id: 'c',
      status: 'booked',
      start: '2024-06-01T09:00:00-04:00',
      specialty: [{ text: 'Broncopulmonar' }],
      participant: [{ actor: about.subject, status: 'accepted' }],
    };
    const record = recordOf(bundle(ana, stay, plan, control));
    expect(said(record)).toEqual(['instruction alta: Reposo relativo', 'control alta: Broncopulmonar']);
    expect(record.facts.at(-1)?.date).toBe('01-06-2024 09:00');
  });
});

describe('an IPS document', () => {
  const section = (code: string, entry: string[], more: object = {}) => ({
    code: { coding: [{ system: 'http://loinc.org', code }] },
    title: code,
    entry: entry.map((reference) => ({ reference })),
    ...more,
  });
  const composition = {
    resourceType: 'Composition',
    id: 'ips',
    status: 'final',
    type: { coding: [{ system: 'http://loinc.org', code: '60591-5' }] },
    subject: { reference: 'urn:uuid:p' },
    section: [
      section('11450-4', ['urn:uuid:d']),
      section('10160-0', ['urn:uuid:m', 'urn:uuid:gone']),
      section('48765-2', [], { text: { div: '<div><ul><li>Niega alergias</li></ul></div>' } }),
      section('18776-5', [], { text: { div: '<div xmlns="x"><p>Control en CESFAM &amp; kine</p></div>' } }),
    ],
  };
  const subject = { reference: 'urn:uuid:p' };
  const { id: _, ...nameless } = ana;
  const document = {
    resourceType: 'Bundle',
    type: 'document',
    entry: [
      { fullUrl: 'urn:uuid:c', resource: composition },
      { fullUrl: 'urn:uuid:p', resource: nameless },
      { fullUrl: 'urn:uuid:d', resource: { resourceType: 'Condition', subject, code: { text: 'HTA' } } },
      {
        fullUrl: 'urn:uuid:m',
        resource: {
          resourceType: 'MedicationStatement',
          status: 'active',
          subject,
          medicationCodeableConcept: { text: 'Losartán 50 mg' },
        },
      },
    ],
  };
  it('is read by its sections, in entries and in text alone', () => {
    const record = recordOf(document);
    expect(said(record)).toEqual([
      'antecedent habitual: HTA',
      'drug habitual: Losartán 50 mg',
      'allergy habitual: Niega alergias',
      'control alta: Control en CESFAM & kine',
    ]);
    expect(record.identity.run?.text).toBe('11.111.111-1');
    expect(record.facts[0]?.source).toEqual({ type: 'fhir', reference: 'urn:uuid:d' });
    expect(codes(record)).toEqual(['R_NOT_FOUND', 'R_FHIR_REFERENCE']);
  });
});

describe('bad input', () => {
  it.each([
    ['', 'E_FHIR_NOT_JSON'],
    ['hola', 'E_FHIR_NOT_JSON'],
    ['<?xml version="1.0"?><Bundle xmlns="http://hl7.org/fhir"/>', 'E_FHIR_XML'],
    ['{"a":1}', 'E_FHIR_NOT_FHIR'],
    ['7', 'E_FHIR_NOT_FHIR'],
    ['[]', 'E_FHIR_EMPTY'],
    ['[1,2]', 'E_FHIR_NOT_FHIR'],
    ['{"resourceType":"Bundle"}', 'E_FHIR_EMPTY'],
    ['{"resourceType":"Bundle","entry":7}', 'E_FHIR_EMPTY'],
    ['{"resourceType":"OperationOutcome","issue":[{"code":"login"}]}', 'E_FHIR_SERVER'],
    ['{"resourceType":"MedicationUsage"}', 'E_FHIR_VERSION'],
    ['{"resourceType":"Encounter","actualPeriod":{}}', 'E_FHIR_VERSION'],
    ['{"resourceType":"Condition","clinicalStatus":"active"}', 'E_FHIR_VERSION'],
    ['{"resourceType":"Condition","code":7}', 'E_FHIR_UNREADABLE'],
    ['{"resourceType":"Patient"}', 'E_FHIR_EMPTY'],
  ])('%s: %s', (text, code) => expect(codeOf(text)).toBe(code));
  it('too long is refused before it is parsed', () => {
    expect(read(' '.repeat(64_000_001))).toEqual({
      ok: false,
      error: { code: 'E_FHIR_TOO_BIG', params: { limit: 64, size: 65 } },
    });
  });
  it('a resource that does not fit is named with its path, the others are read', () => {
    const record = recordOf({
      resourceType: 'Bundle',
      entry: [
        { resource: ana },
        { resource: stay },
        { resource: tep },
        { resource: { ...angio, status: 7 } },
        { resource: null },
      ],
    });
    expect(said(record)).toHaveLength(2);
    expect(record.reading.findings.map((f) => f.what.slice(0, 28))).toEqual([
      'Bundle (entry[4]): no es un ',
      'Procedure/angio (status): In',
    ]);
  });
  it("another patient's resources are left out and named", () => {
    const other = { ...tep, id: 'x', subject: { reference: 'Patient/otro' }, code: { text: 'Ajeno' } };
    const record = recordOf(bundle(ana, stay, tep, angio, other));
    expect(said(record).join()).not.toContain('Ajeno');
    expect(record.reading.findings).toEqual([{ code: 'R_FHIR_PATIENT', what: 'Condition (1)', found: 1 }]);
  });
  it('two patients: the one of the page, the one that most is about, or neither', () => {
    const luis = { ...ana, id: 'luis', identifier: [{ value: '22.222.222-2' }] };
    const his = { ...tep, id: 'suyo', subject: { reference: 'Patient/luis' }, code: { text: 'Suyo' } };
    expect(said(recordOf(bundle(ana, luis, his, stay, tep), '22.222.222-2')).join()).toContain('Suyo');
    expect(said(recordOf(bundle(ana, luis, his, stay, tep))).join()).toContain('TEP');
    const { encounter: _, ...hers } = tep;
    expect(codeOf(bundle(ana, luis, his, hers))).toBe('E_FHIR_PATIENTS');
  });
  it("another stay's resources are left out and named", () => {
    const before = {
      ...stay,
      id: 'antes',
      period: { start: '2020-01-01', end: '2020-01-05' },
      diagnosis: [],
    };
    const old = { ...tep, id: 'old', encounter: { reference: 'Encounter/antes' }, code: { text: 'Viejo' } };
    const category = [{ coding: [{ code: 'encounter-diagnosis' }] }];
    const record = recordOf(bundle(ana, before, stay, tep, { ...old, category }));
    expect(record.episode.admission?.text).toBe('03-05-2024 14:30');
    expect(said(record).join()).not.toContain('Viejo');
    expect(record.reading.findings[0]).toMatchObject({ code: 'R_FHIR_ENCOUNTER', found: 2 });
  });
  it('50,000 resources: what is over the limit is counted', () => {
    const many = Array.from({ length: 50_000 }, (_, i) => ({
      ...tep,
      id: `t${i}`,
      code: { text: `Dg ${i}` },
    }));
    const start = performance.now();
    const record = recordOf(bundle(ana, stay, ...many));
    expect(record.facts).toHaveLength(2_000);
    expect(record.reading.findings.find((f) => f.code === 'R_TRUNCATED')?.expected).toBe(50_002);
    // Far above what it takes: a guard against quadratic work alone.
    expect(performance.now() - start).toBeLessThan(30_000);
  });
  it('no resource crashes it, whatever is in it', () => {
    const types = ['Patient', 'Encounter', 'Condition', 'Procedure', 'MedicationRequest', 'Observation'];
    types.push('MedicationAdministration', 'MedicationStatement', 'AllergyIntolerance', 'DiagnosticReport');
    types.push('DocumentReference', 'CarePlan', 'Appointment', 'Composition', 'Binary', 'Nada');
    const word = fc.constantFrom(
      'Patient/ana',
      '#x',
      'final',
      'active',
      '2024-05-04',
      'a',
      '',
      'Condition/tep',
    );
    const leaf = fc.oneof(word, fc.string(), fc.double(), fc.boolean(), fc.constant(null));
    const { node } = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('node'), { maxLength: 2 }),
        fc.dictionary(
          fc.constantFrom(
            ...['reference', 'coding', 'code', 'text', 'display', 'system', 'value', 'start', 'div'],
          ),
          tie('node'),
          { maxKeys: 3 },
        ),
      ),
    }));
    const keys = [
      'id',
      'status',
      'subject',
      'patient',
      'encounter',
      'code',
      'section',
      'content',
      'diagnosis',
    ];
    keys.push(
      'context',
      'period',
      'name',
      'identifier',
      'dosage',
      'dosageInstruction',
      'contained',
      'category',
    );
    const resource = fc
      .tuple(fc.constantFrom(...types), fc.dictionary(fc.constantFrom(...keys), node, { maxKeys: 6 }))
      .map(([resourceType, rest]) => ({ ...rest, resourceType }));
    fc.assert(
      fc.property(fc.array(resource, { maxLength: 6 }), (resources) => {
        const result = read({
          resourceType: 'Bundle',
          entry: [ana, stay, tep, ...resources].map((r) => ({ resource: r })),
        });
        if (result.ok) ClinicalRecord.parse(result.value);
      }),
      { numRuns: 300 },
    );
  });
});
