import { Check, Copy } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { toast } from 'sonner';
import { useActions } from '../app/store-context.ts';
import { shareUrl } from '../app/use-exports.ts';
import { Button } from '../common/Button.tsx';
import { Dialog } from '../common/Dialog.tsx';
import { useT } from '../i18n/I18n.tsx';
import styles from './ShareDialog.module.css';

/** Messengers and mail programs begin to cut links at about this length. */
const LONG = 8_000;

/** The lab as a link: copied at once, and shown for those whose browser doesn't let a page copy. */
export function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const words = t.dialogs.share;
  const { url, copied, failed, copy } = useShareLink(words.copied);
  return (
    <Dialog open onClose={onClose} title={words.title} description={words.description}>
      {failed === 'link' ? (
        <p className={styles.problem}>{words.failed}</p>
      ) : (
        <div className={styles.row}>
          <input
            className={styles.link}
            aria-label={words.link}
            readOnly
            value={url ?? ''}
            onFocus={(event) => event.target.select()}
          />
          <Button look="primary" onClick={copy} disabled={url === undefined}>
            {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
            {copied ? t.common.copied : t.common.copy}
          </Button>
        </div>
      )}
      {failed === 'copy' && <p className={styles.problem}>{words.copyFailed}</p>}
      {url !== undefined && url.length > LONG && <p className={styles.note}>{words.long(url.length)}</p>}
    </Dialog>
  );
}

function useShareLink(said: string) {
  const { shareFragment } = useActions();
  const [url, setUrl] = useState<string>();
  const [copied, setCopied] = useState(false);
  const [failed, setFailed] = useState<'link' | 'copy'>();

  const write = useCallback(
    (text: string) => {
      navigator.clipboard.writeText(text).then(
        () => {
          setCopied(true);
          toast.success(said);
        },
        () => setFailed('copy'),
      );
    },
    [said],
  );

  useEffect(() => {
    let wanted = true;
    shareFragment().then(
      (fragment) => {
        if (!wanted) return;
        setUrl(shareUrl(fragment));
        write(shareUrl(fragment));
      },
      () => setFailed('link'),
    );
    return () => {
      wanted = false;
    };
  }, [shareFragment, write]);

  return { url, copied, failed, copy: () => url !== undefined && write(url) };
}
