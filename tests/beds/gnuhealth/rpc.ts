/** Tryton's own JSON-RPC, as its web client speaks it. */
import { z } from 'zod';

const Answer = z.object({ result: z.unknown().optional(), error: z.unknown().optional() });

export type Values = Readonly<Record<string, unknown>>;

/** A date or time as Tryton writes it in JSON. */
export const date = (day: string): Values => {
  const [year, month, d] = day.split('-').map(Number);
  return { __class__: 'date', year, month, day: d };
};
export const datetime = (local: string): Values => {
  const [day = '', time = '12:00:00'] = local.split('T');
  const [hour, minute, second] = time.split(':').map(Number);
  return { ...date(day), __class__: 'datetime', hour, minute, second, microsecond: 0 };
};

export class Tryton {
  private constructor(
    private readonly url: string,
    private readonly session: string,
  ) {}

  static async login(url: string, user: string, password: string): Promise<Tryton> {
    const answer = await call(url, 'common.db.login', [user, { password }, 'es']);
    const [id, key] = z.tuple([z.number(), z.string()]).rest(z.unknown()).parse(answer);
    return new Tryton(url, Buffer.from(`${user}:${id}:${key}`).toString('base64'));
  }

  call(method: string, params: readonly unknown[]): Promise<unknown> {
    return call(this.url, method, [...params, { language: 'es' }], this.session);
  }

  async create(model: string, values: Values): Promise<number> {
    return z.tuple([z.number()]).parse(await this.call(`model.${model}.create`, [[values]]))[0];
  }

  async write(model: string, id: number, values: Values): Promise<void> {
    await this.call(`model.${model}.write`, [[id], values]);
  }

  async search(model: string, domain: readonly unknown[]): Promise<number[]> {
    return z.array(z.number()).parse(await this.call(`model.${model}.search`, [domain, 0, 100, null]));
  }

  async read(model: string, id: number, fields: readonly string[]): Promise<Values> {
    return z
      .tuple([z.record(z.string(), z.unknown())])
      .parse(await this.call(`model.${model}.read`, [[id], fields]))[0];
  }
}

async function call(
  url: string,
  method: string,
  params: readonly unknown[],
  session?: string,
): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(session === undefined ? {} : { authorization: `Session ${session}` }),
    },
    body: JSON.stringify({ id: 1, method, params }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method}: ${response.status} ${text.slice(0, 300)}`);
  const { result, error } = Answer.parse(JSON.parse(text));
  if (error !== undefined) throw new Error(`${method}: ${JSON.stringify(error).slice(0, 600)}`);
  return result;
}
