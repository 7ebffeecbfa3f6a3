/** Header values of an unknown page: by labels anywhere, else by their looks (`banner`). */
import { HEADER_KEYS, type HeaderValues, parseAge, parseSex } from '../header.ts';
import { byLooks, type MakeCharted } from './banner.ts';
import { Collector } from './collector.ts';
import { Outline } from './outline.ts';
import { nowhere } from './place.ts';

/** The collected header values, and what their looks give beside. */
export const headerFrom = (doc: Document, sink: Collector, charted: MakeCharted): HeaderValues => {
  const values: HeaderValues = {};
  for (const key of HEADER_KEYS) {
    const value = sink.headers.get(key);
    const made = value && charted(value.value, value.el, value.label);
    if (made) values[key] = made;
  }
  const surname = sink.headers.get('surname');
  const name = sink.headers.get('name');
  if (surname && name && !name.value.includes(surname.value)) {
    const made = charted(`${name.value} ${surname.value}`, name.el, name.label);
    if (made) values.name = made;
  }
  const both = sink.headers.get('ageSex');
  if (both) {
    const age = parseAge(both.value) && charted(both.value, both.el, both.label);
    if (age) values.age ??= age;
    const sex = both.value.split(/[\s/|,()-]+/).find((w) => !/^[aA]$/.test(w) && parseSex(w) !== undefined);
    const charts = sex && charted(sex, both.el, both.label);
    if (charts) values.sex ??= charts;
  }
  const anchor = sink.headers.get('birthDate') ?? sink.headers.get('ficha') ?? sink.headers.get('admission');
  if (!sink.sawPatientList || values.run) byLooks(doc, values, charted, anchor?.el);
  return Object.fromEntries(Object.entries(values).filter(([, v]) => v)) as HeaderValues;
};

const run = (steps: Generator<void, unknown>, limit: number): void => {
  for (let i = 0; i < limit && !steps.next().done; i++);
};

/** Only the header, in one go: for telling patients apart. Looks at the first 1,500 boxes of the page. */
export const genericHeader = (doc: Document, charted: MakeCharted): HeaderValues => {
  if (!doc.body) return {};
  const sink = new Collector();
  run(new Outline(sink, doc.body, new Map(), true).walk(doc.body, nowhere), 1500);
  return sink.sawPatientList && !sink.headers.has('run') ? {} : headerFrom(doc, sink, charted);
};
