/** Hands a file to the browser as a download. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // A browser may still be reading it in this turn.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
}
