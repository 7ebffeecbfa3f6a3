/** The page's fields, made from the settings' own schema: a new setting has its field here without a line of code. */
import { z } from 'zod';
import { defaultSettings, type SettingKey, Settings } from '../shared/settings.ts';

/** How a setting is edited: `lines` for short texts one a line, `documents` for long ones each in its own box. */
export type FieldKind = 'switch' | 'choice' | 'line' | 'number' | 'lines' | 'documents';

export interface Field {
  readonly key: SettingKey;
  readonly kind: FieldKind;
  readonly description: string;
  readonly choices: readonly string[];
  readonly maxLength: number | undefined;
  /** Of a number, both ends included. */
  readonly range: { readonly minimum: number; readonly maximum: number } | undefined;
}

/** The part of JSON Schema that the settings use. */
const Property = z.object({
  type: z.enum(['boolean', 'string', 'integer', 'array']),
  description: z.string().default(''),
  enum: z.array(z.string()).optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  items: z.object({ type: z.literal('string'), maxLength: z.number().optional() }).optional(),
});
type Property = z.infer<typeof Property>;

const LONG = 1000;

const kindOf = (property: Property): FieldKind => {
  if (property.type === 'boolean') return 'switch';
  if (property.type === 'integer') return 'number';
  if (property.type === 'string') return property.enum === undefined ? 'line' : 'choice';
  return (property.items?.maxLength ?? 0) > LONG ? 'documents' : 'lines';
};

export const settingFields = (): Field[] => {
  const { properties = {} } = z.toJSONSchema(Settings, { io: 'input' });
  return Object.entries(properties).map(([key, raw]) => {
    const property = Property.parse(raw);
    return {
      key: key as SettingKey,
      kind: kindOf(property),
      description: property.description,
      choices: property.enum ?? [],
      maxLength: property.maxLength ?? property.items?.maxLength,
      range:
        property.minimum === undefined || property.maximum === undefined
          ? undefined
          : { minimum: property.minimum, maximum: property.maximum },
    };
  });
};

type Value = Settings[SettingKey];

/** The value if the schema takes it; anything else is not saved. */
export const accepted = <K extends SettingKey>(key: K, value: unknown): Settings[K] | undefined => {
  const parsed = Settings.shape[key].safeParse(value);
  return parsed.success ? (parsed.data as Settings[K]) : undefined;
};

export const isDefault = (key: SettingKey, value: Value): boolean =>
  JSON.stringify(value) === JSON.stringify(defaultSettings[key]);

/** One entry a line; blank lines say nothing. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
