/* Puts the kept theme and language on <html> before the first paint; the page itself starts later (app/show-preferences.ts). */
(function () {
  var root = document.documentElement;
  try {
    /** @type {unknown} */
    var kept = JSON.parse(localStorage.getItem('phu-song') || 'null');
    if (typeof kept !== 'object' || kept === null) return;
    if ('theme' in kept && kept.theme === 'light') root.dataset['theme'] = 'light';
    if ('language' in kept && kept.language === 'en') root.lang = 'en';
  } catch {
    /* Storage is closed to us or holds something else: the defaults stand. */
  }
})();
