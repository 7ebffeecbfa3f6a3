/**
 * The fine-tuned models of the reports. Their weights are the hospital's own: each row waits for files that the tools
 * have exported and verified, and says what went wrong before.
 */
import { weightsOf } from './layout.ts';
import type { Disabled, ModelRow, Words } from './row.ts';

interface FineTuned {
  readonly id: string;
  readonly name: string;
  readonly params: number;
  readonly dtypes: Partial<Record<keyof ModelRow['weights'], number>>;
  readonly backends: ModelRow['backends'];
  readonly failed: Words;
  readonly remedy: Words;
  readonly disabled?: Disabled['code'];
}

const HALF: Words = {
  es: 'Solo media precisión: WebAssembly la calcula en fp32 y duplica la memoria.',
  en: 'Half precision alone: WebAssembly computes it in fp32 and doubles the memory.',
};
const NO_4BIT: Words = {
  es: 'WebAssembly no tiene núcleo de 4 bits.',
  en: 'WebAssembly has no 4-bit kernel.',
};
const NO_INT8_GPU: Words = {
  es: 'WebGPU no tiene núcleos int8 (MatMulInteger): esos pesos son para WebAssembly.',
  en: 'WebGPU has no int8 kernels (MatMulInteger): these weights are for WebAssembly.',
};
const OVER_LIMIT: Words = {
  es: '6 GB pasa todo límite razonable de un navegador: se rechaza antes de descargar.',
  en: '6 GB is over any sensible limit of a browser: refused before the download.',
};

