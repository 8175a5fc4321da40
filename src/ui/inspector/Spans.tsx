import type { Span } from '../../explain/explanation.ts';

/** A sentence with what a machine would print in the machine's type. */
export function Spans({ spans }: { readonly spans: readonly Span[] }) {
  return spans.map((span, index) =>
    span.kind === 'code' ? (
      // A sentence's spans never change places.
      // oxlint-disable-next-line react/no-array-index-key
      <code key={index}>{span.text}</code>
    ) : (
      // oxlint-disable-next-line react/no-array-index-key
      <span key={index}>{span.text}</span>
    ),
  );
}
