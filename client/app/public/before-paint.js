/* Puts the kept theme and language on <html> before the first paint; the page itself starts later (app/preferences.ts). */
(function () {
  try {
    var kept = JSON.parse(localStorage.getItem('phu-song') || '{}');
    if (kept.theme === 'light' || kept.theme === 'dark') document.documentElement.dataset['theme'] = kept.theme;
    if (kept.language === 'vi' || kept.language === 'en') document.documentElement.lang = kept.language;
  } catch {
    /* Storage is closed to us or holds something else: the defaults stand. */
  }
})();
