/** The models: those on this machine, those that can be had, and the way to bring one by hand. */
import { useRef, useState } from 'preact/hooks';
import { type MessageKey, t, tn } from '../../shared/i18n.ts';
import type { EffectiveSettings } from '../../shared/settings.ts';
import { Lock } from '../Lock.tsx';
import { sizeText } from './amounts.ts';
import { Bring } from './Bring.tsx';
import { type Card, GROUPS, type Group, mayBring } from './cards.ts';
import { handedDrop } from './given.ts';
import { ModelCard } from './ModelCard.tsx';
import { SaidNotice } from './SaidNotice.tsx';
import type { Models } from './state.ts';

/** Writing without a model is a choice among the models. */
export const TEMPLATE = 'template';

interface Props {
  readonly models: Models;
  readonly effective: EffectiveSettings;
}

const GROUP_WORDS: Readonly<Record<Group, MessageKey>> = {
  here: 'models_here',
  download: 'models_download',
  files: 'models_files',
  elsewhere: 'models_elsewhere',
};

export const ModelsSection = ({ models, effective }: Props) => {
  const { values } = effective;
  const [over, setOver] = useState(0);
  const said = models.said.value;
  const cards = models.cards.value;
  const room = models.holdings.value.room;
  const locked = effective.locked.includes('model');
  const unknown = values.model !== TEMPLATE && !cards.some(({ inUse }) => inUse);
  const bringable = mayBring(values);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(0);
    if (event.dataTransfer === null || !bringable) return;
    void handedDrop(event.dataTransfer).then((handed) => handed && models.bring(handed));
  };
  return (
    <section
      class={`models ${over > 0 && bringable ? 'over' : ''}`}
      aria-labelledby="models-title"
      data-testid="models"
      onDragEnter={() => setOver((n) => n + 1)}
      onDragLeave={() => setOver((n) => Math.max(0, n - 1))}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <div class="models-head">
        <h2 id="models-title">{t('models_title')}</h2>
        {locked && <Lock settingKey="model" />}
        {room !== undefined && (
          <span class="soft">{t('models_room', { room: sizeText(room, values.language) })}</span>
        )}
      </div>
      <p class="soft">{t('models_about')}</p>
      {unknown && <p class="warned">{t('models_unknown', { model: values.model })}</p>}
      {effective.rejected.includes('model') && <p class="warned">{t('options_rejected')}</p>}
      <SaidNotice said={said?.id === undefined ? said : undefined} />
      <p class="unseen" role="status" data-testid="models-said">
        {said?.done && t(`models_done_${said.done}` as MessageKey, { name: said.name })}
      </p>
      {GROUPS.map((group) => (
        <CardGroup
          key={group}
          group={group}
          cards={cards.filter((card) => card.group === group)}
          models={models}
          effective={effective}
        />
      ))}
      {bringable ? (
        <div class="bring" data-testid="bring">
          <p>{models.bringing.value ? t('models_bringing') : t('models_drop')}</p>
          <Bring disabled={models.bringing.value} take={(handed) => void models.bring(handed)} />
        </div>
      ) : (
        <p class="soft">{t('models_none_else')}</p>
      )}
    </section>
  );
};

interface GroupProps extends Props {
  readonly group: Group;
  readonly cards: readonly Card[];
}

const CardGroup = ({ group, cards, models, effective }: GroupProps) => {
  const first = useRef(group !== 'elsewhere');
  if (cards.length === 0) return null;
  const list = (
    <ul class="cards">
      {cards.map((card) => (
        <ModelCard key={card.id} card={card} models={models} effective={effective} />
      ))}
      {group === 'here' && <TemplateCard models={models} effective={effective} />}
    </ul>
  );
  const words = t(GROUP_WORDS[group]);
  if (group === 'here') {
    return (
      <>
        <h3>{words}</h3>
        {list}
      </>
    );
  }
  return (
    <details class="group" open={first.current} data-testid={`group-${group}`}>
      <summary>
        <h3>{words}</h3>
        <span class="soft">{tn('models_count', cards.length)}</span>
      </summary>
      {list}
    </details>
  );
};

const TemplateCard = ({ models, effective }: Props) => {
  const inUse = effective.values.model === TEMPLATE;
  return (
    <li class={`card ${inUse ? 'used' : ''}`} data-testid="model" data-id={TEMPLATE}>
      <div class="card-head">
        <div class="card-name">
          <h4>{t('details_model_none')}</h4>
          {inUse && <span class="tag chosen">{t('models_in_use')}</span>}
        </div>
        {!inUse && !effective.locked.includes('model') && (
          <div class="actions">
            <button
              type="button"
              class="button small"
              data-testid="use"
              aria-label={t('models_use_name', { name: t('details_model_none') })}
              onClick={() => models.use(TEMPLATE)}
            >
              {t('models_use')}
            </button>
          </div>
        )}
      </div>
      <p class="soft">{t('models_template_about')}</p>
    </li>
  );
};
