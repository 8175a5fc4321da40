// Commands as bash writes them back: for `jobs`, BASH_COMMAND, messages, and in print-function.ts for `declare -f`.

import type { SyntaxNode } from 'unbash';

/** One line of it: the source, with its white space made single. */
export function printNode(node: SyntaxNode, source: string): string {
  const text = lineOf(node, source);
  return node.type === 'Subshell' ? text.replace(/^\(\s*(.*?)\s*\)$/s, '( $1 )') : text;
}

function lineOf(node: SyntaxNode, source: string): string {
  return source
    .slice(node.pos, node.end)
    .replace(/\s*\n\s*/g, '; ')
    .replace(/;\s*;/g, ';')
    .trim();
}
