import { err, ok, type Result } from '../../../base/result.ts';
import { RT_TABLE_MAIN } from '../../../engine/fib/route.ts';
import type { RouteSpec } from '../../../engine/netlink.ts';
import { parseIpv4 } from '../../../wire/ipv4-addr.ts';
import type { Catalog } from '../../i18n/catalog.ts';
import { useT } from '../../i18n/I18n.tsx';
import { parseDestination } from '../command-op.ts';
import { EntryForm } from './EntryForm.tsx';
import { parseTable } from './table-name.ts';
import { useDevice } from './use-device.ts';
import { useDevNames } from './use-rows.ts';

type Key = 'dst' | 'via' | 'dev' | 'metric' | 'table';

/** `ip route add`: the destination, and a gateway, a device or both. */
export function RouteForm({ onClose }: { readonly onClose: () => void }) {
  const t = useT().inspector.device;
  const { ns } = useDevice();
  const devs = useDevNames();
  return (
    <EntryForm<Key>
      label={t.addRoute}
      fields={[
        { key: 'dst', label: t.routeDst, placeholder: 'default' },
        { key: 'via', label: t.routeVia, placeholder: '192.0.2.1' },
        { key: 'dev', label: t.routeDev, options: ['', ...devs], none: t.anyDev },
        { key: 'metric', label: t.routeMetric, placeholder: '0', numeric: true },
        { key: 'table', label: t.table, placeholder: 'main' },
      ]}
      toOps={(texts) => {
        const route = routeOf(texts, t);
        return route.ok ? ok([{ op: 'route.add', netns: ns.id, route: route.value }]) : route;
      }}
      onClose={onClose}
    />
  );
}

function routeOf(texts: Readonly<Record<Key, string>>, t: Catalog['inspector']['device']): Result<RouteSpec> {
  const dst = parseDestination(texts.dst);
  if (!dst) return err(t.badDst);
  const via = texts.via === '' ? undefined : parseIpv4(texts.via);
  if (via && !via.ok) return err(t.badAddress);
  if (!/^\d*$/.test(texts.metric)) return err(t.badNumber);
  const table = texts.table === '' ? RT_TABLE_MAIN : parseTable(texts.table);
  if (table === undefined) return err(t.badTable);
  return ok({
    dst,
    ...(via && { via: via.value }),
    ...(texts.dev !== '' && { dev: texts.dev }),
    ...(texts.metric !== '' && { metric: Number(texts.metric) }),
    ...(table !== RT_TABLE_MAIN && { table }),
  });
}
