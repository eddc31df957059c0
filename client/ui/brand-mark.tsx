/** The mast of the brand. */
export function BrandMark() {
  return (
    <svg width="30" height="30" viewBox="0 0 30 30" fill="none" stroke="currentColor" strokeLinecap="round" aria-hidden>
      <path d="M15 26V13M9.6 26h10.8" strokeWidth="2.2" />
      <circle cx="15" cy="10.4" r="2.6" fill="var(--accent)" stroke="none" />
      <path d="M10.2 15a6.6 6.6 0 0 1 0-9.2M19.8 5.8a6.6 6.6 0 0 1 0 9.2" strokeWidth="2" />
      <path d="M6.6 18A11 11 0 0 1 6.6 2.8M23.4 2.8a11 11 0 0 1 0 15.2" strokeWidth="2" opacity=".45" />
    </svg>
  );
}
