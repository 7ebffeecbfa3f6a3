/** Lengths of time that a text gives, in hours: «en 7 días» is no «en 7 semanas», and «48 horas» is «2 días». */
export interface FoundTime {
  readonly value: string;
  readonly hours: number;
  readonly start: number;
  readonly end: number;
}

const HOURS: readonly (readonly [RegExp, number])[] = [
  [/^min/iu, 1 / 60],
  [/^h/iu, 1],
  [/^d/iu, 24],
  [/^s/iu, 168],
  [/^m/iu, 720],
  [/^a/iu, 8760],
];
const TIME =
  /(?<![\p{L}\p{N}.,/-])(\d{1,4})\s?(min(?:utos?)?|h(?:rs?|oras?)?|d(?:[ií]as?)?|sem(?:anas?)?|mes(?:es)?|a[ñn]os?)(?![\p{L}\p{N}/])/giu;

export const findTimes = (text: string): FoundTime[] =>
  Array.from(text.matchAll(TIME), (m): FoundTime => {
    const [whole, value = '', unit = ''] = m;
    const hours = HOURS.find(([of]) => of.test(unit))?.[1] ?? 1;
    return { value, hours: Number(value) * hours, start: m.index, end: m.index + whole.length };
  });
