/** What is loaded when an engineer plans, changes or ends maintenance: its words, then the dialogs. */
import type { MaintenanceBody } from '../../../../server/contract/maintenance.ts';
import { addTexts } from '../../../ui/add-texts.ts';
import { EndDialog } from './end-dialog.tsx';
import type { Planned } from './form.ts';
import { texts } from './texts.ts';
import { WindowDialog } from './window-dialog.tsx';

addTexts('maintenance', texts);

/** What is to be done: a window planned, or this one changed or ended. */
export type Deed = { does: 'plan' } | { does: 'change' | 'end'; window: MaintenanceBody };

interface DialogProps {
  element: Planned;
  deed: Deed;
  onDone: (does: Deed['does']) => void;
  onClose: () => void;
}

export default function MaintenanceDialog({ element, deed, onDone, onClose }: DialogProps) {
  const done = (): void => {
    onDone(deed.does);
  };
  if (deed.does === 'end') return <EndDialog {...{ element, onClose }} window={deed.window} onDone={done} />;
  const window = deed.does === 'plan' ? null : deed.window;
  return <WindowDialog {...{ element, window, onClose }} onDone={done} />;
}
