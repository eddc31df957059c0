/** Colours for what CSS cannot paint (the canvas): read from the tokens, and read again when the theme changes. */

export type Token = (name: string) => string;

export function readTokens(): Token {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

/** Calls back after the page's theme has changed. @returns stop */
export function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
  return () => {
    observer.disconnect();
  };
}
