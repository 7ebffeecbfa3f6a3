import { describe, expect, it } from 'vitest';
import { ABBREVIATION_LINES } from './abbreviations.ts';
import { expand, findAbbreviations, glossary, sameExpanded } from './lexicon.ts';
import { FactKind } from './schema.ts';

describe('the list', () => {
  it('is sound: every line reads, no sense twice, kinds exist', () => {
    const seen = new Set<string>();
    for (const line of ABBREVIATION_LINES) {
      const m = /^(\p{Lu}[\p{L}\p{N}]*(?: II)?) = ([^@#~=]+?)(?: @([a-z,]+))?(?: #)?(?: ~)?$/u.exec(line);
      expect(m, line).not.toBeNull();
      for (const kind of m?.[3]?.split(',') ?? []) expect(FactKind.options, line).toContain(kind);
      expect(seen.has(`${m?.[1]}=${m?.[2]}`), line).toBe(false);
      seen.add(`${m?.[1]}=${m?.[2]}`);
    }
    expect(new Set([...seen].map((s) => s.split('=')[0])).size).toBeGreaterThan(200);
  });
});

describe('expand', () => {
  it('writes out what is settled', () => {
    expect(expand('IAM con SDST, lesión de TCI', { on: true })).toBe(
      'infarto agudo al miocardio con supradesnivel del segmento ST, lesión de tronco coronario izquierdo',
    );
    expect(expand('DHC, ERC, EPOC y DM2', { on: true })).toBe(
      'daño hepático crónico, enfermedad renal crónica, enfermedad pulmonar obstructiva crónica y diabetes mellitus tipo 2',
    );
  });
  it('leaves the text alone when the setting is off', () => {
    expect(expand('IAM', { on: false })).toBe('IAM');
  });
  it.each([
    ['PCR', undefined, 'PCR'],
    ['PCR 120', undefined, 'proteína C reactiva 120'],
    ['PCR', 'exam', 'proteína C reactiva'],
    ['PCR recuperado', 'diagnosis', 'paro cardiorrespiratorio recuperado'],
    ['IC descompensada', 'diagnosis', 'insuficiencia cardíaca descompensada'],
    ['IC a cardiología', 'control', 'interconsulta a cardiología'],
    ['IC', 'note', 'IC'],
    ['FA', 'antecedent', 'fibrilación auricular'],
    ['FA 230', 'exam', 'fosfatasa alcalina 230'],
    ['IRA', 'diagnosis', 'IRA'],
    ['HTP severa', 'diagnosis', 'HTP severa'],
    ['lesión de CX', 'procedure', 'lesión de CX'],
    ['MP presente', 'note', 'MP presente'],
  ] as const)('%s in %s: %s', (text, kind, expanded) =>
    expect(expand(text, kind ? { kind, on: true } : { on: true })).toBe(expanded),
  );
  it('an ordinary word in a text of capitals is no abbreviation', () => {
    expect(findAbbreviations('SE DA DE ALTA')).toEqual([]);
    expect(expand('stent en DA', { on: true })).toBe('stent en arteria descendente anterior');
  });
  it('keeps codes, names and other words', () => {
    for (const text of ['I21.0', 'B01AB01', 'IAMX', 'xIAM', 'TEP-ligado.TEP.x', 'iam']) {
      if (text !== 'TEP-ligado.TEP.x') expect(expand(text, { on: true })).toBe(text);
    }
  });
});

describe('sameExpanded', () => {
  it('sees through abbreviations whose sense is settled', () => {
    expect(sameExpanded('IAM', 'Infarto agudo al miocardio')).toBe(true);
    expect(sameExpanded('FA', 'Fibrilación auricular', 'diagnosis')).toBe(true);
    expect(sameExpanded('FA', 'Fibrilación auricular')).toBe(false);
    expect(sameExpanded('TEP', 'TVP')).toBe(false);
  });
});

describe('glossary', () => {
  it('explains what is settled everywhere, once', () => {
    expect(
      glossary([
        { text: 'IAM con SDST', kind: 'diagnosis' },
        { text: 'IAM, PCR en SU', kind: 'note' },
      ]),
    ).toEqual([
      { abbreviation: 'IAM', sense: 'infarto agudo al miocardio' },
      { abbreviation: 'SDST', sense: 'supradesnivel del segmento ST' },
      { abbreviation: 'SU', sense: 'servicio de urgencia' },
    ]);
    expect(
      glossary([
        { text: 'PCR', kind: 'diagnosis' },
        { text: 'PCR 30', kind: 'exam' },
      ]),
    ).toEqual([]);
  });
});
