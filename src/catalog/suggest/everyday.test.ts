/**
 * Diagnoses as Chilean wards write them: abbreviations, misspellings, capitals without accents, sides, doubts and denials. Written from
 * everyday use, not from any corpus, with the category that a coder gives them; it guards against an index that knows one corpus only.
 */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { loadCie10Suggester } from '../cie10.ts';

const folder = new URL('../../../public/catalog/', import.meta.url);
const suggester = await loadCie10Suggester((name) => readFile(new URL(name, folder), 'utf8'));

/** Mention and category; `|` where coders may differ. */
const MENTIONS: readonly (readonly [string, string])[] = [
  // abbreviations
  ['IAM con SDST anterior', 'I21'],
  ['IAMCEST inferior', 'I21'],
  ['SCA SEST', 'I21|I20|I24'],
  ['ICC descompensada', 'I50'],
  ['ICA', 'I50'],
  ['FA con RVR', 'I48'],
  ['HTA en tto', 'I10'],
  ['DM2 IR', 'E11'],
  ['DM 1', 'E10'],
  ['ERC etapa V en HD', 'N18'],
  ['ERC E3b', 'N18'],
  ['IRA prerrenal', 'N17'],
  ['AKI KDIGO 2', 'N17'],
  ['EPOC exacerbado', 'J44'],
  ['NAC basal izq', 'J18'],
  ['NAC multilobar grave', 'J18'],
  ['TEP submasivo bilateral', 'I26'],
  ['TVP femoropoplitea der', 'I80|I82'],
  ['ACV isquemico ACM izq', 'I63'],
  ['ACV hemorragico ganglios basales derechos', 'I61'],
  ['TIA', 'G45'],
  ['HSA aneurismatica', 'I60'],
  ['HSD cronico bilateral', 'I62|S06'],
  ['TEC leve', 'S06|S09'],
  ['HDA variceal', 'I85|K92'],
  ['HDB', 'K92'],
  ['DHC Child C', 'K74|K70'],
  ['PA biliar leve', 'K85'],
  ['ITU alta', 'N10|N39'],
  ['ITU febril', 'N39|N10'],
  ['PNA derecha', 'N10'],
  ['HPB', 'N40'],
  ['AR seropositiva', 'M05'],
  ['LES con nefritis lupica', 'M32'],
  ['CAD moderada', 'E10|E11|E14'],
  ['SHH', 'E11|E14|E10|E87'],
  ['LCFA', 'J44'],
  ['SDRA', 'J80'],
  ['LMA', 'C92'],
  ['LNH difuso celulas grandes', 'C83'],
  ['MM', 'C90'],
  ['VIH etapa C3', 'B24|B20|B22|B23'],
  ['TBC pulmonar BK +', 'A15|A16'],
  ['SHE', 'O13|O14|O16'],
  ['PE severa', 'O14'],
  ['RPM 34 sem', 'O42'],
  ['RCIU', 'O36|P05'],
  ['RNPT 32 semanas', 'P07'],
  ['RN PEG', 'P05'],
  ['SDR del RN', 'P22'],
  ['SBO agudo', 'J21|J20|J40|J44|J45|J98'],
  ['BRN basal derecha', 'J18'],
  ['OMA izquierda', 'H66|H65'],
  ['GEA con deshidratacion moderada', 'A09|E86'],
  // misspellings, capitals, no accents
  ['APENDISITIS AGUDA', 'K35'],
  ['colesistitis aguda litiasica', 'K80|K81'],
  ['NEUMONIA ADQUIRIDA EN LA COMUNIDAD', 'J18'],
  ['insuficiensia cardiaca', 'I50'],
  ['selulitis pierna derecha', 'L03'],
  ['ERISIPELA PIERNA IZQUIERDA', 'A46'],
  ['pielonefriris aguda', 'N10'],
  ['hemorrajia digestiva alta', 'K92'],
  ['fractrua de cadera izquierda', 'S72'],
  ['diverticultis aguda', 'K57'],
  ['ipotiroidismo', 'E03'],
  // everyday words
  ['fractura de cadera derecha', 'S72'],
  ['fx muñeca izq', 'S52|S62'],
  ['fractura de tobillo', 'S82'],
  ['piedras en la vesícula', 'K80'],
  ['cólico biliar', 'K80'],
  ['cólico renal izquierdo', 'N23'],
  ['litiasis ureteral derecha', 'N20'],
  ['descompensación cardíaca', 'I50'],
  ['paro cardiorrespiratorio recuperado', 'I46'],
  ['intoxicación por paracetamol', 'T39|X40'],
  ['intento de suicidio medicamentoso', 'X64|T50|T43|X84|X61|Z91'],
  ['abstinencia alcohólica', 'F10'],
  ['delirium hiperactivo', 'F05'],
  ['úlcera por presión sacra', 'L89'],
  ['escara sacra', 'L89'],
  ['pie diabético infectado derecho', 'E11|E14|E10'],
  ['isquemia crítica EID', 'I70|I73|I74|I99'],
  ['hernia inguinal derecha atascada', 'K40'],
  ['obstrucción intestinal por bridas', 'K56'],
  ['vólvulo de sigmoides', 'K56'],
  ['colangitis aguda', 'K83'],
  ['coledocolitiasis', 'K80'],
  ['shock séptico de foco urinario', 'A41'],
  ['sepsis de foco abdominal', 'A41'],
  ['hiponatremia severa', 'E87'],
  ['hiperkalemia', 'E87'],
  ['crisis hipertensiva', 'I10|I16'],
  ['bloqueo AV completo', 'I44'],
  ['derrame pleural derecho', 'J90'],
  ['neumotórax espontáneo izquierdo', 'J93'],
  ['crisis asmática', 'J45|J46'],
  ['convulsión febril', 'R56'],
  ['status convulsivo', 'G41'],
  ['cáncer gástrico avanzado', 'C16'],
  ['Ca de mama derecha', 'C50'],
  ['Ca colon sigmoides', 'C18'],
  ['cáncer de vesícula', 'C23'],
  ['influenza A', 'J10|J09'],
  ['bronquiolitis por VRS', 'J21'],
  ['COVID-19 grave', 'U07'],
  ['síndrome de Guillain Barré', 'G61'],
  ['endocarditis infecciosa', 'I33'],
  ['absceso perianal', 'K61'],
  ['fascitis necrotizante', 'M72'],
  ['herida cortante mano izquierda', 'S61'],
  ['quemadura AB 15 %', 'T31|T30'],
  ['politraumatizado', 'T07'],
  ['embarazo tubario roto', 'O00'],
  ['aborto incompleto', 'O06|O03'],
  ['parto vaginal espontáneo', 'O80'],
  ['cesárea de urgencia', 'O82'],
  ['ictericia neonatal', 'P59'],
  // a doubt and a part that is denied
  ['obs. meningitis bacteriana', 'G00'],
  ['sospecha de apendicitis', 'K35|K37'],
  ['neumonía sin derrame', 'J18'],
  ['colelitiasis sin colecistitis', 'K80'],
  ['TEC sin pérdida de conciencia', 'S06|S09'],
];

const hit = (mention: string, wanted: string, top: number): boolean => {
  const categories = new Set(wanted.split('|'));
  return suggester.suggest(mention, { top }).some(({ code }) => categories.has(code.slice(0, 3)));
};

describe('everyday mentions', () => {
  it.each(MENTIONS)('%s: %s in the first five', (mention, wanted) => {
    expect(hit(mention, wanted, 5)).toBe(true);
  });

  it('most of them come first', () => {
    const missed = MENTIONS.filter(([mention, wanted]) => !hit(mention, wanted, 1)).map(
      ([mention]) => mention,
    );
    expect(missed.length / MENTIONS.length, missed.join('; ')).toBeLessThanOrEqual(0.1);
  });

  it.each([
    'sin fiebre',
    'niega alergias',
    'no se palpan masas',
    'se descarta TEP',
    'TEP descartado',
    'descartado IAM',
  ])('%s: nothing, it is denied', (mention) => expect(suggester.suggest(mention)).toEqual([]));
});
