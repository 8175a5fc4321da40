// The store's notices, shown for a while at the bottom.

import { useEffect } from 'react';
import { Toaster, toast } from 'sonner';
import { useT } from '../i18n/I18n.tsx';
import { useActions, useApp } from './store-context.ts';
import styles from './Toasts.module.css';

const ERROR_MS = 12_000;
const INFO_MS = 6_000;

export function Toasts() {
  const theme = useApp((state) => state.theme);
  useNotices();
  return (
    <Toaster
      theme={theme}
      position="top-center"
      offset={60}
      closeButton
      toastOptions={{ unstyled: true, classNames: CLASS_NAMES }}
    />
  );
}

const CLASS_NAMES: Record<string, string> = {
  toast: styles.toast,
  title: styles.title,
  description: styles.description,
  actionButton: styles.action,
  closeButton: styles.close,
  icon: styles.icon,
  error: styles.error,
};

function useNotices(): void {
  const t = useT();
  const { notify, openRecent } = useActions();
  const notice = useApp((state) => state.notice);
  useEffect(() => {
    if (!notice) return;
    const words = t.notices[notice.key];
    const { offer } = notice;
    const show = notice.severity === 'error' ? toast.error : toast.info;
    show(words.title, {
      id: notice.key,
      description: words.detail(notice.detail ?? ''),
      duration: notice.severity === 'error' ? ERROR_MS : INFO_MS,
      ...(offer && { action: { label: t.notices.back.title, onClick: () => openRecent(offer.slot) } }),
    });
    notify(undefined); // it is said
  }, [notice, notify, openRecent, t]);
}
