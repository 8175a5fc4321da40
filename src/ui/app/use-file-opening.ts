// Opening a file: chosen, or dropped anywhere on the page. What is wrong with it, the store says in a notice.

import { type DragEvent, useCallback, useMemo } from 'react';
import { useActions } from './store-context.ts';

export function useFileOpening() {
  const { importText, notify } = useActions();

  const open = useCallback(
    (file: File) => {
      file.text().then(
        (text) => importText(text),
        (error: unknown) => notify({ severity: 'error', key: 'import-refused', detail: String(error) }),
      );
    },
    [importText, notify],
  );

  const chooseFile = useCallback(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.json,.link,application/json,text/plain';
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      if (file) open(file);
    });
    input.click();
  }, [open]);

  const dropHandlers = useMemo(
    () => ({
      onDragOver(event: DragEvent) {
        if (event.dataTransfer.types.includes('Files')) event.preventDefault();
      },
      onDrop(event: DragEvent) {
        const [file] = event.dataTransfer.files;
        if (!file) return;
        event.preventDefault();
        open(file);
      },
    }),
    [open],
  );

  return { chooseFile, dropHandlers };
}
