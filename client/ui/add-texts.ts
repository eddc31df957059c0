/** A page that is loaded later brings its own words. */
import i18next from 'i18next';

export function addTexts(namespace: string, texts: { vi: object; en: object }): void {
  i18next.addResourceBundle('vi', namespace, texts.vi);
  i18next.addResourceBundle('en', namespace, texts.en);
}
