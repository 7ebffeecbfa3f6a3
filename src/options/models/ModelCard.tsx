/** One model: its name, what it would take, the one thing to do next, and the rest behind "details". */
import { useState } from 'preact/hooks';
import { t } from '../../shared/i18n.ts';
import type { EffectiveSettings } from '../../shared/settings.ts';
import { paramsText, sizeText } from './amounts.ts';
import { CardDetails } from './CardDetails.tsx';
import { type Card, limitBytes, type Offer } from './cards.ts';
import { SaidNotice } from './SaidNotice.tsx';
import type { Models } from './state.ts';
import { WorkBar } from './WorkBar.tsx';

export interface CardProps {
  readonly card: Card;
  readonly models: Models;
  readonly effective: EffectiveSettings;
}

export const ModelCard = ({ card, models, effective }: CardProps) => {
  const { language } = effective.values;
  const { row, installed, halted, work, why } = card;
  const said = models.said.value;
  return (
    <li
      class={`card ${card.inUse ? 'used' : ''}`}
      data-testid="model"
      data-id={card.id}
      data-group={card.group}
    >
      <div class="card-head">
        <div class="card-name">
          <h4>{card.name}</h4>
          {card.inUse && <span class="tag chosen">{t('models_in_use')}</span>}
          {card.recommended && !card.inUse && <span class="tag">{t('models_recommended')}</span>}
          {installed !== undefined && !installed.checked && (
            <span class="tag warned-tag">{t('models_unchecked')}</span>
          )}
        </div>
        <CardActions card={card} models={models} effective={effective} />
      </div>
      <p class="soft">{factsOf(card, effective).join(' · ')}</p>
      {work !== undefined && <WorkBar card={card} work={work} language={language} />}
      {work === undefined && halted !== undefined && (
        <WorkBar
          card={card}
          work={{ phase: 'downloading', bytes: halted.bytes, total: halted.total }}
          language={language}
          halted
        />
      )}
      <SaidNotice said={said?.id === card.id ? said : undefined} />
      {why !== undefined && work === undefined && (
        <p class="why">
          {why.what[language]} {why.todo?.[language]}
        </p>
      )}
      {row !== undefined && !card.bundled && (
        <CardDetails card={card} models={models} effective={effective} />
      )}
    </li>
  );
};

/** The line under the name: how large, on what it runs, under which licence. */
function factsOf({ row, best, installed, offers }: Card, { values }: EffectiveSettings): string[] {
  const { language } = values;
  const facts: string[] = [];
  if (row !== undefined && row.params > 0) {
    facts.push(t('models_params', { n: paramsText(row.params, language) }));
  }
  if (installed !== undefined) {
    facts.push(
      t('models_on_disk', {
        size: sizeText(
          installed.files.reduce((sum, { bytes }) => sum + bytes, 0),
          language,
        ),
      }),
    );
  } else if (best !== undefined) facts.push(offerText(best, language));
  else {
    const big = offers.find(({ runsOn, tooBig }) => runsOn.length > 0 && tooBig);
    if (big !== undefined) {
      const limit = sizeText(limitBytes(values), language);
      facts.push(`${offerText(big, language)} (${t('models_too_big', { limit })})`);
    }
  }
  if (row !== undefined && row.licence.id !== 'unknown') facts.push(row.licence.id);
  return facts;
}

export const offerText = ({ dtype, bytes, runsOn }: Offer, language: 'es' | 'en'): string => {
  const where = runsOn.map((backend) => (backend === 'webgpu' ? 'WebGPU' : 'CPU')).join(', ');
  const size = bytes > 0 ? sizeText(bytes, language) : t('models_size_unknown');
  return [`${dtype} ${size}`, where].filter((part) => part !== '').join(', ');
};

const CardActions = ({ card, models, effective }: CardProps) => {
  const [sure, setSure] = useState(false);
  const { id, name, work, installed, halted, bundled, best, source, inUse } = card;
  const free = !effective.locked.includes('model');
  const button = (
    testId: string,
    words: string,
    press: () => void,
    look: 'primary' | 'small' | 'quiet' = 'small',
  ) => (
    <button
      type="button"
      class={`button small ${look === 'small' ? '' : look}`}
      data-testid={testId}
      aria-label={`${words}: ${name}`}
      onClick={press}
    >
      {words}
    </button>
  );
  if (work !== undefined)
    return <div class="actions">{button('cancel', t('models_cancel'), () => models.stop(id))}</div>;
  if (sure) {
    return (
      <div class="actions">
        {button('remove-sure', t('models_remove_sure'), () => {
          setSure(false);
          models.remove(card);
        })}
        {button('remove-not', t('models_remove_not'), () => setSure(false), 'quiet')}
      </div>
    );
  }
  return (
    <div class="actions">
      {halted !== undefined && (
        <>
          {source !== undefined &&
            button('resume', t('models_resume'), () => models.download(card, halted.dtype), 'primary')}
          {button('discard', t('models_discard'), () => models.discard(id), 'quiet')}
        </>
      )}
      {installed !== undefined && (
        <>
          {button('export', t('models_export'), () => void models.exportZip(id), 'quiet')}
          {button('remove', t('models_remove'), () => setSure(true), 'quiet')}
        </>
      )}
      {(installed !== undefined || bundled) &&
        !inUse &&
        free &&
        button('use', t('models_use'), () => models.use(id), bundled ? 'small' : 'primary')}
      {installed === undefined &&
        halted === undefined &&
        source !== undefined &&
        best !== undefined &&
        button('download', t('models_get'), () => models.download(card, best.dtype))}
    </div>
  );
};
