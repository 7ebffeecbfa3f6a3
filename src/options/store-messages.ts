/** What the options page and its store worker say to each other. Both are this extension's own code. */
import type { Origin } from '../engine/store/manifest.ts';
import type { DownloadWish, Holdings } from '../engine/store/store.ts';
import type { Work } from '../engine/store/work.ts';
import type { Result } from '../shared/result.ts';

/** What is given by hand: a zip, or the files of a folder with their places in it. */
export type GivenByHand =
  | { readonly kind: 'zip'; readonly file: File }
  | {
      readonly kind: 'folder';
      readonly name: string;
      readonly files: readonly { path: string; file: File }[];
    };

export type Wish =
  | { readonly type: 'holdings' }
  | { readonly type: 'download'; readonly wish: DownloadWish }
  | {
      readonly type: 'bring';
      readonly id: string | undefined;
      readonly given: GivenByHand;
      readonly origin: Origin;
      readonly limitBytes: number;
    }
  | { readonly type: 'stop'; readonly id: string }
  | { readonly type: 'discard'; readonly id: string }
  | { readonly type: 'remove'; readonly id: string }
  | { readonly type: 'export'; readonly id: string; readonly to: FileSystemFileHandle };

/** The id of the model that was brought or downloaded, or what is held; null for the rest. */
export type Granted = Holdings | { readonly id: string } | null;

export type ToStore =
  | { readonly type: 'courier'; readonly port: MessagePort }
  | { readonly type: 'wish'; readonly n: number; readonly wish: Wish };

export type FromStore =
  | { readonly type: 'granted'; readonly n: number; readonly result: Result<Granted> }
  | { readonly type: 'work'; readonly id: string; readonly work: Work | undefined };
