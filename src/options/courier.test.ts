/** The courier's frame may run its one script and connect out; the pages of ours may do neither more than before. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '../../manifest.json' with { type: 'json' };

const text = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

describe('the way to the network', () => {
  it('is two sandboxed pages (models; a FHIR server), whose policy names the very script that is in each', () => {
    expect(manifest.sandbox.pages).toEqual(['src/options/courier.html', 'src/smart/courier.html']);
    const [, smart = ''] = text('../smart/courier.html').split(/<script>|<\/script>/);
    const smartHash = createHash('sha256').update(smart).digest('base64');
    expect(manifest.content_security_policy.sandbox).toContain(` 'sha256-${smartHash}';`);
    const [, script = '', ...more] = text('./courier.html').split(/<script>|<\/script>/);
    expect(more).toHaveLength(1);
    const hash = createHash('sha256').update(script).digest('base64');
    const { sandbox } = manifest.content_security_policy;
    expect(sandbox).toContain(`script-src 'sha256-${hash}'`);
    expect(sandbox).not.toContain('allow-same-origin');
  });

  it('is closed to every page that has an origin, and its frame to those with patient data', () => {
    expect(manifest.content_security_policy.extension_pages).toContain("connect-src 'self';");
    for (const page of ['../panel/index.html', '../offscreen/index.html']) {
      expect(text(page)).toContain(`content="frame-src 'none'"`);
    }
    expect(manifest).not.toHaveProperty('host_permissions');
    expect(manifest).not.toHaveProperty('optional_host_permissions');
  });
});
