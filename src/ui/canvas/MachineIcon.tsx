import type { MachineKind } from './scope.ts';

const PATHS: Readonly<Record<MachineKind, string>> = {
  host: 'M4.5 4h15A1.5 1.5 0 0 1 21 5.5v9a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 14.5v-9A1.5 1.5 0 0 1 4.5 4ZM9 20h6M12 16v4',
  router: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM7 12h10M14 9l3 3-3 3',
  switch:
    'M3.5 8h17A1.5 1.5 0 0 1 22 9.5v5a1.5 1.5 0 0 1-1.5 1.5h-17A1.5 1.5 0 0 1 2 14.5v-5A1.5 1.5 0 0 1 3.5 8ZM6 12h.01M10 12h.01M14 12h.01M18 12h.01',
};

/** The picture of a kind of machine; decoration, its word stands beside it. */
export function MachineIcon({ kind, size = 16 }: { readonly kind: MachineKind; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={size > 20 ? 1.6 : 1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      <path d={PATHS[kind]} />
    </svg>
  );
}
