/**
 * The Port to the offscreen document. It opens when there is something to say, the background having made sure that the
 * document exists, and reports its loss: which jobs to attach to again is for the state to know.
 */
import { EngineToPanel, type PanelToEngine } from '../shared/messages.ts';
import type { AppError, Result } from '../shared/result.ts';

/** The part of a runtime Port that is used; tests hand in a fake one. */
export interface EnginePort {
  postMessage(message: PanelToEngine): void;
  onMessage(hear: (raw: unknown) => void): void;
  onDisconnect(hear: () => void): void;
}

export interface EngineEdges {
  /** Makes sure that the engine's document is there. */
  readonly ensure: () => Promise<Result<unknown>>;
  readonly connect: () => EnginePort;
  readonly heard: (message: EngineToPanel) => void;
  readonly lost: (error?: AppError) => void;
}

export interface EngineLine {
  send(message: PanelToEngine): Promise<void>;
}

const opened = (edges: EngineEdges, port: EnginePort, closed: (port: EnginePort) => void): EnginePort => {
  port.onMessage((raw) => {
    const message = EngineToPanel.safeParse(raw);
    if (message.success) edges.heard(message.data);
  });
  port.onDisconnect(() => {
    closed(port);
    edges.lost();
  });
  return port;
};

export const engineLine = (edges: EngineEdges): EngineLine => {
  let port: EnginePort | null = null;
  let opening: Promise<EnginePort | AppError> | null = null;

  const closed = (gone: EnginePort): void => {
    if (port === gone) port = null;
  };

  const open = async (): Promise<EnginePort | AppError> => {
    const ready = await edges.ensure();
    if (!ready.ok) return ready.error;
    port = opened(edges, edges.connect(), closed);
    return port;
  };

  const line = async (): Promise<EnginePort | AppError> => {
    if (port !== null) return port;
    opening ??= open().finally(() => {
      opening = null;
    });
    return opening;
  };

  return {
    async send(message) {
      const to = await line();
      if ('code' in to) return edges.lost(to);
      try {
        to.postMessage(message);
      } catch {
        closed(to);
        edges.lost();
      }
    },
  };
};
