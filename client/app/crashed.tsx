import i18next from 'i18next';
import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/notice.tsx';

interface State {
  message: string | null;
}

/** What stands there when drawing itself failed. */
export class Crashed extends Component<{ children: ReactNode }, State> {
  override state: State = { message: null };

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === null) return this.props.children;
    return (
      <Failure title={i18next.t('app:crashed.title')} text={i18next.t('app:crashed.text', { message })}>
        <Button
          kind="primary"
          onClick={() => {
            window.location.reload();
          }}
        >
          {i18next.t('app:crashed.reload')}
        </Button>
      </Failure>
    );
  }
}
