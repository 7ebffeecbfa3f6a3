/**
 * Settings and policy from one zod object: the source of `public/managed_schema.json`, of the options page and of every
 * value that the product reads. Order: `chrome.storage.managed` (locked), then the user's, then the defaults here.
 */
import { z } from 'zod';

export const Settings = z.object({
  enabled: z
    .boolean()
    .default(true)
    .describe(
      'Habilita la extensión. Si es falso, el panel explica que está desactivada por la institución.',
    ),
  language: z
    .enum(['es', 'en'])
    .default('es')
    .describe('Idioma de la extensión: español o inglés. La epicrisis se escribe siempre en español.'),
  model: z
    .string()
    .max(120)
    .default('epicrisis-slots')
    .describe('Identificador del modelo que redacta, o "template" para redactar sin modelo.'),
  modelSource: z
    .enum(['bundled', 'folder', 'mirror', 'hub'])
    .default('hub')
    .describe(
      'De dónde pueden venir otros modelos: bundled (ninguno más que el incluido), folder (una carpeta o zip entregado a mano), mirror (además, el espejo del hospital) o hub (además, huggingface.co). Nada se descarga sin que alguien lo pida en las opciones.',
    ),
  modelMirror: z
    .string()
    .max(500)
    .regex(/^(?:https?:\/\/[^\s?#]+)?$/)
    .default('')
    .describe(
      'Dirección del espejo de modelos del hospital: cualquier servidor de archivos estáticos con las rutas del hub, por ejemplo https://modelos.hospital.cl/.',
    ),
  modelSizeLimitMB: z
    .number()
    .int()
    .min(1)
    .max(16_000)
    .default(2000)
    .describe(
      'Tamaño máximo de los pesos de un modelo, en megabytes; uno mayor se rechaza antes de descargarlo y antes de cargarlo.',
    ),
  form: z
    .enum(['parrafo', 'secciones'])
    .default('secciones')
    .describe('Forma del documento: un párrafo o secciones con título.'),
  allowedOrigins: z
    .array(z.string().max(300))
    .default([])
    .describe(
      'Orígenes de la ficha clínica donde la extensión puede leer, por ejemplo https://ficha.hospital.cl o https://*.hospital.cl. Vacío: cualquiera donde el médico haga clic.',
    ),
  expandAbbreviations: z
    .boolean()
    .default(true)
    .describe(
      'Muestra, al señalar un dato, qué significan sus abreviaturas cuando no son ambiguas. El documento conserva las palabras de la ficha.',
    ),
  freeEvolution: z
    .boolean()
    .default(false)
    .describe(
      'Permite que un modelo de texto de 500 millones de parámetros o más redacte la evolución en oraciones propias con las palabras de las notas. Cada oración se verifica; la que no se puede verificar se reemplaza por la nota. Sin esto, la evolución copia las notas tal como están.',
    ),
  hospitalName: z.string().max(200).default('').describe('Nombre del establecimiento en el encabezado.'),
  signatureLine: z.string().max(300).default('').describe('Línea de firma al pie del documento.'),
  adapters: z
    .array(z.string().max(200_000))
    .default([])
    .describe(
      'Adaptadores de ficha clínica en JSON (docs/adapters.md); tienen prioridad sobre los incluidos.',
    ),
  teaching: z
    .boolean()
    .default(true)
    .describe(
      'Permite enseñar una ficha señalando ejemplos en la página. Lo enseñado se guarda en este computador, sin datos de pacientes.',
    ),
  fhirIssuer: z
    .string()
    .max(500)
    .regex(/^(?:https:\/\/[^\s?#]+|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:\/[^\s?#]*)?)?$/)
    .default('')
    .describe(
      'Dirección del servidor FHIR R4 con SMART on FHIR, por ejemplo https://ficha.hospital.cl/fhir. Vacía: sin conexión; un archivo FHIR se puede agregar igual.',
    ),
  fhirClientId: z
    .string()
    .max(200)
    .default('')
    .describe(
      'Identificador de esta extensión en el servidor SMART on FHIR: cliente público con PKCE, con la dirección de retorno que muestra docs/guia-ti.md.',
    ),
});
export type Settings = z.infer<typeof Settings>;
export type SettingKey = keyof Settings;

export const defaultSettings: Settings = Settings.parse({});

/** The settings in force, and which of them the institution has locked. */
export interface EffectiveSettings {
  readonly values: Settings;
  readonly locked: readonly SettingKey[];
  /** Policy or stored values that were out of range and ignored; named so that IT sees it. */
  readonly rejected: readonly SettingKey[];
}
