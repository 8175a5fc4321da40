import 'react';

declare module 'react' {
  // Computed tokens may be set inline: style={{ '--cable': 'var(--net-1)' }}.
  interface CSSProperties {
    [token: `--${string}`]: string | number | undefined;
  }
}
