import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../../model/session.ts';
import { Skeleton } from '../../ui/notice.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TECHNOLOGIES, useAddress } from './address.ts';
import { ComparePicker } from './compare/compare-picker.tsx';
import { SheetMenu } from './sheet/sheet-menu.tsx';
import { css } from './styles.ts';

interface HeaderProps {
  code: string;
  /** undefined: not known yet. */
  name: string | undefined;
}

export function Header({ code, name }: HeaderProps) {
  const { t } = useTranslation('commune');
  const { address, setAddress } = useAddress();
  const mayExport = useMay('export');
  return (
    <header className={css('header')}>
      <div className={css('who')}>
        <nav aria-label={t('breadcrumb')}>
          <Link to="/vung-phu">{t('coverage')}</Link>
          <span aria-hidden>/</span>
          <span>{t('code', { code })}</span>
        </nav>
        <h1>{name ?? <Skeleton widths={[100]} label={t('waiting')} />}</h1>
      </div>
      <span className={css('gap')} />
      <div className={css('actions')}>
        <Segmented
          label={t('technology')}
          value={address.technology}
          choices={TECHNOLOGIES.map((value) => ({ value, text: value }))}
          onChange={(technology) => {
            setAddress({ technology });
          }}
        />
        <ComparePicker
          code={code}
          onPick={(against) => {
            setAddress({ against });
          }}
        />
        {mayExport && <SheetMenu code={code} technology={address.technology} />}
      </div>
    </header>
  );
}
