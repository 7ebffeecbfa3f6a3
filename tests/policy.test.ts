/** The institution's word: a real policy file in the real browser. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoServer, serveDemo } from '../demo/serve.ts';
import words from '../public/_locales/es/messages.json' with { type: 'json' };
import { launchExtension } from './harness/extension.ts';
import { Panel } from './harness/panel.ts';
import { installPolicy, whyNoPolicy } from './harness/policy.ts';

const why = whyNoPolicy();
if (why !== undefined) console.warn(`policy tests skipped: ${why}`);

describe.skipIf(why !== undefined)('a policy', () => {
  let demo: DemoServer;
  beforeAll(async () => {
    demo = await serveDemo();
  });
  afterAll(() => demo?.close());

  /** One click under this policy; what the test looks at, then the browser and the policy go. */
  async function under<T>(policy: Record<string, unknown>, look: (panel: Panel) => Promise<T>): Promise<T> {
    const remove = installPolicy(policy);
    try {
      const extension = await launchExtension();
      try {
        const page = await extension.open(`${demo.url}#/ficha/204518`);
        return await look(new Panel(await extension.click(page)));
      } finally {
        await extension.close();
      }
    } finally {
      remove();
    }
  }

  it('locks the form and names the hospital; what is out of range is named and changes nothing', async () => {
    await under(
      { form: 'parrafo', hospitalName: 'Hospital de Talca', model: 'x'.repeat(121) },
      async (panel) => {
        expect(await panel.becomes('done', 'failed')).toBe('done');
        expect(await panel.get('form-parrafo').isChecked()).toBe(true);
        expect(await panel.get('form-secciones').isEnabled()).toBe(false);
        expect(
          await panel.page.locator('[data-testid="policy-lock"][data-key="form"]').count(),
        ).toBeGreaterThan(0);
        expect(await panel.page.locator('body').innerText()).toContain(words.setting_model.message);
      },
    );
  });

  it('allows the EHR by its origin, and nothing else', async () => {
    await under({ allowedOrigins: ['https://*.hospital.cl'] }, async (panel) => {
      expect(await panel.becomes('failed', 'done')).toBe('failed');
      await panel.error('E_ORIGIN_NOT_ALLOWED');
    });
    await under({ allowedOrigins: [new URL(demo.url).origin] }, async (panel) => {
      expect(await panel.becomes('failed', 'done')).toBe('done');
    });
  });

  it('switches the product off', async () => {
    await under({ enabled: false }, (panel) => panel.error('E_DISABLED'));
  });
});
