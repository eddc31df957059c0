// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { actionOf } from '../../../client/app/use-shortcuts.ts';
import { usePreferences } from '../../../client/model/preferences.ts';
import { useShell } from '../../../client/model/shell.ts';

const go = vi.fn<(path: string) => void>();
const on = (page: string, letters = true) => ({ page, letters, go });
const MAP = on('/ban-do');

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
    actionOf(press(key, init), MAP)?.();
    expect(useShell.getState()).toMatchObject(wanted);
  });

  test.each([
    ['1', '/ban-do'],
    ['2', '/vung-phu'],
    ['3', '/bao-cao'],
    ['4', '/cai-dat'],
  ])('%s opens %s', (key, path) => {
    actionOf(press(key), MAP)?.();
    expect(go).toHaveBeenCalledWith(path);
    expect(actionOf(press('5'), MAP)).toBeNull();
  });

  test.each([
    ['/ban-do', true, true],
    ['/vung-phu', true, false],
    ['/vung-phu/12001', false, false],
    ['/bao-cao', false, false],
  ])('on %s F does something: %s, and L: %s', (page, filters, layers) => {
    expect(actionOf(press('f'), on(page)) !== null).toBe(filters);
    expect(actionOf(press('l'), on(page)) !== null).toBe(layers);
    expect(actionOf(press('t'), on(page))).not.toBeNull();
  });

  test('T turns the theme, and back', () => {
    const before = usePreferences.getState().theme;
    actionOf(press('t'), MAP)?.();
    expect(usePreferences.getState().theme).not.toBe(before);
    actionOf(press('t'), MAP)?.();
    expect(usePreferences.getState().theme).toBe(before);
  });

  test('letters are nothing inside a field, when held, with another key, or when turned off', () => {
    const field = document.createElement('input');
    document.body.append(field);
    expect(actionOf(press('f', {}, field), MAP)).toBeNull();
    expect(actionOf(press('f', { repeat: true }), MAP)).toBeNull();
    expect(actionOf(press('f', { ctrlKey: true }), MAP)).toBeNull();
    expect(actionOf(press('f', { altKey: true }), MAP)).toBeNull();
    expect(actionOf(press('f'), on('/ban-do', false))).toBeNull();
    expect(actionOf(press('x'), MAP)).toBeNull();
  });

  test.each(['checkbox', 'radio'])('letters work on a %s, which takes none itself', (type) => {
    const box = Object.assign(document.createElement('input'), { type });
    document.body.append(box);
    expect(actionOf(press('l', {}, box), MAP)).not.toBeNull();
  });

  test('Ctrl K works everywhere, letters on or off', () => {
    const field = document.createElement('input');
    document.body.append(field);
    expect(actionOf(press('k', { ctrlKey: true }, field), on('/ban-do', false))).not.toBeNull();
  });
});
