/**
 * Binds a CSS module: `const css = bind(styles)`, then `css('card', open && 'open')` is the class attribute.
 */
export function bind(
  styles: Readonly<Record<string, string>>,
): (...names: (string | false | null | undefined)[]) => string {
  return (...names) =>
    names
      .filter((name) => typeof name === 'string')
      .map((name) => styles[name] ?? name)
      .join(' ');
}
