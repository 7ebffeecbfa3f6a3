/** The panel's line to the background: every answer is a Result, parsed here before anything believes it. */
import browser from 'webextension-polyfill';
import { z } from 'zod';
import {
  AppErrorSchema,
  BackgroundToPanel,
  HelloAnswer,
  InsertAnswer,
  type PanelToBackground,
  ReadAnswer,
  TargetsAnswer,
  TeachAnswer,
  UndoAnswer,
} from '../shared/messages.ts';
import { type AppError, err, ok, type Result } from '../shared/result.ts';
import { isBackground, self } from '../shared/sender.ts';

const Envelope = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: AppErrorSchema }),
]);

const answers = {
  'panel/hello': HelloAnswer,
  'panel/read': ReadAnswer,
  'panel/targets': TargetsAnswer,
  'panel/insert': InsertAnswer,
  'panel/locate': z.unknown(),
  'panel/undo': UndoAnswer,
  'panel/teach': TeachAnswer.nullable(),
  'panel/teach-save': z.unknown(),
  'panel/engine': z.unknown(),
} satisfies Record<PanelToBackground['type'], z.ZodType>;

type Answers = { [K in keyof typeof answers]: z.infer<(typeof answers)[K]> };

/** Asks the background; a worker that died and one that answers nonsense are errors like any other. */
export const ask = async <K extends PanelToBackground['type']>(
  message: Extract<PanelToBackground, { type: K }>,
): Promise<Result<Answers[K]>> => {
  let raw: unknown;
  try {
    raw = await browser.runtime.sendMessage(message);
  } catch (error) {
    return err('E_INTERNAL', undefined, error instanceof Error ? error.message : String(error));
  }
  const envelope = Envelope.safeParse(raw);
  if (!envelope.success) return err('E_BAD_MESSAGE', undefined, `${message.type}: no Result`);
  if (!envelope.data.ok) return { ok: false, error: envelope.data.error as AppError };
  const value = answers[message.type].safeParse(envelope.data.value);
  return value.success
    ? ok(value.data as Answers[K])
    : err('E_BAD_MESSAGE', undefined, `${message.type}: ${value.error.issues[0]?.path.join('.') ?? ''}`);
};

/** Only the extension's own worker may speak as the background. */
export const listenToBackground = (hear: (message: BackgroundToPanel) => void): void => {
  browser.runtime.onMessage.addListener((raw: unknown, sender: browser.Runtime.MessageSender) => {
    if (!isBackground(sender, self())) return undefined;
    const message = BackgroundToPanel.safeParse(raw);
    if (message.success) hear(message.data);
    return undefined;
  });
};
