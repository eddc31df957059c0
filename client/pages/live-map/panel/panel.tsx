/** What is abnormal, what happened, who reports: the column on the right, and the sheet on a phone. */
export function Panel() {
  return null;
}
