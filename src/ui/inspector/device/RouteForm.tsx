import { useState } from 'react';
import { err, ok, type Result } from '../../../base/result.ts';
import type { RouteSpec } from '../../../engine/netlink.ts';
import { parseIpv4 } from '../../../wire/ipv4-addr.ts';
import { SelectField, TextField } from '../../common/Field.tsx';
import type { Catalog } from '../../i18n/catalog.ts';
import { useT } from '../../i18n/I18n.tsx';
import { parseDestination } from '../command-op.ts';
import { InlineForm } from './InlineForm.tsx';
import { useDevice } from './use-device.ts';
import { useDevNames } from './use-rows.ts';

interface Texts {
  readonly dst: string;
  readonly via: string;
  readonly dev: string;
  readonly metric: string;
}

/** `ip route add`: the destination, and a gateway, a device or both. */
export function RouteForm({ onClose }: { readonly onClose: () => void }) {
  const t = useT().inspector.device;
  const { ns, edit } = useDevice();
  const devs = useDevNames();
  const [texts, setTexts] = useState<Texts>({ dst: '', via: '', dev: '', metric: '' });
  const change = (part: Partial<Texts>) => setTexts({ ...texts, ...part });
  const submit = () => {
    const route = routeOf(texts, t);
    return route.ok ? edit({ op: 'route.add', netns: ns.id, route: route.value }) : route.error;
  };
  return (
    <InlineForm label={t.addRoute} submit={t.add} onSubmit={submit} onClose={onClose}>
      <TextField
        label={t.routeDst}
        mono
        placeholder="default"
        value={texts.dst}
        onChange={(dst) => change({ dst })}
      />
      <TextField
        label={t.routeVia}
        mono
        placeholder="192.0.2.1"
        value={texts.via}
        onChange={(via) => change({ via })}
      />
      <SelectField
        label={t.routeDev}
        mono
        value={texts.dev}
        onChange={(dev) => change({ dev })}
        options={[{ value: '', label: t.anyDev }, ...devs.map((name) => ({ value: name, label: name }))]}
      />
      <TextField
        label={t.routeMetric}
        mono
        inputMode="numeric"
        placeholder="0"
        value={texts.metric}
        onChange={(metric) => change({ metric })}
      />
    </InlineForm>
  );
}

function routeOf(texts: Texts, t: Catalog['inspector']['device']): Result<RouteSpec> {
  const dst = parseDestination(texts.dst.trim());
  if (!dst) return err(t.badDst);
  const via = texts.via.trim() === '' ? undefined : parseIpv4(texts.via.trim());
  if (via && !via.ok) return err(t.badAddress);
  if (!/^\d*$/.test(texts.metric.trim())) return err(t.badNumber);
  return ok({
    dst,
    ...(via && { via: via.value }),
    ...(texts.dev !== '' && { dev: texts.dev }),
    ...(texts.metric.trim() !== '' && { metric: Number(texts.metric) }),
  });
}
