/** What a note holds besides the course of the stay: formulae, signatures, vital signs, the ordinary physical examination, talk with the family. */
import { fold } from '../../record/text.ts';

const FORMULAE: readonly RegExp[] = [
  /^(?:paciente |pcte |pac )?(?:(?:se mantiene |sigue |en )?(?:estable|tranquil[oa]|igual)|sin (?:novedades?|cambios|otros hallazgos|eventos|incidentes)(?: .{0,25})?|buen dia|idem|lo anterior|evoluciona sin novedad(?:es)?|sin nuevas? (?:indicaciones|molestias|eventos))$/u,
  /^(?:se )?(?:mantienen?|continuan?) (?:con )?(?:(?:mismas? )?indicaciones|igual (?:manejo|tratamiento)|mismo (?:manejo|tratamiento)|cuidados (?:de enfermeria|generales)|controles?|plan)(?: .{0,20})?$/u,
  /^(?:control de signos vitales|cuidados de enfermeria|ver indicaciones|segun indicaciones?|indicaciones en ficha|resto (?:sin cambios|igual|normal|sin alteraciones|ok)|agradezco.*|gracias.*|saludos.*|atte.*|atentamente.*|firma.*|timbre.*|nota (?:escrita|copiada|redactada|de resumen).*|copiad[oa] de.*|sin mas)$/u,
  /^(?:se (?:explica|informa|conversa|comunica|entrega informacion|aclaran? dudas?|educa|habla|actualiza)|(?:familia(?:res)?|madre|padre|padres|hij[oa]s?|espos[oa]|familiar|paciente|pareja|cuidador[oa]?) (?:informad[oa]s?|educad[oa]s?|al tanto|entienden?|comprenden?|actualizad[oa]s?|(?:l[oa] )?acompanan?|de visita)|(?:paciente|madre|padre|familia) (?:refiere )?(?:entender|entiende|comprende|de acuerdo)|se responden dudas|se resuelven dudas).{0,140}$/u,
  /^(?:dra?s?\.?|int\.?|interna?o?|residente|becad[oa]|eu\.?|enf\.?|klg[oa]\.?|tens|mat(?:rona)?\.?|nutricionista|md|medico (?:residente|tratante|turno|jefe|de turno|internista|cirujano)|staff)\b[^\d:]{0,70}$/u,
  // Names with a title and nothing else: "Quila / Dr. Boldo".
  /^(?!.*\b(?:por|con|evaluad\p{L}*|vist[oa]|segun|de|se)\b)(?:[\p{L}.]+[\s/,-]+){0,4}(?:dra?|ps|eu|klg[oa]|int)\.?\s+[\p{L}.]+(?:[\s/,-]+[\p{L}.]+){0,3}$/u,
  /^(?:evolucion|nota|turno|visita|ronda|pase|paso de visita|resumen|medicina interna|cirugia|traumatologia|uci|uti|upc)(?: (?:medica|turno|diurna|nocturna|de turno|uci|uti|upc|medicina|interna|cirugia|adulto|matinal|tarde|noche|am|pm|\d{1,2}[:.]\d\d|hrs?))*$/u,
  /^dia \d{1,3}(?: (?:de )?(?:hospitalizacion|hosp|estada|uci|uti|upc|uco|sala|medicina|cirugia|cardiologia|neurologia|pop|post ?op\p{L}*|puerperio))*$/u,
  /^(?:(?:puerperio|pop|postoperatorio|post operatorio|puerpera)(?: \p{L}+){0,2}(?: dia)? ?\d{1,3}|d\d{1,2}(?: (?:de )?(?:atb|hosp|uci|pop))?|pop (?:inmediato|mediato))$/u,
  /^(?:rut|run|ficha|cama|sala|edad|nombre|prevision|servicio|hora|fecha)\b.{0,60}$/u,
  /^\d{1,2}[:.]\d\d\s?(?:h(?:rs?)?)?$/u,
  /^(?:fin|---+|===+|\*+)$/u,
];
/** Decisions that are told to a family are no formula. */
const WEIGHTY_TALK =
  /\b(?:let|limitacion|no reanima\p{L}*|rechaza\p{L}*|fallec\p{L}*|alta voluntaria|consentimiento|donacion|paliativ\p{L}*|gravedad)\b/u;

export const isFormula = (clause: string): boolean => {
  const text = fold(clause).replace(/[\s.,;:!-]+$/u, '');
  return text.length <= 200 && FORMULAE.some((formula) => formula.test(text)) && !WEIGHTY_TALK.test(text);
};

const VITAL =
  /(?<![\p{L}])(?:pa|pam|pas|pad|fc|fr|lpm|rpm|t°|tº|t|tax|temp|temperatura|sat|sato2|satu?ra|spo2|hgt|eva|glasgow|gcs|diuresis|bh|balance|peso|talla|fio2|du|dr|lcf)\s*[:=]?\s*(?:de\s)?[+-]?\d/gu;
const EXAMINATION =
  /^(?:mp|mp\+|rr2t|rrnn|rr|rha|abd(?:omen)?|abdomen|eeii|ee\.?ii|extremidades|piel|cuello|torax|cp|cardiaco|pulmonar|yugulares|conjuntivas|mucosas|pupilas|neurologico|herida operatoria|herida|ho|deposiciones|diuresis|llene capilar|pulsos|faringe|otoscopia|utero|loquios|mamas)\b/u;
const NORMAL =
  /\b(?:blando|blanda|bdi|depresible|indolor|normal(?:es)?|sin (?:edema|alteraciones|ruidos|soplos?|ingurgitacion|signos de (?:tvp|infeccion|irritacion)|rrnn|ra|lesiones|secrecion|eritema)|limpia|simetric[oa]s?|conservad[oa]s?|presente|ritmic[oa]|regular|rosadas?|hidratad[oa]s?|isocoricas?|reactivas?|\(\+\)|\(-\)|\+|s\/s|s\/ra|sra|negativ[oa]s?|positivas?|retraido|escasos)\b/u;

/** A line of vital signs: two or more of them and little else. */
export const isVitals = (clause: string): boolean => {
  const text = fold(clause);
  const signs = text.match(VITAL)?.length ?? 0;
  if (/^(?:signos vitales|csv|ssvv|sv)\b/u.test(text)) return true;
  return (signs >= 2 || (signs === 1 && text.length <= 25)) && text.split(' ').length <= 4 + signs * 4;
};

/** A finding of the ordinary examination that is as it should be: "MP presente sin ruidos agregados", "abdomen BDI". */
export const isNormalExamination = (clause: string): boolean => {
  const text = fold(clause);
  return text.length <= 160 && EXAMINATION.test(text) && NORMAL.test(text);
};
