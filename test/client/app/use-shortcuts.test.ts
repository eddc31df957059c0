// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { actionOf } from '../../../client/app/use-shortcuts.ts';
import { usePreferences } from '../../../client/model/preferences.ts';
import { useShell } from '../../../client/model/shell.ts';

const go = vi.fn<(path: string) => void>();

beforeEach(() => {
  useShell.setState(useShell.getInitialState(), true);
});

/** The key as it arrives from an element. */
function press(key: string, init: KeyboardEventInit = {}, from: HTMLElement = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, ...init });
  from.dispatchEvent(event);
  return event;
}

describe('keys', () => {
  test.each([
    ['k', { ctrlKey: true }, { searchOpen: true, searchAsked: 1 }],
    ['K', { metaKey: true }, { searchOpen: true, searchAsked: 1 }],
    ['/', {}, { searchOpen: true, searchAsked: 1 }],
    ['f', {}, { filtersOpen: true, filtersFocus: 'filters' }],
    ['L', { shiftKey: true }, { filtersOpen: true, filtersFocus: 'layers' }],
    ['?', { shiftKey: true }, { helpOpen: true }],
  ])('%s %o', (key, init, wanted) => {
    actionOf(press(key, init), true, go)?.();
    expect(useShell.getState()).toMatchObject(wanted);
  });

  test.each([
    ['1', '/ban-do'],
    ['2', '/vung-phu'],
    ['3', '/bao-cao'],
  ])('%s opens %s', (key, path) => {
    actionOf(press(key), true, go)?.();
    expect(go).toHaveBeenCalledWith(path);
    expect(actionOf(press('4'), true, go)).toBeNull();
  });

  test('T turns the theme, and back', () => {
    const before = usePreferences.getState().theme;
    actionOf(press('t'), true, go)?.();
    expect(usePreferences.getState().theme).not.toBe(before);
    actionOf(press('t'), true, go)?.();
    expect(usePreferences.getState().theme).toBe(before);
  });

  test('letters are nothing inside a field, when held, with another key, or when turned off', () => {
    const field = document.createElement('input');
    document.body.append(field);
    expect(actionOf(press('f', {}, field), true, go)).toBeNull();
    expect(actionOf(press('f', { repeat: true }), true, go)).toBeNull();
    expect(actionOf(press('f', { ctrlKey: true }), true, go)).toBeNull();
    expect(actionOf(press('f', { altKey: true }), true, go)).toBeNull();
    expect(actionOf(press('f'), false, go)).toBeNull();
    expect(actionOf(press('x'), true, go)).toBeNull();
  });

  test.each(['checkbox', 'radio'])('letters work on a %s, which takes none itself', (type) => {
    const box = Object.assign(document.createElement('input'), { type });
    document.body.append(box);
    expect(actionOf(press('l', {}, box), true, go)).not.toBeNull();
  });

  test('Ctrl K works everywhere, letters on or off', () => {
    const field = document.createElement('input');
    document.body.append(field);
    expect(actionOf(press('k', { ctrlKey: true }, field), false, go)).not.toBeNull();
  });
});
