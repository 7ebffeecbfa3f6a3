/** How things stand, in words, with a thin bar while something is under way. */
import type { ComponentChildren } from 'preact';
import { t } from '../../shared/i18n.ts';
import type { Status } from '../status.ts';

const Progress = ({ share }: { readonly share: number | null }) => (
  <div
    class={share === null ? 'progress unknown' : 'progress'}
    data-testid="progress"
    role="progressbar"
    aria-label={t('progress_label')}
    aria-valuemin={0}
    aria-valuemax={100}
    aria-valuenow={share === null ? undefined : Math.round(share * 100)}
  >
    <span style={share === null ? undefined : { width: `${Math.round(share * 100)}%` }} />
  </div>
);

export const StatusLine = ({
  status,
  children,
}: {
  readonly status: Status;
  readonly children?: ComponentChildren;
}) => (
  <div class="status-line">
    <div class="status-row">
      <p class="status" data-testid="status" data-state={status.state} role="status" aria-live="polite">
        {status.words}
      </p>
      {children}
    </div>
    {status.progress !== undefined && <Progress share={status.progress} />}
  </div>
);
