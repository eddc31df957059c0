/** What befalls the disk, in this order, by one signal each. */
export const AILMENTS = ['full', 'none', 'read-only', 'none'] as const;
