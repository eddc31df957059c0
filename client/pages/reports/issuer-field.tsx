/** Who issues and signs: as configured, and changed here for this report only. */
import { useTranslation } from 'react-i18next';
import type { ReportIssuer } from '../../../server/contract/reports.ts';
import { Button } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { Skeleton } from '../../ui/notice.tsx';
import styles from './choices-panel.module.css';
import { FoldField, LinesField, TextField } from '../../ui/field.tsx';
import { useReportSettings } from './use-reports.ts';

const css = bind(styles);
const LINES = ['parent', 'body', 'number', 'place', 'addressee', 'signerTitle', 'signerName'] as const;
/** As the server limits them. */
const LONGEST = { parent: 120, body: 120, number: 40, place: 60, addressee: 200, signerTitle: 80, signerName: 80 };
const MOST_RECIPIENTS = 12;

interface IssuerFieldProps {
  issuer: Partial<ReportIssuer> | null;
  setIssuer: (issuer: Partial<ReportIssuer> | null) => void;
}

export function IssuerField({ issuer, setIssuer }: IssuerFieldProps) {
  const { t } = useTranslation(['reports', 'common']);
  const { data, error, refetch } = useReportSettings();
  const body = issuer?.body ?? data?.issuer.body ?? t('common:none');
  return (
    <FoldField label={t('issuer')} summary={issuer === null ? body : t('issuerChanged', { body })}>
      {data === undefined ? (
        error === null ? (
          <Skeleton widths={[90, 70, 80]} label={t('common:loading')} />
        ) : (
          <p className={css('note')}>
            {t('settingsFailed')}{' '}
            <Button small onClick={() => void refetch()}>
              {t('common:retry')}
            </Button>
          </p>
        )
      ) : (
        <Fields configured={data.issuer} issuer={issuer} setIssuer={setIssuer} />
      )}
    </FoldField>
  );
}

function Fields({ configured, issuer, setIssuer }: IssuerFieldProps & { configured: ReportIssuer }) {
  const { t } = useTranslation('reports');
  const said = { ...configured, ...issuer };
  const set = (change: Partial<ReportIssuer>): void => {
    setIssuer(differing(configured, { ...said, ...change }));
  };
  return (
    <>
      {LINES.map((field) => (
        <TextField
          key={field}
          label={t(`issuerFields.${field}`)}
          value={said[field]}
          maxLength={LONGEST[field]}
          onText={(text) => {
            set({ [field]: text });
          }}
        />
      ))}
      <LinesField
        label={t('issuerFields.recipients')}
        value={said.recipients.join('\n')}
        onText={(text) => {
          set({ recipients: text === '' ? [] : text.split('\n').slice(0, MOST_RECIPIENTS) });
        }}
      />
      <p className={css('note')}>{t('issuerNote')}</p>
      <Button
        small
        disabled={issuer === null}
        onClick={() => {
          setIssuer(null);
        }}
      >
        {t('issuerReset')}
      </Button>
    </>
  );
}

/** Only what is said otherwise than configured; null: nothing. */
function differing(configured: ReportIssuer, said: ReportIssuer): Partial<ReportIssuer> | null {
  const different: Partial<ReportIssuer> = {};
  for (const field of LINES) {
    if (said[field] !== configured[field]) different[field] = said[field];
  }
  if (said.recipients.join('\n') !== configured.recipients.join('\n')) different.recipients = said.recipients;
  return Object.keys(different).length === 0 ? null : different;
}
