/** Errors in prescriptions: dose, route, frequency, duration, name, list. */
import {
  AMOUNT,
  added,
  asStood,
  drugs,
  EVERY,
  exchanged,
  inList,
  type Kind,
  LASTS,
  left,
  moved,
  otherHours,
  within,
  words,
} from './slips.ts';

export const drugsErrors: Readonly<Record<string, Kind>> = {
  // Doses
  doseTenfold: (d) => within(drugs(d), AMOUNT, (m) => `${m[1]}0 ${m[2]}`.replace(/([.,]\d+)0 /, '$1 ')),
  doseTenth: (d) => within(drugs(d), /(\d+)0 (mg|g|UI|mcg)/, '$1 $2'),
  decimalLost: (d) => within(drugs(d), /(\d+),(\d+) (mg|L|g|UI)/, '$1$2 $3'),
  decimalMoved: (d) => within(drugs(d), /0,(\d)(\d+) mg/, '$1,$2 mg'),
  zeroLost: (d) => within(drugs(d), /0,(\d+)(?= )/, ',$1').map((s) => ({ ...s, text: s.text.slice(1) })),
  zeroTrailing: (d) =>
    within(drugs(d), /(?<![\d.,])(\d) (mg|g)(?!\p{L})/u, '$1,0$2').map((s) => ({
      ...s,
      text: s.text.replace(',', '').replace(/(m?g)$/, ' $1'),
    })),
  unitGrams: (d) => within(drugs(d), /(\d) mg(?![\p{L}/])/u, '$1 g'),
  unitMicro: (d) => within(drugs(d), /(\d) mg(?![\p{L}/])/u, '$1 mcg'),
  unitMilli: (d) => within(drugs(d), /(\d) (?:mcg|g)(?![\p{L}/])/u, '$1 mg'),
  unitVolume: (d) => within(drugs(d), /(\d) (?:UI|puff|gota)(?![\p{L}/])/u, '$1 ml'),
  unitReadAsZero: (d) => within(drugs(d), /(\d) UI/, '$10'),
  doseDropped: (d) => within(drugs(d), /\d+(?:[.,]\d+)? (?:mg|g|UI|mcg) /, ''),
  doseAdded: added((d) => drugs(d).filter((c) => !/\d/.test(c.text)), [' 500 mg']),
  doseExchanged: exchanged((d) => drugs(d, 'alta'), /\d+(?:[.,]\d+)? (?:mg|g|UI|mcg)(?!\p{L})/u),
  strength: (d) => within(drugs(d), /875\/125/, '500/125'),
  perKilo: (d) => within(drugs(d), /mg\/kg/, 'mg'),
  halved: (d) => within(drugs(d), /(\d+) mg VO/, '1/2 comp de $1 mg VO'),
  scheduleUneven: (d) => within(drugs(d), /(\d+) UI SC mañana y (\d+) UI/, '$2 UI SC mañana y $1 UI'),
  // Route, frequency, duration
  routeChanged: (d) =>
    within(drugs(d), /(?<= )(EV|VO|SC|IM)(?![\p{L}])/u, (m) => (m[1] === 'VO' ? 'EV' : 'VO')),
  routeDropped: (d) => within(drugs(d), / (?:EV|VO|SC|IM)(?![\p{L}])/u, ''),
  everyChanged: (d) => within(drugs(d), EVERY, (m) => `c/${otherHours[m[1] ?? ''] ?? '5'} h`),
  everyDropped: (d) => within(drugs(d), / c\/\d+ h/, ''),
  everyWeekly: (d) => within(drugs(d), /c\/24 h/, 'una vez a la semana'),
  timeOfDay: words(
    [
      ['noche', 'mañana'],
      ['en ayunas', 'con almuerzo'],
      ['con la cena', 'en ayunas'],
      ['precomidas', 'postcomidas'],
    ],
    false,
    'drug',
  ),
  neededOnly: (d) =>
    added(
      (doc) => drugs(doc).filter((c) => /c\/\d+ h/.test(c.text) && !/SOS/.test(c.text)),
      [' SOS'],
    )(d).map((s) => {
      const copy = d.copies.find((c) => c.fact.id === s.fact && c.end <= s.start);
      return copy ? { ...s, start: copy.end, end: copy.end } : s;
    }),
  neededLost: (d) => within(drugs(d), / SOS/, ''),
  onceLost: (d) => within(drugs(d), / por una vez/, ''),
  lastsChanged: (d) => within(drugs(d), LASTS, (m) => `por ${Number(m[1]) + 10} ${m[2]}`),
  lastsUnit: (d) =>
    within(
      drugs(d),
      /por (\d+) (días|semanas|meses)/,
      (m) => `por ${m[1]} ${m[2] === 'días' ? 'semanas' : 'días'}`,
    ),
  lastsDropped: (d) => within(drugs(d), / por \d+ (?:días|semanas|meses|dosis|h)/, ''),
  lastsAdded: (d) =>
    drugs(d, 'alta')
      .filter((c) => !/ por | hasta /.test(c.text))
      .map((c) => ({ start: c.end, end: c.end, text: ' por 7 días', fact: c.fact.id })),
  conditionLost: (d) => within(drugs(d), / (?:hasta|si|según|con) [^.;(]+$/, ''),
  rate: (d) => within(drugs(d), /en (\d+) (h|hora)(?!\p{L})/u, 'en $1 min'),
  // Names
  nearName: words(
    [
      ['prednisona', 'prednisolona'],
      ['metildopa', 'metilprednisolona'],
      ['clonazepam', 'clobazam'],
      ['losartán', 'lovastatina'],
      ['cefazolina', 'ceftazidima'],
      ['ceftriaxona', 'cefotaxima'],
      ['cefadroxilo', 'cefuroximo'],
      ['tramadol', 'trazodona'],
      ['lamotrigina', 'lamivudina'],
      ['fluoxetina', 'fluvoxamina'],
      ['carvedilol', 'captopril'],
      ['bisoprolol', 'metoprolol'],
      ['propranolol', 'propafenona'],
      ['nifedipino', 'nimodipino'],
      ['levofloxacino', 'levocetirizina'],
      ['amiodarona', 'amlodipino'],
      ['espironolactona', 'eplerenona'],
      ['sulfato ferroso', 'sulfato de magnesio'],
      ['tiamina', 'tiamazol'],
      ['azitromicina', 'eritromicina'],
      ['enalapril', 'enoxaparina'],
      ['omeprazol', 'esomeprazol'],
      ['ertapenem', 'meropenem'],
      ['metformina', 'metronidazol'],
      ['ketoprofeno', 'ketorolaco'],
      ['digoxina', 'digitoxina'],
      ['terlipresina', 'vasopresina'],
      ['levotiroxina', 'liotironina'],
      ['timolol', 'tiotropio'],
      ['sertralina', 'sertindol'],
      ['labetalol', 'lansoprazol'],
      ['rivaroxabán', 'apixabán'],
      ['insulina NPH', 'insulina glargina'],
      ['insulina cristalina', 'insulina NPH'],
      ['acenocumarol', 'warfarina'],
      ['nistatina', 'niacina'],
      ['betametasona', 'dexametasona'],
      ['vitamina K', 'vitamina D'],
      ['vitamina D', 'vitamina B'],
      ['cloruro de potasio', 'cloruro de sodio'],
      ['sulfato de magnesio', 'sulfato de morfina'],
    ],
    false,
    'drug',
  ),
  brandInstead: words(
    [
      ['paracetamol', 'Zaldiar'],
      ['ketorolaco', 'ibuprofeno'],
      ['metamizol', 'ketoprofeno'],
    ],
    false,
    'drug',
  ),
  classOnly: words(
    [
      ['enoxaparina', 'heparina'],
      ['atorvastatina', 'estatina'],
      ['omeprazol', 'antiácido'],
      ['clonazepam', 'benzodiacepina'],
      ['ceftriaxona', 'antibiótico'],
      ['prednisona', 'corticoides'],
    ],
    false,
    'drug',
  ),
  drugInNote: words(
    [
      ['vitamina K', 'protamina'],
      ['nistatina', 'fluconazol'],
      ['ertapenem', 'amikacina'],
      ['N-acetilcisteína', 'carbón activado'],
      ['ampicilina/sulbactam', 'ceftriaxona'],
      ['sertralina', 'venlafaxina'],
    ],
    false,
    'note',
  ),
  comboHalf: (d) => within(drugs(d), /(\p{L}+)\/(?:ácido \p{L}+|\p{L}+)(?= \d)/u, '$1'),
  releaseLost: (d) => within(drugs(d), / retard/, ''),
  // Lists
  dischargeDrugLeft: left((d) => drugs(d, 'alta')),
  inpatientDrugLeft: left((d) => drugs(d, 'intrahospitalario')),
  homeDrugLeft: left((d) => drugs(d, 'habitual')),
  homeToDischarge: moved('habitual', 'alta'),
  inpatientToDischarge: moved('intrahospitalario', 'alta'),
  inpatientToHome: moved('intrahospitalario', 'habitual'),
  dischargeToHome: moved('alta', 'habitual'),
  drugTwice: (d) =>
    drugs(d, 'alta')
      .slice(0, 1)
      .flatMap((c) => {
        const last = drugs(d, 'alta').at(-1);
        const code = last ? (/^ \([A-Z0-9.]+\)/.exec(d.text.slice(last.end))?.[0].length ?? 0) : 0;
        return last && last !== c
          ? [
              {
                start: last.end + code,
                end: last.end + code,
                text: `${inList(d, last)}${c.text.replace(/\d+/, (n) => String(Number(n) * 2))}`,
                fact: c.fact.id,
              },
            ]
          : [];
      }),
  drugInvented: (d) => {
    const last = drugs(d, 'alta').at(-1);
    if (!last) return [];
    const at = last.end + (/^ \([A-Z0-9.]+\)/.exec(d.text.slice(last.end))?.[0].length ?? 0);
    return [
      'Quetiapina 25 mg VO noche',
      'Ketorolaco SOS',
      'Complejo B 1 comprimido al día',
      'Sus medicamentos habituales',
    ].map((t) => ({ start: at, end: at, text: `${inList(d, last)}${t}` }));
  },
  drugStopped: (d) =>
    drugs(d, 'alta').map((c) => ({
      start: c.start,
      end: c.start,
      text: asStood(c.text, 'suspender '),
      fact: c.fact.id,
    })),
  drugTitrated: added(
    (d) => drugs(d, 'alta'),
    [', aumentar según tolerancia', ', titular a doble dosis en 1 semana'],
  ),
  rowsMerged: (d) =>
    drugs(d, 'alta').flatMap((c, i, list) => {
      const next = list[i + 1];
      const name = next ? /^[\p{L}/ ]+?(?= \d)/u.exec(next.text)?.[0] : undefined;
      const mine = /^[\p{L}/ ]+?(?= \d)/u.exec(c.text)?.[0];
      return next && name && mine
        ? [{ start: c.start + mine.length, end: next.start + name.length, text: '', fact: c.fact.id }]
        : [];
    }),
};
