/** The selected station, link, node or commune; null when nothing is selected. */
export function Drawer() {
  return null;
}
