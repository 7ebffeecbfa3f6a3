/**
 * The models of the reports and the ones that came with the product. Sizes and revisions are the hub's own, read from its
 * file lists; a digest stands where one was published. What was measured of each is in docs/MODELS.md.
 */
import { weightsOf } from './layout.ts';
import type { ModelRow, Words } from './row.ts';

const GB = 1_000_000_000;
const MB = 1_000_000;

const NO_WASM_4BIT: Words = {
  es: 'WebAssembly no tiene núcleo de 4 bits: descomprime cada matriz en cada paso (2 tokens/s donde int8 da 13).',
  en: 'WebAssembly has no 4-bit kernel: it unpacks every matrix at every step (2 tokens/s where int8 gives 13).',
};
const TOO_BIG_FOR_WASM: Words = {
  es: 'Solo 4 bits cabe bajo el límite de tamaño, y WebAssembly no tiene núcleo de 4 bits.',
  en: 'Only 4-bit weights stay under the size limit, and WebAssembly has no 4-bit kernel.',
};
const ONLY_Q4F16: Words = {
  es: 'Solo existe q4f16: exige WebGPU con shader-f16.',
  en: 'Only q4f16 exists: it takes WebGPU with shader-f16.',
};
const HALF_IN_NODE: Words = {
  es: 'Solo existe en media precisión, que en Node corre sin núcleos propios: sirve para verificar, no para medir.',
  en: 'Exists in half precision alone, which Node runs without kernels of its own: good for checking, not for timing.',
};

const QWEN_SYSTEM: Words = {
  es: 'Sin mensaje de sistema la plantilla pone el suyo («You are Qwen…»); el producto siempre da uno.',
  en: 'Without a system message the template adds its own ("You are Qwen…"); the product always gives one.',
};
const SMOLLM_SYSTEM: Words = {
  es: 'Sin mensaje de sistema la plantilla pone el suyo («You are a helpful AI assistant named SmolLM…»); el producto siempre da uno.',
  en: 'Without a system message the template adds its own ("You are a helpful AI assistant named SmolLM…"); the product always gives one.',
};

const QWEN25_CHAT: ModelRow['chat'] = { thinking: 'none', quirks: [QWEN_SYSTEM] };

/** Of the reports' own table: it wrote fluent text and no codes. */
const NO_CODES_FREE: Words = {
  es: 'En los informes, libre, escribía texto fluido sin códigos; bajo la gramática los códigos son copias de la ficha.',
  en: 'In the reports, free, it wrote fluent text without codes; under the grammar the codes are copies from the chart.',
};

