/**
 * The Chilean RUN (Rol Único Nacional; the same number is the RUT): a body and a check digit by modulus 11, charted with or
 * without dots and hyphen. Source of the algorithm: Servicio de Registro Civil e Identificación / SII, "dígito
 * verificador", modulus 11 with weights 2..7 from the right; 11 is written 0 and 10 is written K.
 */

export interface Run {
  readonly body: number;
  /** '0'..'9' or 'K', as charted. */
  readonly digit: string;
  /** Whether the check digit is the body's. An invalid RUN is still shown as charted, with a finding. */
  readonly valid: boolean;
}

/** The check digit of a body (a positive integer). */
export const checkDigit = (body: number): string => {
  let sum = 0;
  let weight = 2;
  for (let rest = body; rest > 0; rest = Math.floor(rest / 10)) {
    sum += (rest % 10) * weight;
    weight = weight === 7 ? 2 : weight + 1;
  }
  const digit = 11 - (sum % 11);
  return digit === 11 ? '0' : digit === 10 ? 'K' : String(digit);
};

const LABEL = /^(?:r\.?u\.?[nt]\.?|c(?:[ée]dula|\.?i\.?))\s*(?:n[°º.]?)?\s*:?\s*/iu;
/** Dots (or commas, or spaces) between thousands or none at all; a hyphen before the check digit, or nothing when there are no dots either. */
const SHAPE =
  /^(?:(\d{1,3}(?:([., ])\d{3})(?:\2\d{3})?)\s?[-\u2010-\u2015\u2212]?\s?([\dk])|(\d{1,9})\s?[-\u2010-\u2015\u2212]\s?([\dk])|(\d{7,8})([\dk]))$/iu;

/**
 * Reads "12.345.678-5", "12345678-5", "123456785", "RUN: 12.345.678-5". Null when the text is not in a RUN's shape
 * (a passport, for example); `valid` says whether the check digit matches.
 */
export const parseRun = (text: string): Run | null => {
  const m = SHAPE.exec(
    text
      .trim()
      .replace(LABEL, '')
      .replace(/[.,;]$/u, ''),
  );
  if (!m) return null;
  const body = Number((m[1] ?? m[4] ?? m[6] ?? '').replace(/\D/gu, ''));
  const digit = (m[3] ?? m[5] ?? m[7] ?? '').toUpperCase();
  if (body === 0) return null;
  return { body, digit, valid: checkDigit(body) === digit };
};

/** "12.345.678-5". For screens of our own; in the epicrisis the RUN is written as charted. */
export const formatRun = ({ body, digit }: Pick<Run, 'body' | 'digit'>): string =>
  `${String(body).replace(/\B(?=(?:\d{3})+$)/g, '.')}-${digit}`;

/** True when both texts are the same RUN, however written; false when either is none. For "is this still the same patient". */
export const sameRun = (a: string, b: string): boolean => {
  const x = parseRun(a);
  const y = parseRun(b);
  return x !== null && y !== null && x.body === y.body && x.digit === y.digit;
};
