import { useState } from 'react';
import { RT_TABLE_LOCAL, type Route } from '../../../engine/fib/route.ts';
import { Button } from '../../common/Button.tsx';
import { Tag } from '../../common/Tag.tsx';
import { useT } from '../../i18n/I18n.tsx';
import { DeviceSection } from './DeviceSection.tsx';
import { isSameRoute } from './lit.ts';
import { destinationText, keyOf, specOf, tablesOf } from './route-text.ts';
import { RouteForm } from './RouteForm.tsx';
import { ActionsHead, RowAction } from './RowAction.tsx';
import styles from './rows.module.css';
import { useDevice } from './use-device.ts';
import { useRefusal } from './use-rows.ts';

export function RouteSection() {
  const t = useT().inspector.device;
  const { ns, lit } = useDevice();
  const [local, setLocal] = useState(false);
  const [refusal, edit] = useRefusal();
  // A step that is decided by the local table opens it.
  const showLocal = local || lit.route?.table === RT_TABLE_LOCAL;
  const tables = tablesOf(ns, showLocal);
  return (
    <DeviceSection
      title={t.sections.routes}
      command={t.commands.routes}
      add={{ label: t.addRoute, Form: RouteForm }}
      actions={
        <Button small look="ghost" aria-pressed={showLocal} onClick={() => setLocal(!local)}>
          {t.showLocal}
        </Button>
      }
    >
      {tables.map(({ name, routes }) => (
        <RouteTable key={name} name={name} routes={routes} edit={edit} />
      ))}
      {refusal}
    </DeviceSection>
  );
}

interface RouteTableProps {
  readonly name: string;
  readonly routes: readonly Route[];
  readonly edit: ReturnType<typeof useRefusal>[1];
}

function RouteTable({ name, routes, edit }: RouteTableProps) {
  const t = useT().inspector.device;
  const isMain = name === 'main';
  if (routes.length === 0) return isMain ? <p className={styles.empty}>{t.empty.routes}</p> : null;
  return (
    <table className={styles.table} aria-label={t.tableName(name)}>
      {!isMain && <caption className={styles.caption}>{t.tableName(name)}</caption>}
      <thead>
        <tr>
          <th scope="col">{t.columns.dst}</th>
          <th scope="col">{t.columns.via}</th>
          <th scope="col">{t.columns.dev}</th>
          <ActionsHead />
        </tr>
      </thead>
      <tbody>
        {routes.map((route) => (
          <RouteRow key={keyOf(route)} route={route} edit={edit} />
        ))}
      </tbody>
    </table>
  );
}

interface RouteRowProps {
  readonly route: Route;
  readonly edit: ReturnType<typeof useRefusal>[1];
}

function RouteRow({ route, edit }: RouteRowProps) {
  const t = useT().inspector.device;
  const { ns, lit } = useDevice();
  const dst = destinationText(route);
  const dev = route.dev === undefined ? '' : (ns.devs.get(route.dev)?.name ?? '');
  return (
    <tr data-lit={isSameRoute(route, lit.route) || undefined}>
      <td>
        {route.type !== 'unicast' && <span className={styles.extra}>{route.type} </span>}
        {dst}
        <RouteExtra route={route} />
      </td>
      <td>{route.via ?? '·'}</td>
      <td>{dev}</td>
      <RowAction
        label={t.removeRoute(dst)}
        onClick={() => edit({ op: 'route.del', netns: ns.id, route: specOf(route, dev) })}
      />
    </tr>
  );
}

function RouteExtra({ route }: { readonly route: Route }) {
  const t = useT().inspector.device;
  const words = [
    route.src === undefined ? '' : `src ${route.src}`,
    route.metric === 0 ? '' : `metric ${route.metric}`,
    route.mtu === undefined ? '' : `mtu ${route.mtu}`,
    route.onlink ? 'onlink' : '',
  ].filter((word) => word !== '');
  if (words.length === 0 && !route.linkdown) return null;
  return (
    <div className={styles.extra}>
      {words.join(' ')} {route.linkdown && <Tag tone="warn">{t.linkdown}</Tag>}
    </div>
  );
}
