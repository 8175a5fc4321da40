// axe over a part of the page: WCAG 2.2 AA. The answer is one line a violation, so that an empty list reads well.

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

export async function violations(page: Page, within: string): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .include(within)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return found.flatMap((violation) =>
    violation.nodes
      .slice(0, 4)
      .map(
        (node) =>
          `${violation.id}: ${node.target.join(' ')} ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`,
      ),
  );
}
