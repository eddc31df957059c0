// @vitest-environment jsdom
import { cleanup, fireEvent } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useShell } from '../../../client/model/shell.ts';
import { useEscape } from '../../../client/pages/live-map/use-escape.ts';
import { tinySnapshot } from '../../support/fake-snapshot.ts';
import { renderPage } from '../../support/render.tsx';

afterEach(cleanup);

function Page() {
  useEscape();
  return <input aria-label="field" />;
}

test('Esc closes one layer at a time: the panel, the drawer, the filter', async () => {
  const { getByLabelText } = await renderPage(<Page />, tinySnapshot(), '/ban-do?loc=mat&tram=HYN-AT-001-VTL');
  useShell.setState({ panelOpen: true });
  fireEvent.keyDown(getByLabelText('field'), { key: 'Escape' });
  expect(useShell.getState().panelOpen).toBe(true);
  fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(useShell.getState().panelOpen).toBe(false);
  expect(window.location.search).toBe('?loc=mat&tram=HYN-AT-001-VTL');
  fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(window.location.search).toBe('?loc=mat');
  fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(window.location.search).toBe('');
});
