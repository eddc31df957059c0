export const DEATH_POINTS = ['before-commit', 'after-commit', 'checkpoint', 'backup'] as const;
export type DeathPoint = (typeof DEATH_POINTS)[number];

/** Said by a server that could not die inside the checkpoint or backup, and died right after it. */
export const TOO_QUICK = 'too quick';
