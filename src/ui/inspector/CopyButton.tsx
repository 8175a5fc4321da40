import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from '../common/IconButton.tsx';
import { useT } from '../i18n/I18n.tsx';

/** How long the tick stays. */
const SHOWN_MS = 1500;

export function CopyButton({ text }: { readonly text: string }) {
  const t = useT().common;
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => undefined, // no permission: nothing is copied, and nothing says so
    );
  };
  return (
    <>
      <IconButton icon={copied ? Check : Copy} label={copied ? t.copied : t.copy} small onClick={copy} />
      <span className="visually-hidden" role="status">
        {copied ? t.copied : ''}
      </span>
    </>
  );
}
