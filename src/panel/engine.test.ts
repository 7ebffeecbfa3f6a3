import { describe, expect, test, vi } from 'vitest';
import type { EngineToPanel, PanelToEngine } from '../shared/messages.ts';
import { type AppError, err, ok } from '../shared/result.ts';
import { type EnginePort, engineLine } from './engine.ts';

/** A Port of which the test holds the other end. */
class FakePort implements EnginePort {
  readonly sent: PanelToEngine[] = [];
  broken = false;
  say: (raw: unknown) => void = () => undefined;
  drop: () => void = () => undefined;

  postMessage(message: PanelToEngine): void {
    if (this.broken) throw new Error('Attempting to use a disconnected port object');
    this.sent.push(message);
  }
  onMessage(hear: (raw: unknown) => void): void {
    this.say = hear;
  }
  onDisconnect(hear: () => void): void {
    this.drop = hear;
  }
}

const bench = (ensure: () => ReturnType<typeof ok<null>> | ReturnType<typeof err> = () => ok(null)) => {
  const ports: FakePort[] = [];
  const heard: EngineToPanel[] = [];
  const lost: (AppError | undefined)[] = [];
  const line = engineLine({
    ensure: vi.fn(async () => ensure()),
    connect: () => {
      const port = new FakePort();
      ports.push(port);
      return port;
    },
    heard: (message) => heard.push(message),
    lost: (error) => lost.push(error),
  });
  return { line, ports, heard, lost };
};

const stop: PanelToEngine = { type: 'job/stop', jobId: 'j' };

describe('the line to the engine', () => {
  test('opens once for several messages, in their order', async () => {
    const { line, ports } = bench();
    await Promise.all([line.send({ type: 'model/warm', model: 'm', form: 'parrafo' }), line.send(stop)]);
    expect(ports).toHaveLength(1);
    expect(ports[0]?.sent.map((m) => m.type)).toEqual(['model/warm', 'job/stop']);
  });

  test('hands on what has the right shape and nothing else', async () => {
    const { line, ports, heard } = bench();
    await line.send(stop);
    ports[0]?.say({ type: 'job/queued', jobId: 'j', ahead: 1 });
    ports[0]?.say({ type: 'job/queued', jobId: 'j', ahead: 'uno' });
    ports[0]?.say('hola');
    expect(heard).toEqual([{ type: 'job/queued', jobId: 'j', ahead: 1 }]);
  });

  test('says that it was lost, and opens anew for the next message', async () => {
    const { line, ports, lost } = bench();
    await line.send(stop);
    ports[0]?.drop();
    expect(lost).toEqual([undefined]);
    await line.send(stop);
    expect(ports).toHaveLength(2);
  });

  test('a port that breaks while sending counts as lost', async () => {
    const { line, ports, lost } = bench();
    await line.send(stop);
    if (ports[0] !== undefined) ports[0].broken = true;
    await line.send(stop);
    expect(lost).toHaveLength(1);
    await line.send(stop);
    expect(ports[1]?.sent).toHaveLength(1);
  });

  test('an engine that cannot be made is lost with its error', async () => {
    const { line, ports, lost } = bench(() => err('E_MEMORY'));
    await line.send(stop);
    expect(ports).toEqual([]);
    expect(lost[0]?.code).toBe('E_MEMORY');
  });
});
