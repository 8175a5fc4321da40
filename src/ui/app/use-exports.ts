// The lab and its run as files.

import { formatDocument } from '../../document/json.ts';
import { phraseDocumentError } from '../../document/messages.ts';
import { captureOf } from '../../formats/capture.ts';
import { netnsScript } from '../../formats/netns-script.ts';
import { pcapFile } from '../../wire/pcap.ts';
import { useApp, useAppStore } from './store-context.ts';

export function useExports() {
  const store = useAppStore();
  const hasRun = useApp((state) => state.length > 0);
  const name = () => fileName(store.getState().document.name);
  return {
    hasRun,
    json: () => download(`${name()}.json`, formatDocument(store.getState().document), 'application/json'),
    link: () => {
      void store
        .getState()
        .actions.shareFragment()
        .then((fragment) => download(`${name()}.link`, `${shareUrl(fragment)}\n`, 'text/plain'));
    },
    pcap: () =>
      download(
        `${name()}.pcap`,
        pcapFile(captureOf(store.getState().lab.world.events)),
        'application/vnd.tcpdump.pcap',
      ),
    script: () => {
      const { document, language, actions } = store.getState();
      const script = netnsScript(document);
      if (script.ok) download(`${name()}.sh`, script.value, 'text/x-shellscript');
      else {
        const detail = phraseDocumentError(language, script.error);
        actions.notify({ severity: 'error', key: 'edit-refused', detail });
      }
    },
  };
}

/** This page's address with the lab in its fragment. */
export function shareUrl(fragment: string): string {
  return new URL(fragment, document.URL).href;
}

/** `Linux host as a router` → `linux-host-as-a-router` */
function fileName(name: string): string {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return slug === '' ? 'lab' : slug;
}

function download(name: string, content: string | Uint8Array<ArrayBuffer>, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  URL.revokeObjectURL(url);
}
