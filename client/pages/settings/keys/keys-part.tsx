import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyBody, KeyWithSecret } from '../../../../server/contract/accounts.ts';
import { send } from '../../../model/answers.ts';
import { Button } from '../../../ui/button.tsx';
import { bind } from '../../../ui/classes.ts';
import { Check } from '../../../ui/field.tsx';
import { Empty } from '../../../ui/notice.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { Answered } from '../answered.tsx';
import { Confirm } from '../confirm.tsx';
import { Head } from '../head.tsx';
import { KeptFocus } from '../kept-focus.tsx';
import { SecretOnce } from '../secret-once.tsx';
import styles from '../settings.module.css';
import { refresh, useDeed, useKeys } from '../use-deed.ts';
import { KeyDialog } from './key-dialog.tsx';
import { KeysTable } from './keys-table.tsx';

const css = bind(styles);

type Open =
  { dialog: 'add' } | { dialog: 'rotate' | 'revoke'; key: KeyBody } | { dialog: 'secret'; made: KeyWithSecret };

/** Which systems may send. */
export function KeysPart() {
  const { t } = useTranslation('settings');
  const [open, setOpen] = useState<Open | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const close = (): void => {
    setOpen(null);
  };
  const show = (next: Open): void => {
    setSaid(null);
    setOpen(next);
  };
  const made = (given: KeyWithSecret): void => {
    refresh('keys');
    setOpen({ dialog: 'secret', made: given });
  };
  return (
    <>
      <Head title={t('parts.keys')} text={t('keys.text')} said={said}>
        <Button
          kind="primary"
          onClick={() => {
            show({ dialog: 'add' });
          }}
        >
          <Plus size={16} aria-hidden /> {t('keys.add')}
        </Button>
      </Head>
      <Keys
        onRotate={(key) => {
          show({ dialog: 'rotate', key });
        }}
        onRevoke={(key) => {
          show({ dialog: 'revoke', key });
        }}
      />
      {open?.dialog === 'add' && <KeyDialog onClose={close} onMade={made} />}
      {open?.dialog === 'rotate' && <Rotate of={open.key} onClose={close} onMade={made} />}
      {open?.dialog === 'revoke' && (
        <Revoke
          of={open.key}
          onClose={close}
          onRevoked={({ name }) => {
            refresh('keys');
            setSaid(t('keys.changed', { name }));
            close();
          }}
        />
      )}
      {open?.dialog === 'secret' && (
        <SecretOnce
          title={t('keys.madeTitle', open.made.key)}
          label={t('secret.key')}
          note={t('secret.keyNote', open.made.key)}
          secret={open.made.secret}
          onClose={close}
        />
      )}
    </>
  );
}

interface KeysProps {
  onRotate: (key: KeyBody) => void;
  onRevoke: (key: KeyBody) => void;
}

/** The keys that are in use; those that were revoked are shown when somebody asks for them. */
function Keys({ onRotate, onRevoke }: KeysProps) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const query = useKeys();
  const [withRevoked, setWithRevoked] = useState(false);
  return (
    <Answered what={t('parts.keys')} query={query}>
      {({ items }) => {
        const revoked = items.filter(({ revokedAt }) => revokedAt !== null);
        const shown = withRevoked ? items : items.filter(({ revokedAt }) => revokedAt === null);
        return (
          <KeptFocus label={t('parts.keys')}>
            {shown.length === 0 ? (
              <Empty icon={<KeyRound size={24} aria-hidden />} title={t('keys.none')} text={t('keys.noneText')} />
            ) : (
              <KeysTable keys={shown} all={items} onRotate={onRotate} onRevoke={onRevoke} />
            )}
            {revoked.length > 0 && (
              <div className={css('more')}>
                <Check on={withRevoked} onChange={setWithRevoked}>
                  {t('keys.showRevoked', { count: revoked.length, n: format.number(revoked.length) })}
                </Check>
              </div>
            )}
          </KeptFocus>
        );
      }}
    </Answered>
  );
}

function Rotate({
  of: key,
  onClose,
  onMade,
}: {
  of: KeyBody;
  onClose: () => void;
  onMade: (made: KeyWithSecret) => void;
}) {
  const { t } = useTranslation('settings');
  const { busy, refused, run } = useDeed();
  return (
    <Confirm
      title={t('keys.rotateAsk', key)}
      text={t('keys.rotateText')}
      action={t('keys.rotate')}
      busy={busy}
      refused={refused}
      onClose={onClose}
      onYes={() => {
        run(() => send<KeyWithSecret>('POST', `keys/${String(key.id)}/rotate`), onMade);
      }}
    />
  );
}

function Revoke({
  of: key,
  onClose,
  onRevoked,
}: {
  of: KeyBody;
  onClose: () => void;
  onRevoked: (key: KeyBody) => void;
}) {
  const { t } = useTranslation('settings');
  const { busy, refused, run } = useDeed();
  return (
    <Confirm
      title={t('keys.revokeAsk', key)}
      text={t('keys.revokeText', key)}
      action={t('keys.revoke')}
      busy={busy}
      refused={refused}
      onClose={onClose}
      onYes={() => {
        run(() => send<KeyBody>('DELETE', `keys/${String(key.id)}`), onRevoked);
      }}
    />
  );
}
