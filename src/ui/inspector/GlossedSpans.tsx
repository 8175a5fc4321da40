import type { Span } from '../../explain/explanation.ts';
import { glossed } from '../../explain/glossed.ts';
import { define, type Term } from '../../explain/glossary.ts';
import { useApp } from '../app/store-context.ts';
import { TermButton } from '../common/TermButton.tsx';
import { Spans } from './Spans.tsx';

/** A sentence whose words of the field say what they mean: each at its first place. */
export function GlossedSpans({ spans }: { readonly spans: readonly Span[] }) {
  const language = useApp((state) => state.language);
  const known = new Set<Term>();
  return spans.map((span, index) => {
    // A sentence's spans never change places.
    // oxlint-disable-next-line react/no-array-index-key
    if (span.kind === 'code') return <Spans key={index} spans={[span]} />;
    return glossed(span.text, language, known).map(({ text, term }) =>
      term === undefined ? (
        <span key={`${index} ${text}`}>{text}</span>
      ) : (
        <TermButton key={`${index} ${term}`} word={text} definition={define(term)[language]} />
      ),
    );
  });
}
