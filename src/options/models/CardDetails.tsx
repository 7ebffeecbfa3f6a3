/** Everything else about a model: its types, where each runs, licence, quality tier, notes, and bringing it by hand. */
import { whereWords, whyWords } from '../../shared/chosen-words.ts';
import { type MessageKey, t } from '../../shared/i18n.ts';
import { sizeText } from './amounts.ts';
import { Bring } from './Bring.tsx';
import { limitBytes, mayBring, type Offer } from './cards.ts';
import type { CardProps } from './ModelCard.tsx';

export const CardDetails = ({ card, models, effective }: CardProps) => {
  const { row, offers, work, source, installed } = card;
  const { language } = effective.values;
  if (row === undefined) return null;
  const limit = sizeText(limitBytes(effective.values), language);
  const notes = [...row.notes, ...(row.licence.note ? [row.licence.note] : [])];
  const why = (['webgpu', 'wasm'] as const).flatMap((backend) => {
    const words = row.backends[backend].why;
    return words === undefined
      ? []
      : [{ backend: backend === 'webgpu' ? 'WebGPU' : 'CPU', words: words[language] }];
  });
  return (
    <details class="more">
      <summary aria-label={`${t('models_details')}: ${card.name}`}>{t('models_details')}</summary>
      {offers.length > 0 && (
        <table class="offers">
          <thead>
            <tr>
              <th scope="col">{t('models_col_type')}</th>
              <th scope="col">{t('models_col_size')}</th>
              <th scope="col">{t('models_col_here')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {offers.map((offer) => (
              <tr key={offer.dtype}>
                <th scope="row">{offer.dtype}</th>
                <td>{offer.bytes > 0 ? sizeText(offer.bytes, language) : t('models_size_unknown')}</td>
                <td>{hereText(offer, limit)}</td>
                <td>
                  {source !== undefined && work === undefined && offer.runsOn.length > 0 && !offer.tooBig && (
                    <button
                      type="button"
                      class="button quiet"
                      data-testid={`download-${offer.dtype}`}
                      aria-label={`${t('models_get')}: ${card.name}, ${offer.dtype}`}
                      onClick={() => models.download(card, offer.dtype)}
                    >
                      {t('models_get')}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl>
        {card.chosen !== undefined && (
          <>
            <dt>{t('models_col_here')}</dt>
            <dd data-testid="chosen">
              {whereWords(card.chosen)}. {whyWords(card.chosen)}
            </dd>
          </>
        )}
        <dt>{t('models_tier')}</dt>
        <dd>{t(`models_tier_${row.evolution === 'clauses' ? 'clauses' : 'free'}` as MessageKey)}</dd>
        {why.map(({ backend, words }) => (
          <>
            <dt key={backend}>{backend}</dt>
            <dd>{words}</dd>
          </>
        ))}
        {notes.map((note, n) => (
          <>
            <dt key={note.es}>{n === 0 ? t('models_notes') : ''}</dt>
            <dd>{note[language]}</dd>
          </>
        ))}
        <dt>{t('models_origin')}</dt>
        <dd class="breaking">
          {installed?.origin.place ??
            (row.hub === undefined ? row.id : `${row.hub.repo} @ ${row.hub.revision.slice(0, 12)}`)}
        </dd>
      </dl>
      {mayBring(effective.values) && work === undefined && (
        <Bring
          disabled={models.bringing.value}
          name={card.name}
          take={(handed) => void models.bring(handed, card.id)}
        />
      )}
    </details>
  );
};

const hereText = ({ runsOn, tooBig }: Offer, limit: string): string => {
  if (runsOn.length === 0) return t('models_not_here');
  const where = runsOn.map((backend) => (backend === 'webgpu' ? 'WebGPU' : 'CPU')).join(', ');
  return tooBig ? t('models_too_big', { limit }) : where;
};
