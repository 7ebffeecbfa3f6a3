/** A fresh profile for a person to play in: our button on the toolbar, no offer to translate the Spanish. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXTENSION_ID } from '../../tests/harness/extension.ts';

export interface Profile {
  readonly folder: string;
  readonly remove: () => void;
}

export function makeProfile(): Profile {
  const folder = mkdtempSync(join(tmpdir(), 'epicrisis-demo-'));
  mkdirSync(join(folder, 'Default'));
  const preferences = {
    translate: { enabled: false },
    extensions: { pinned_extensions: [EXTENSION_ID] },
    credentials_enable_service: false,
  };
  writeFileSync(join(folder, 'Default/Preferences'), JSON.stringify(preferences));
  return {
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}
