import {
  createContext,
  lazy,
  Suspense,
  useContext,
  useEffect,
  useMemo,
  useState,
  type ReactNode,
} from 'react';

// Most visits never open it, so its code comes when they do.
const CommandDialog = lazy(() =>
  import('./CommandDialog').then(m => ({ default: m.CommandDialog })),
);

const OpenCommands = createContext<() => void>(() => {});

/** Opens the command palette. */
export function useOpenCommands(): () => void {
  return useContext(OpenCommands);
}

/** The command palette, one key away from every page (⌘K or Ctrl+K). */
export function CommandsProvider(props: { children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  const open = useMemo(
    () => () => {
      setWasOpen(true);
      setIsOpen(true);
    },
    [],
  );

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isShortcut =
        event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey);
      if (!isShortcut || event.altKey || event.shiftKey) return;
      event.preventDefault();
      open();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [open]);

  return (
    <OpenCommands.Provider value={open}>
      {props.children}
      {wasOpen && (
        <Suspense fallback={null}>
          <CommandDialog isOpen={isOpen} onOpenChange={setIsOpen} />
        </Suspense>
      )}
    </OpenCommands.Provider>
  );
}
