import type { Layer } from '../../wire/fields.ts';
import { useT } from '../i18n/I18n.tsx';
import type { PlacedField } from './hex-rows.ts';
import styles from './LayerTree.module.css';

interface LayerTreeProps {
  readonly layers: readonly Layer[];
  readonly lit: PlacedField | undefined;
  readonly onLight: (field: PlacedField | undefined) => void;
  /** Where these layers are in the frame; see placedFields. */
  readonly path?: string;
}

/** One card a layer, one line a field. A field that is pointed at or focused lights its octets. */
export function LayerTree({ layers, lit, onLight, path = '' }: LayerTreeProps) {
  const t = useT().packet;
  return layers.map((layer, index) => (
    <details key={`${index}${layer.name}`} className={styles.layer} data-protocol={layer.protocol} open>
      <summary className={styles.head}>
        {layer.name}
        <small>{t.octetsOf(layer.octets[1] - layer.octets[0])}</small>
      </summary>
      <ul className={styles.fields}>
        {layer.fields.map((field) => {
          const placed = { id: `${path}${index}.${field.name}`, field, protocol: layer.protocol };
          return <FieldRow key={field.name} placed={placed} lit={lit?.id === placed.id} onLight={onLight} />;
        })}
      </ul>
      {layer.layers && (
        <div className={styles.embedded}>
          <p className={styles.about}>{t.embedded}</p>
          <LayerTree layers={layer.layers} lit={lit} onLight={onLight} path={`${path}${index}.`} />
        </div>
      )}
    </details>
  ));
}

interface FieldRowProps {
  readonly placed: PlacedField;
  readonly lit: boolean;
  readonly onLight: (field: PlacedField | undefined) => void;
}

function FieldRow({ placed, lit, onLight }: FieldRowProps) {
  const t = useT().packet;
  const { field } = placed;
  const note = field.note;
  return (
    <li>
      <button
        type="button"
        className={styles.field}
        data-lit={lit || undefined}
        onMouseEnter={() => onLight(placed)}
        onMouseLeave={() => onLight(undefined)}
        onFocus={() => onLight(placed)}
        onBlur={() => onLight(undefined)}
      >
        <span className={styles.name}>{field.name}</span>
        <span className={styles.value}>{field.value}</span>
        {field.bits && <span className={styles.note}>{t.bits(field.bits[0], field.bits[1] - 1)}</span>}
        {note && (
          <span className={styles.note} data-note={note}>
            {t.notes[note]}
          </span>
        )}
      </button>
    </li>
  );
}
