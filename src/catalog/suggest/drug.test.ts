import { describe, expect, it } from 'vitest';
import { CodeList } from '../code-list.ts';
import { suggestDrug } from './drug.ts';
import { listSuggester } from './for-list.ts';
import { Vocabulary } from './vocabulary.ts';

const first = (mention: string) => suggestDrug(mention)[0];

describe('the ATC code of a drug as charted', () => {
  it.each([
    ['Losartan potasico 50 mg c/12h VO', 'C09CA01'],
    ['AAS 100 mg/día', 'B01AC06'],
    ['CEFTRIAXONA 2G EV C/24H', 'J01DD04'],
    ['Amoxi/clavulánico 875/125', 'J01CR02'],
    ['pip/tazo 4,5 g', 'J01CR05'],
    ['TMP-SMX forte', 'J01EE01'],
    ['KCl 3 g', 'B05XA01'],
    ['HCTZ 50 mg', 'C03AA03'],
    ['Vancomicina 1 g EV c/12 h', 'J01XA01'],
    ['vancomicina 125 mg VO c/6 h', 'A07AA09'],
    ['tobramicina colirio', 'S01AA12'],
    ['seftriaxona 1 g', 'J01DD04'],
    ['enoxiparina 40 mg sc', 'B01AB05'],
    ['levotiroxna 100 mcg', 'H03AA01'],
    ['furosemidda 40', 'C03CA01'],
    ['atorbastatina 80', 'C10AA05'],
    ['Metronidasol 500 ev', 'J01XD01'],
  ])('%s: %s', (mention, code) => expect(first(mention)?.code).toBe(code));

  it('says why', () => {
    expect(first('Losartán')?.why).toBe('nombre: «losartán»');
    expect(first('Plavix 75')?.why).toBe('otro nombre: «Plavix»');
    expect(first('AAS')?.why).toBe('abreviatura: «AAS»');
    expect(first('seftriaxona')?.why).toBe('grafía parecida: «ceftriaxona»');
  });

  it('none for what is no drug', () => {
    for (const mention of ['', 'reposo', 'régimen liviano', '500 mg c/8h', 'xyzzy'])
      expect(suggestDrug(mention), mention).toEqual([]);
  });
});

describe('a hospital’s own list', () => {
  const list = new CodeList('k', [
    { code: 'K492', name: 'Coronariografía', synonyms: ['CAG', 'cateterismo cardíaco'] },
    { code: 'K493', name: 'Angioplastia coronaria con stent', synonyms: ['ICP', 'ATC coronaria'] },
    { code: 'K101', name: 'Apendicectomía laparoscópica' },
    { code: 'K102', name: 'Apendicectomía abierta' },
    { code: 'K200', name: 'Tomografía computada de tórax', synonyms: ['TAC tórax'] },
  ]);
  const suggester = listSuggester(list, new Vocabulary('apendice apendicular\n'));
  it.each([
    ['CAG', 'K492', 'abreviatura: «CAG»'],
    ['ICP a DA proximal', 'K493', 'abreviatura: «ICP»'],
    ['apendisectomía laparoscópica', 'K101', 'nombre en el catálogo: «Apendicectomía laparoscópica»'],
    ['TAC de torax', 'K200', 'sinónimo: «TAC tórax»'],
  ])('%s: %s', (mention, code, why) => {
    const [best] = suggester.suggest(mention);
    expect(best?.code).toBe(code);
    expect(best?.why).toContain(why.split(':')[1]);
    expect(best?.name).toBe(list.nameOf(code));
  });
  it('each code for itself, none for what it has not', () => {
    expect(suggester.suggest('apendicectomía').map(({ code }) => code)).toEqual(['K101', 'K102']);
    expect(suggester.suggest('hemodiálisis')).toEqual([]);
  });
});
