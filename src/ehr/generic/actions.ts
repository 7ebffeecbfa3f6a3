/** Words of links, buttons and page feet that stand among the entries and are none. */
import { plain } from '../dom/text.ts';

const ACTION =
  /^(editar|ver( (mas|menos|todos|todo|detalle|detalles|historial))?|imprimir|exportar|descargar|edit|delete|print|save|see all|view( all)?|show (more|less|all)|mostrar mas|leer mas|filtrar|filter)( .{0,30})?$/;
/** «Guardar», «Volver al listado»; «Guardar reposo», «Volver a control», «Nuevo déficit» are the chart's. */
const ACTION_ON_PAGE =
  /^(agregar|anadir|nuev[oa]|crear|eliminar|guardar|cancelar|volver|cerrar|buscar|actualizar|add|new|more|back|next|previous|siguiente|anterior|firmar|copiar|seleccionar)( (\d+|siguiente|anterior|next|previous|al?|el|la|los|las|un|una|de|del|y|en|otr[oa]|nuev[oa]s?|to|all|an?|inicio|atras|menu|list(a|ado)?|pagina|ficha|registros?|notas?|evolucion(es)?|diagnosticos?|alergias?|medicamentos?|farmacos?|recetas?|indicacion(es)?|prescripcion|orden(es)?|examen(es)?|procedimientos?|antecedentes?|problemas?|control(es)?|citas?|solicitud(es)?|interconsultas?|documentos?|archivos?|formularios?|epicrisis|informes?|entradas?|items?|filas?|cambios|datos|borrador|seleccion|filtros?|busqueda|pacientes?|ventana|sesion|salir|cerrar|observacion(es)?|comentarios?|todo|condition|allergy|medication|note|entry|record|page|chart))*$/;
/** Who printed a page, when, and which page it is. */
const PRINTED =
  /^(impreso|printed|generado|emitido|documento (impreso|generado|emitido)|pagina|page|mesa de ayuda|confidencial|confidential)\b.{0,20}\b(por|by|el|on|from|desde|\d)/;
/** What stands under a chart's last line: who signed, with which number, which program drew it. */
const FOOT =
  /^((documento )?(firmad[oa]|suscrit[oa]) (electronica|digital)mente|firma( y (sello|timbre)| (electronica|digital|del? (medico|profesional|paciente)))|(registro medico|reg medico|matricula( (nacional|provincial|profesional))?|m n|m p|colegiad[oa]|cedula profesional|rnpi) [a-z ]{0,4}[\d ]+|version \d[\d ]*|todos los derechos .*|este documento es .*|sesion iniciada .*|ultima (actualizacion|sincronizacion) .*|hoja \d+( (de )?\d+)?)( .{0,40})?$/;
/** Most lines are told from one by their first letters. */
const FOOT_FIRST = /^(?:doc|firm|sus|reg|mat|m |col|ced|rnp|ver|tod|est|ses|ult|hoj)/;
/** Words of links, buttons and page feet that stand among the entries. */
export const isAction = (text: string): boolean => {
  if (text.length >= 80) return false;
  const words = plain(text);
  return (
    (text.length < 45 && (ACTION.test(words) || ACTION_ON_PAGE.test(words))) ||
    PRINTED.test(words) ||
    (FOOT_FIRST.test(words) && FOOT.test(words))
  );
};
