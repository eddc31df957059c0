import { MapPinOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useLive, useStoppedAt } from '../../model/live.ts';
import type { Picture } from '../../model/picture.ts';
import { useSeesPart } from '../../model/session.ts';
import { useOwnHighlight } from '../../model/shell.ts';
import { Button } from '../../ui/button.tsx';
import { Glyph } from '../../ui/glyph.tsx';
import { Empty, Failure, Skeleton } from '../../ui/notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useAddress } from './address.ts';
import { FailuresSection } from './failures-section.tsx';
import { FibreSection } from './fibre/fibre-section.tsx';
import { Header } from './header.tsx';
import { KeyFigures } from './key-figures.tsx';
import { LeftSection } from './left-section.tsx';
import { MapColumn } from './map/map-column.tsx';
import { OperatorsSection } from './operators-section.tsx';
import { OutagesSection } from './outages-section.tsx';
import { StationsSection } from './stations-section.tsx';
import { css } from './styles.ts';
import { tellHeight } from './tell-height.ts';
import { TrendSection } from './trend/trend-section.tsx';

export function CommunePage() {
  const { code = '' } = useParams();
  const isUnknown = useLive(({ picture }) => picture !== null && !picture.lookup.communes.has(code));
  // A page of its own for every commune: nothing of the one before stands under the new name.
  return isUnknown ? <UnknownCommune code={code} /> : <Commune key={code} code={code} />;
}

function UnknownCommune({ code }: { code: string }) {
  const { t } = useTranslation('commune');
  const seesPart = useSeesPart();
  return (
    <>
      <h1 className="unseen">{t('title')}</h1>
      <Empty
        icon={<MapPinOff size={24} aria-hidden />}
        title={t(seesPart ? 'unknown.titleOutside' : 'unknown.title', { code })}
        text={t(seesPart ? 'unknown.outside' : 'unknown.text')}
      >
        <Link to="/vung-phu">{t('unknown.back')}</Link>
      </Empty>
    </>
  );
}

function Commune({ code }: { code: string }) {
  useOwnHighlight();
  const { t } = useTranslation('commune');
  const picture = useLive((live) => live.picture);
  const index = picture?.lookup.communes.get(code) ?? -1;
  const commune = picture?.communes[index];
  const { address, setAddress } = useAddress();
  const { technology, against } = address;
  const other = against === null || against === code ? -1 : (picture?.lookup.communes.get(against) ?? -1);
  const otherCommune = picture?.communes[other] ?? null;
  return (
    <div className={css('page')}>
      <div ref={tellHeight}>
        <Stopped />
        <Header code={code} name={commune?.name} />
        {picture !== null && against !== null && other < 0 && against !== code && (
          <p className={css('note')} role="status">
            {t('compare.unknown', { code: against })}
          </p>
        )}
        {picture === null || commune === undefined ? (
          <NoLive />
        ) : (
          <KeyFigures
            {...{ picture, index, technology }}
            against={other < 0 ? null : other}
            onStop={() => {
              setAddress({ against: null });
            }}
          />
        )}
      </div>
      <div className={css('columns')}>
        <div className={css('mapColumn')}>
          {picture === null || commune === undefined ? (
            <Waiting />
          ) : (
            <MapColumn key={technology} {...{ picture, index, technology }} />
          )}
        </div>
        <div className={css('column')}>
          {commune === undefined ? <Waiting /> : <OperatorsSection commune={commune} against={otherCommune} />}
          <TrendSection code={code} technology={technology} against={otherCommune} />
          {picture === null || index < 0 ? <Waiting /> : <StationsSection picture={picture} index={index} />}
        </div>
        <div className={css('column')}>
          {picture === null || index < 0 ? <Waiting /> : <FibreSection picture={picture} index={index} />}
          <FailuresSection code={code} technology={technology} population={commune?.population ?? 0} />
          <LeftSection code={code} />
          <OutagesSection code={code} technology={technology} />
        </div>
      </div>
      {picture !== null && <Footer picture={picture} former={commune?.former ?? []} />}
    </div>
  );
}

function Waiting() {
  const { t } = useTranslation('commune');
  return (
    <div className={css('section')}>
      <Skeleton widths={[40, 100, 92, 96, 60]} label={t('waiting')} />
    </div>
  );
}

/** Before the first picture: on its way, or failing to come. */
function NoLive() {
  const { t } = useTranslation('commune');
  const common = useTranslation('common').t;
  const format = useFormat();
  const failure = useLive((live) => live.connection.failure);
  const retry = useLive((live) => live.retry);
  if (failure === null) {
    return (
      <div className={css('keys')}>
        <Skeleton widths={[60, 40]} label={t('waiting')} />
      </div>
    );
  }
  const time = format.time(failure.at);
  return (
    <div className={css('keys')}>
      <Failure
        title={t('noLive')}
        text={
          failure.status === 0 ? t('failed.silent', { time }) : t('failed.status', { time, status: failure.status })
        }
      >
        <Button small onClick={retry}>
          {common('retry')}
        </Button>
      </Failure>
    </div>
  );
}

/** What stands still and what does not, once the server has gone silent. */
function Stopped() {
  const { t } = useTranslation('commune');
  const format = useFormat();
  const at = useStoppedAt();
  if (at === null) return null;
  return (
    <div className={css('banner')} role="status">
      <Glyph name="degraded" size={16} />
      {t('lost', { time: format.clock(at) })}
    </div>
  );
}

interface FooterProps {
  picture: Picture;
  former: readonly string[];
}

/** What the commune was called, what the figures are made of, and that the network is not a real one. */
function Footer({ picture: { sample, simulated }, former }: FooterProps) {
  const { t } = useTranslation('commune');
  return (
    <footer className={css('footer')}>
      {former.length > 0 && <p>{t('former', { names: former.join(', ') })}</p>}
      <p>
        {t('provenance')} {simulated ? t('provenanceSimulated') : sample && t('provenanceSample')}
      </p>
    </footer>
  );
}
