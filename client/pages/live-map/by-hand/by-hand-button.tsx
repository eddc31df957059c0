import { PencilLine } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../model/session.ts';
import { useReplaying } from '../../../model/shown.ts';
import { Button } from '../../../ui/button.tsx';
import type { Element } from './element.ts';

const StateDialog = lazy(() => import('./index.tsx'));

/** For who may: sets the state of what the drawer shows. The past stays as it is. */
export function ByHandButton({ element }: { element: Element }) {
  const { t } = useTranslation('drawer');
  const may = useMay('operate');
  const replaying = useReplaying();
  const [open, setOpen] = useState(false);
  if (!may || replaying) return null;
  return (
    <>
      <Button
        small
        onClick={() => {
          setOpen(true);
        }}
      >
        <PencilLine size={14} aria-hidden /> {t('byHand')}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <StateDialog
            element={element}
            onClose={() => {
              setOpen(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
