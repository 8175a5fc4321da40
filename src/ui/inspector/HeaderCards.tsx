import { useMemo } from 'react';
import type { TraceEvent } from '../../engine/trace.ts';
import { Tag } from '../common/Tag.tsx';
import { useT } from '../i18n/I18n.tsx';
import { layersOf } from '../packet/frame-of.ts';
import { diffLayers, type FieldDiff, type LayerDiff } from '../packet/layer-diff.ts';
import { packetBefore } from '../packet/lineage.ts';
import { useRun } from '../timeline/use-run.ts';
import styles from './HeaderCards.module.css';

/** The packet's headers; where this step rewrote them, the old value struck through and the new one lit. */
export function HeaderCards({ event }: { readonly event: TraceEvent }) {
  const t = useT().inspector.step;
  const { events } = useRun();
  const layers = useMemo(() => headerDiff(events, event), [events, event]);
  if (layers.length === 0) return null;
  const rewritten = layers.some((layer) => layer.state !== 'same' || layer.fields.some((f) => f.changed));
  return (
    <section>
      <h3 className={styles.title}>{rewritten ? t.headersBefore : t.headers}</h3>
      {layers.map((layer) => (
        <LayerCard key={layer.name} layer={layer} />
      ))}
    </section>
  );
}

function headerDiff(events: readonly TraceEvent[], event: TraceEvent): readonly LayerDiff[] {
  if (!event.packet) return [];
  const before = packetBefore(events, event.seq);
  return diffLayers(before && layersOf(before), layersOf(event.packet)).filter(
    (layer) => layer.fields.length > 0,
  );
}

function LayerCard({ layer }: { readonly layer: LayerDiff }) {
  const { inspector, packet } = useT();
  const t = inspector.step;
  // Without its Ethernet header a packet is on its way to a neighbour whose address is still to be found.
  const awaited = layer.state === 'removed' && layer.protocol === 'ethernet';
  return (
    <div className={styles.layer} data-protocol={layer.protocol} data-state={awaited ? 'same' : layer.state}>
      <div className={styles.head}>
        <b>{layer.name}</b>
        {layer.state !== 'same' && !awaited && (
          <Tag tone={layer.state === 'added' ? 'accent' : 'neutral'}>{t[layer.state]}</Tag>
        )}
        <small>{packet.octetsOf(layer.length)}</small>
      </div>
      <dl className={styles.fields}>
        {layer.fields.map((field) => (
          <Field
            key={field.name}
            field={field}
            lit={layer.state === 'same'}
            {...(awaited && { missing: t.unknownMac })}
          />
        ))}
      </dl>
    </div>
  );
}

interface FieldProps {
  readonly field: FieldDiff;
  /** Are changes to be pointed out? In a whole new header everything is new. */
  readonly lit: boolean;
  readonly missing?: string;
}

function Field({ field, lit, missing }: FieldProps) {
  const t = useT().inspector.step;
  return (
    <div className={styles.field}>
      <dt>{field.name}</dt>
      <dd>
        {field.changed && field.before !== undefined && (
          <>
            <del>
              <span className="visually-hidden">{t.was} </span>
              {field.before}
            </del>{' '}
          </>
        )}
        {field.after !== undefined && (
          <span className={styles.value} data-changed={(field.changed && lit) || undefined}>
            {field.after}
          </span>
        )}
        {missing !== undefined && <span className={styles.missing}>{missing}</span>}
      </dd>
    </div>
  );
}
