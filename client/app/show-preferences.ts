import i18next from 'i18next';
import { usePreferences, type Preferences } from '../model/preferences.ts';

/** Keeps <html> and the texts in step with what the reader prefers. */
export function showPreferences(): () => void {
  const show = ({ theme, language }: Preferences): void => {
    const { documentElement } = document;
    documentElement.dataset['theme'] = theme;
    documentElement.lang = language;
    document.querySelector('meta[name=theme-color]')?.setAttribute('content', theme === 'dark' ? '#10171B' : '#FFFFFF');
    if (i18next.isInitialized && i18next.language !== language) void i18next.changeLanguage(language);
  };
  show(usePreferences.getState());
  return usePreferences.subscribe(show);
}