export const ROWS: readonly ModelRow[] = [
  {
    id: 'epicrisis-slots',
    name: 'Epicrisis (incluido)',
    family: 'epicrisis',
    params: 1_218_176,
    dialect: 'slots',
    source: 'bundled',
    weights: { fp32: weightsOf('fp32', 2_603_565) },
    backends: { wasm: { dtypes: ['fp32'] }, webgpu: { dtypes: ['fp32'] }, node: { dtypes: ['fp32'] } },
    context: 2048,
    chat: { thinking: 'none', quirks: [] },
    licence: { id: 'Apache-2.0' },
    evolution: 'clauses',
    recommended: ['wasm', 'webgpu', 'node'],
    notes: [
      {
        es: 'Nunca ve el texto de la ficha: cada dato es un símbolo. Pesos guardados en fp16, calculados en fp32.',
        en: 'Never sees the chart’s text: each fact is one symbol. Weights stored as fp16, computed as fp32.',
      },
    ],
  },
  {
    id: 'qwen2.5-0.5b-instruct',
    name: 'Qwen2.5 0.5B Instruct',
    family: 'Qwen2.5',
    params: 494_032_768,
    dialect: 'text',
    source: 'hub',
    hub: {
      repo: 'onnx-community/Qwen2.5-0.5B-Instruct',
      revision: 'cc5cc01a65cc3ff17bdb73a7de33d879f62599b0',
      pinned: true,
    },
    weights: {
      q4f16: weightsOf('q4f16', {
        bytes: 483_003_582,
        sha256: 'b11c1dd99efd57e6c6e5bc4443a019931a5fbd5dd500d48644d8225f5ce0b2cb',
      }),
      q4: weightsOf('q4', 786_156_820),
      int8: weightsOf('int8', 512 * MB),
      q8: weightsOf('q8', 512_096_557),
      fp16: weightsOf('fp16', 997 * MB),
      fp32: weightsOf('fp32', 1990 * MB),
    },
    backends: {
      webgpu: { dtypes: ['q4f16', 'q4'] },
      wasm: { dtypes: ['int8', 'q8'], why: NO_WASM_4BIT },
      node: { dtypes: ['q4', 'int8', 'fp32'] },
    },
    context: 32_768,
    chat: QWEN25_CHAT,
    licence: { id: 'Apache-2.0' },
    evolution: 'free-verified',
    recommended: ['webgpu'],
    notes: [NO_CODES_FREE],
  },
  {
    id: 'qwen2.5-1.5b-instruct',
    name: 'Qwen2.5 1.5B Instruct',
    family: 'Qwen2.5',
    params: 1_543_714_304,
    dialect: 'text',
    source: 'hub',
    hub: {
      repo: 'onnx-community/Qwen2.5-1.5B-Instruct',
      revision: '6287331f475a3e20e8c879be8fd4bf3551ad9d34',
      pinned: true,
    },
    weights: {
      q4f16: weightsOf('q4f16', {
        bytes: 1_220 * MB,
        sha256: '19dec9f63488016185ba997d5e4492b5ac5b4f7ef1abb45243a91de958838dcd',
      }),
      q4: weightsOf('q4', {
        bytes: 1_787_566_590,
        sha256: '70c24509f760fed9a8f50391165c46a87660197028a42c4547763f1c173ddea6',
      }),
      int8: weightsOf('int8', 1.58 * GB),
      q8: weightsOf('q8', 1.58 * GB),
      fp16: weightsOf('fp16', 1.1 * MB, 3.1 * GB),
      fp32: weightsOf('fp32', 1.06 * MB, 6.21 * GB),
    },
    backends: {
      webgpu: { dtypes: ['q4f16', 'q4'] },
      wasm: {
        dtypes: [],
        why: {
          es: 'int8 ocupa 1,58 GB y con su caché no cabe con holgura en los 4 GB de WebAssembly; 4 bits no tiene núcleo.',
          en: 'int8 takes 1.58 GB and, with its cache, leaves too little of WebAssembly’s 4 GB; 4 bits has no kernel.',
        },
      },
      node: { dtypes: ['q4', 'int8', 'fp32'] },
    },
    context: 32_768,
    chat: QWEN25_CHAT,
    licence: { id: 'Apache-2.0' },
    evolution: 'free-verified',
    recommended: [],
    notes: [NO_CODES_FREE],
  },
  {
    id: 'qwen2.5-coder-1.5b-instruct',
    name: 'Qwen2.5 Coder 1.5B Instruct',
    family: 'Qwen2.5',
    params: 1_543_714_304,
    dialect: 'text',
    source: 'folder',
    weights: { q4: weightsOf('q4', 0), int8: weightsOf('int8', 0), q4f16: weightsOf('q4f16', 0) },
    backends: {
      webgpu: { dtypes: ['q4f16', 'q4'] },
      wasm: { dtypes: [], why: TOO_BIG_FOR_WASM },
      node: { dtypes: ['q4', 'int8'] },
    },
    context: 32_768,
    chat: QWEN25_CHAT,
    licence: { id: 'Apache-2.0' },
    evolution: 'free-verified',
    recommended: [],
    notes: [
      {
        es: 'Se exporta aquí con tools/models desde su GGUF; es el 1.5B que se mide de verdad en docs/MODELS.md.',
        en: 'Exported here with tools/models from its GGUF; it is the 1.5B that docs/MODELS.md measures for real.',
      },
    ],
    disabled: {
      code: 'NEEDS_FILES',
      why: { es: 'Faltan sus archivos.', en: 'Its files are not here.' },
      remedy: {
        es: 'Expórtelo con «python -m epicrisis_models export» y entregue la carpeta en las opciones.',
        en: 'Export it with "python -m epicrisis_models export" and give the folder on the options page.',
      },
      liftedByFiles: true,
    },
  },
  {
    id: 'qwen3-4b',
    name: 'Qwen3 4B',
    family: 'Qwen3',
    params: 4_022_468_096,
    dialect: 'text',
    source: 'hub',
    hub: {
      repo: 'onnx-community/Qwen3-4B-ONNX',
      revision: '98ddba15d05dede4435afb63f13280abcdbc2a48',
      pinned: true,
    },
    weights: {
      q4f16: weightsOf(
        'q4f16',
        {
          bytes: 59_762_833,
          sha256: 'd3e946f9e38577411b0251051c91a1f20c3c0c831e1cf76a13c58ce279d950de',
        },
        2_096 * MB,
        677 * MB,
      ),
    },
    backends: {
      webgpu: { dtypes: ['q4f16'], why: ONLY_Q4F16 },
      wasm: { dtypes: [], why: TOO_BIG_FOR_WASM },
      node: { dtypes: ['q4f16'], why: HALF_IN_NODE },
    },
    context: 40_960,
    chat: {
      thinking: 'switch',
      variables: { enable_thinking: false },
      quirks: [
        {
          es: 'Piensa: «enable_thinking: false» hace que la plantilla escriba un bloque <think> vacío; si abre otro, se cierra a la fuerza y no se muestra.',
          en: 'Thinks: "enable_thinking: false" makes the template write an empty <think> block; one that opens anyway is closed by force and not shown.',
        },
      ],
    },
    licence: { id: 'Apache-2.0' },
    evolution: 'free-verified',
    recommended: [],
    notes: [
      {
        es: '2,8 GB: pasa el límite de tamaño inicial (2 GB); informática lo sube con «modelSizeLimitMB».',
        en: '2.8 GB: over the initial size limit (2 GB); IT raises it with "modelSizeLimitMB".',
      },
    ],
  },
  {
    id: 'llama-3.2-1b-instruct',
    name: 'Llama 3.2 1B Instruct',
    family: 'Llama 3.2',
    params: 1_235_814_400,
    dialect: 'text',
    source: 'hub',
    hub: {
      repo: 'onnx-community/Llama-3.2-1B-Instruct',
      revision: 'c5b77c42b9a13105f54d55be507e1a65b5b8149b',
      pinned: true,
    },
    weights: {
      q4f16: weightsOf('q4f16', 1.07 * GB),
      q4: weightsOf('q4', 1.66 * GB),
      int8: weightsOf('int8', 1.24 * GB),
      q8: weightsOf('q8', 1.24 * GB),
      fp16: weightsOf('fp16', 532_000, 2.47 * GB),
      fp32: weightsOf('fp32', 524_000, 4.94 * GB),
    },
    backends: {
      webgpu: { dtypes: ['q4f16', 'q4'] },
      wasm: { dtypes: ['int8', 'q8'], why: NO_WASM_4BIT },
      node: { dtypes: ['q4', 'int8', 'fp32'] },
    },
    context: 131_072,
    chat: {
      thinking: 'none',
      variables: { date_string: '26 Jul 2024' },
      quirks: [
        {
          es: 'La plantilla antepone fecha de corte y de hoy al sistema; la fecha se fija, para que el mismo prompt sea el mismo cada día.',
          en: 'The template puts a cut-off date and today’s before the system message; the date is fixed, so that one prompt is the same every day.',
        },
      ],
    },
    licence: {
      id: 'Llama-3.2',
      note: {
        es: 'Licencia comunitaria de Meta: léala antes de distribuir los pesos.',
        en: 'Meta’s community licence: read it before you distribute the weights.',
      },
    },
    evolution: 'free-verified',
    recommended: [],
    notes: [],
  },
  {
    id: 'smollm2-360m-instruct',
    name: 'SmolLM2 360M Instruct',
    family: 'SmolLM2',
    params: 361_821_120,
    dialect: 'text',
    source: 'hub',
    hub: { repo: 'HuggingFaceTB/SmolLM2-360M-Instruct', revision: 'main', pinned: false },
    weights: {
      q4f16: weightsOf('q4f16', 299 * MB),
      q4: weightsOf('q4', 417 * MB),
      fp16: weightsOf('fp16', 819 * MB),
      fp32: weightsOf('fp32', 1.64 * GB),
    },
    backends: {
      webgpu: { dtypes: ['q4f16', 'q4'] },
      wasm: {
        dtypes: ['fp32'],
        why: {
          es: 'El repositorio no trae int8; tools/models lo exporta. fp32 corre, lento y con 1,6 GB.',
          en: 'The repository brings no int8; tools/models exports one. fp32 runs, slowly and with 1.6 GB.',
        },
      },
      node: { dtypes: ['q4', 'fp32'] },
    },
    context: 8192,
    chat: { thinking: 'none', quirks: [SMOLLM_SYSTEM] },
    licence: { id: 'Apache-2.0' },
    evolution: 'clauses',
    recommended: [],
    notes: [
      {
        es: 'Los informes hablan de 200 MB; los pesos q4f16 del repositorio son 299 MB. Su español es pobre: solo bajo la gramática.',
        en: 'The reports speak of 200 MB; the repository’s q4f16 weights are 299 MB. Its Spanish is poor: under the grammar alone.',
      },
    ],
  },
  {
    id: 'smollm2-135m',
    name: 'SmolLM2 135M Instruct',
    family: 'SmolLM2',
    params: 134_515_008,
    dialect: 'text',
    source: 'hub',
    hub: {
      repo: 'HuggingFaceTB/SmolLM2-135M-Instruct',
      revision: '12fd25f77366fa6b3b4b768ec3050bf629380bac',
      pinned: true,
    },
    weights: {
      q4f16: weightsOf('q4f16', {
        bytes: 134 * MB,
        sha256: '9358cd4ce037c304621f8c194a525607ae7c5ea73239fcae4c21bd02f2e34ff7',
      }),
      q4: weightsOf('q4', 200 * MB),
      fp16: weightsOf('fp16', 327 * MB),
      fp32: weightsOf('fp32', 654 * MB),
    },
    backends: {
      webgpu: { dtypes: ['q4f16', 'q4'] },
      wasm: {
        dtypes: ['int8', 'fp32'],
        why: {
          es: 'El repositorio no trae int8; la exportación de tools/models sí, y es la rápida en WebAssembly.',
          en: 'The repository brings no int8; the export of tools/models does, and it is the fast one on WebAssembly.',
        },
      },
      node: { dtypes: ['q4', 'int8', 'fp32'] },
    },
    context: 8192,
    chat: { thinking: 'none', quirks: [SMOLLM_SYSTEM] },
    licence: { id: 'Apache-2.0' },
    evolution: 'clauses',
    recommended: [],
    notes: [
      {
        es: 'Libre escribe sin sentido en español; bajo la gramática elige bien entre frases seguras.',
        en: 'Free, it writes nonsense in Spanish; under the grammar it chooses well among safe phrases.',
      },
    ],
  },
  {
    id: 'phi-3.5-mini-instruct',
    name: 'Phi-3.5 mini Instruct',
    family: 'Phi-3.5',
    params: 3_821_079_552,
    dialect: 'text',
    source: 'hub',
    hub: {
      repo: 'onnx-community/Phi-3.5-mini-instruct-onnx-web',
      revision: '9eb48666f3700b2799779d6c7f4d58975f9eb63c',
      pinned: true,
    },
    weights: { q4f16: weightsOf('q4f16', 220 * MB, 2.1 * GB) },
    backends: {
      webgpu: { dtypes: ['q4f16'], why: ONLY_Q4F16 },
      wasm: { dtypes: [], why: TOO_BIG_FOR_WASM },
      node: { dtypes: ['q4f16'], why: HALF_IN_NODE },
    },
    context: 131_072,
    chat: {
      thinking: 'none',
      quirks: [
        {
          es: 'Su turno termina en <|end|>, que solo generation_config.json nombra: sin ese archivo no sabe parar.',
          en: 'Its turn ends with <|end|>, which generation_config.json alone names: without that file it cannot stop.',
        },
      ],
    },
    licence: { id: 'MIT' },
    evolution: 'free-verified',
    recommended: [],
    notes: [
      {
        es: '2,3 GB: pasa el límite de tamaño inicial (2 GB); informática lo sube con «modelSizeLimitMB».',
        en: '2.3 GB: over the initial size limit (2 GB); IT raises it with "modelSizeLimitMB".',
      },
    ],
  },
  {
    id: 'ministral-3b-instruct',
    name: 'Ministral 3 3B Instruct',
    family: 'Ministral',
    params: 3_400_000_000,
    dialect: 'text',
    source: 'hub',
    hub: { repo: 'mistralai/Ministral-3-3B-Instruct-2512-ONNX', revision: 'main', pinned: false },
    weights: {},
    backends: {
      webgpu: {
        dtypes: [],
        why: {
          es: 'El repositorio parte el modelo en tres grafos (visión, incrustación, decodificador con inputs_embeds); el motor abre uno con input_ids.',
          en: 'The repository cuts the model into three graphs (vision, embedding, decoder with inputs_embeds); the engine opens one with input_ids.',
        },
      },
      wasm: { dtypes: [], why: TOO_BIG_FOR_WASM },
      node: {
        dtypes: [],
        why: {
          es: 'El mismo motivo que en WebGPU.',
          en: 'For the same reason as on WebGPU.',
        },
      },
    },
    context: 262_144,
    chat: {
      thinking: 'none',
      quirks: [
        {
          es: 'El sistema va en [SYSTEM_PROMPT]…[/SYSTEM_PROMPT] y el turno en [INST]…[/INST]; sin sistema la plantilla pone el de Mistral.',
          en: 'The system message goes into [SYSTEM_PROMPT]…[/SYSTEM_PROMPT], the turn into [INST]…[/INST]; without one the template adds Mistral’s.',
        },
      ],
    },
    licence: { id: 'Apache-2.0' },
    evolution: 'free-verified',
    recommended: [],
    notes: [],
    disabled: {
      code: 'NEEDS_TEXT_EXPORT',
      why: {
        es: 'Su repositorio no trae la parte de texto como un solo grafo, y pesa 2,4 GB.',
        en: 'Its repository has no single graph of the text part, and it weighs 2.4 GB.',
      },
      remedy: {
        es: 'Exporte solo la parte de texto con tools/models a q4f16 y entregue la carpeta; suba el límite de tamaño.',
        en: 'Export the text part alone with tools/models to q4f16 and give the folder; raise the size limit.',
      },
      liftedByFiles: true,
    },
  },
  {
    id: 'granite-3.0-2b-instruct',
    name: 'Granite 3.0 2B Instruct',
    family: 'Granite 3.0',
    params: 2_633_580_544,
    dialect: 'text',
    source: 'hub',
    hub: {
      repo: 'onnx-community/granite-3.0-2b-instruct',
      revision: '993d8a0889d09b9b60d5d54e989f2b51a0cdca2c',
      pinned: true,
    },
    weights: {
      q4f16: weightsOf('q4f16', 1.57 * GB),
      q4: weightsOf('q4', 1.93 * GB),
      int8: weightsOf('int8', 6.33 * MB, 2.53 * GB),
      q8: weightsOf('q8', 6.33 * MB, 2.53 * GB),
      fp16: weightsOf('fp16', 1.33 * MB, 5.07 * GB),
      fp32: weightsOf('fp32', 1.31 * MB, 10.1 * GB),
    },
    backends: {
      webgpu: { dtypes: ['q4f16', 'q4'] },
      wasm: { dtypes: [], why: TOO_BIG_FOR_WASM },
      node: { dtypes: ['q4', 'int8'] },
    },
    context: 4096,
    chat: {
      thinking: 'none',
      quirks: [
        {
          es: 'Los turnos se abren con <|start_of_role|>…<|end_of_role|> y terminan en <|end_of_text|>; no agrega sistema propio.',
          en: 'Turns open with <|start_of_role|>…<|end_of_role|> and end with <|end_of_text|>; it adds no system message of its own.',
        },
      ],
    },
    licence: { id: 'Apache-2.0' },
    evolution: 'free-verified',
    recommended: [],
    notes: [],
  },
];
