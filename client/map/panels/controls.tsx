import type L from 'leaflet';
import { Layers, List, Maximize, Minus, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSeesPart } from '../../model/session.ts';
import { openFilters, useShell } from '../../model/shell.ts';
import { IconButton } from '../../ui/button.tsx';
import { css } from './styles.ts';

interface ControlsProps {
  map: L.Map | null;
  phone: boolean;
  fit: () => void;
  listed: boolean;
  onList: () => void;
}

/** Zoom, the whole province, and the list for those who do not point. On a phone fingers zoom, and the filters open here. */
export function Controls({ map, phone, fit, listed, onList }: ControlsProps) {
  const { t } = useTranslation('map');
  const seesPart = useSeesPart();
  const filtersOpen = useShell((shell) => shell.filtersOpen);
  return (
    <div data-over-map="corner" className={css('controls', phone && 'right')} role="group" aria-label={t('tools')}>
      {phone ? (
        <IconButton
          label={t('filters')}
          aria-expanded={filtersOpen === true}
          onClick={() => {
            openFilters('layers');
          }}
        >
          <Layers size={20} aria-hidden />
        </IconButton>
      ) : (
        <>
          <IconButton label={t('zoomIn')} onClick={() => map?.zoomIn()}>
            <Plus size={18} aria-hidden />
          </IconButton>
          <IconButton label={t('zoomOut')} onClick={() => map?.zoomOut()}>
            <Minus size={18} aria-hidden />
          </IconButton>
        </>
      )}
      <IconButton label={t(seesPart ? 'fitSeen' : 'fit')} onClick={fit}>
        <Maximize size={phone ? 20 : 17} aria-hidden />
      </IconButton>
      <IconButton label={t('list')} aria-expanded={listed} onClick={onList}>
        <List size={phone ? 20 : 18} aria-hidden />
      </IconButton>
    </div>
  );
}