const MODELS: readonly FineTuned[] = [
  {
    id: 'epicrisis-unsloth-fp16',
    name: 'Epicrisis Unsloth FP16 (0.5B)',
    params: 494_032_768,
    dtypes: { fp16: 0, q4f16: 0 },
    backends: {
      webgpu: { dtypes: ['q4f16', 'fp16'] },
      wasm: { dtypes: [], why: HALF },
      node: { dtypes: ['q4f16', 'fp16'] },
    },
    failed: {
      es: 'Se exportó en opset 18, que el navegador no abría, y escribía texto sin códigos.',
      en: 'It was exported at opset 18, which the browser did not open, and wrote text without codes.',
    },
    remedy: {
      es: '«merge» y «export --dtype q4f16» escriben un opset que el motor abre; los códigos los pone la gramática.',
      en: '"merge" and "export --dtype q4f16" write an opset that the engine opens; the grammar supplies the codes.',
    },
  },
  {
    id: 'epicrisis-unsloth-onnx',
    name: 'Epicrisis Unsloth ONNX con caché (0.5B)',
    params: 494_032_768,
    dtypes: { q4f16: 0, q4: 0, int8: 0 },
    backends: {
      webgpu: { dtypes: ['q4f16', 'q4'] },
      wasm: { dtypes: ['int8'], why: NO_4BIT },
      node: { dtypes: ['q4', 'int8'] },
    },
    failed: {
      es: 'El grafo no tenía past_key_values utilizables: cada token recalculaba todo el texto.',
      en: 'The graph had no usable past_key_values: each token computed the whole text again.',
    },
    remedy: {
      es: '«export» escribe la caché como entradas y salidas, y «verify» prueba que con ella y sin ella sale lo mismo.',
      en: '"export" writes the cache as inputs and outputs, and "verify" proves that with it and without it the result is the same.',
    },
  },
  {
    id: 'epicrisis-mlx-1.5b',
    name: 'Epicrisis MLX fusionado (1.5B)',
    params: 1_543_714_304,
    dtypes: { q4f16: 0, q4: 0 },
    backends: {
      webgpu: { dtypes: ['q4f16', 'q4'] },
      wasm: { dtypes: [], why: NO_4BIT },
      node: { dtypes: ['q4', 'q4f16'] },
    },
    failed: {
      es: 'La conversión a q4f16 quedó pendiente (LoRA de 357 ejemplos, pérdida 0,45).',
      en: 'The conversion to q4f16 stayed pending (LoRA of 357 examples, loss 0.45).',
    },
    remedy: {
      es: '«merge» acepta el adaptador de MLX y «export --dtype q4f16» termina la conversión.',
      en: '"merge" takes the MLX adapter and "export --dtype q4f16" finishes the conversion.',
    },
  },
  {
    id: 'epicrisis-peft-q4f16',
    name: 'Epicrisis HF PEFT q4f16 (1.5B)',
    params: 1_543_714_304,
    dtypes: { q4f16: 0 },
    backends: {
      webgpu: { dtypes: ['q4f16'] },
      wasm: { dtypes: [], why: NO_4BIT },
      node: { dtypes: ['q4f16'] },
    },
    failed: {
      es: 'Nunca llegó a un archivo que Transformers.js abriera.',
      en: 'It never became a file that Transformers.js could open.',
    },
    remedy: {
      es: '«export --dtype q4f16» fija la dimensión de la caché y parte los datos en trozos menores de 2 GB.',
      en: '"export --dtype q4f16" fixes the cache’s dimension and cuts the data into chunks under 2 GB.',
    },
  },
  {
    id: 'epicrisis-peft-q8',
    name: 'Epicrisis HF PEFT q8 (1.5B)',
    params: 1_543_714_304,
    dtypes: { q8: 0, int8: 0 },
    backends: {
      webgpu: { dtypes: [], why: NO_INT8_GPU },
      wasm: { dtypes: ['int8', 'q8'] },
      node: { dtypes: ['int8', 'q8'] },
    },
    failed: {
      es: 'Los pesos INT8 escribían texto corrupto.',
      en: 'The INT8 weights wrote corrupt text.',
    },
    remedy: {
      es: '«export --dtype q8» cuantiza por bloques y «verify» compara la perplejidad antes y después; al cargar, la autoprueba la vuelve a mirar.',
      en: '"export --dtype q8" quantises block-wise and "verify" compares perplexity before and after; on loading, the self-test looks again.',
    },
  },
  {
    id: 'epicrisis-peft-fp32',
    name: 'Epicrisis HF PEFT fp32 (1.5B)',
    params: 1_543_714_304,
    dtypes: { fp32: 6_200_000_000 },
    backends: {
      webgpu: { dtypes: [], why: OVER_LIMIT },
      wasm: { dtypes: [], why: OVER_LIMIT },
      node: { dtypes: ['fp32'] },
    },
    failed: {
      es: 'Pesa 6 GB: se descargaba entero antes de fallar por memoria.',
      en: 'It weighs 6 GB: it was downloaded whole before it failed for lack of memory.',
    },
    remedy: {
      es: 'El límite de tamaño la rechaza antes de descargar; use q4f16 o q8 de los mismos pesos. En Node corre para verificar.',
      en: 'The size limit refuses it before the download; use q4f16 or q8 of the same weights. In Node it runs, for checking.',
    },
    disabled: 'TOO_BIG',
  },
];

const rowOf = ({ id, name, params, dtypes, backends, failed, remedy, disabled }: FineTuned): ModelRow => ({
  id,
  name,
  family: 'Qwen2.5',
  params,
  dialect: 'text',
  source: 'folder',
  weights: Object.fromEntries(
    Object.entries(dtypes).map(([dtype, bytes]) => [
      dtype,
      weightsOf(dtype as keyof ModelRow['weights'], bytes),
    ]),
  ),
  backends,
  context: 32_768,
  chat: { thinking: 'none', quirks: [] },
  licence: {
    id: 'Apache-2.0',
    note: {
      es: 'La de su base; el ajuste es de quien lo hizo.',
      en: 'Its base’s; the fine-tune is its maker’s.',
    },
  },
  evolution: 'free-verified',
  recommended: [],
  notes: [failed],
  disabled: { code: disabled ?? 'NEEDS_FILES', why: failed, remedy, liftedByFiles: true },
});

export const FINE_TUNED: readonly ModelRow[] = MODELS.map(rowOf);
