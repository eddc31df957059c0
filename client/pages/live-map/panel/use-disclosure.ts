import { useCallback, useState } from 'react';

/** Something that folds. */
export function useDisclosure(initially: boolean): { open: boolean; toggle: () => void } {
  const [open, setOpen] = useState(initially);
  const toggle = useCallback(() => {
    setOpen((before) => !before);
  }, []);
  return { open, toggle };
}
