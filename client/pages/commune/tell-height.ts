/**
 * For a ref: tells the parent's style how tall a box is, as `--head`, and keeps it told. The map beside what is read takes the
 * height that is left.
 */
export function tellHeight(box: HTMLElement | null): (() => void) | undefined {
  const parent = box?.parentElement;
  if (!box || !parent) return undefined;
  const observer = new ResizeObserver(() => {
    parent.style.setProperty('--head', `${box.offsetHeight}px`);
  });
  observer.observe(box);
  return () => {
    observer.disconnect();
  };
}
