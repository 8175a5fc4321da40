import { useMemo, useState } from 'react';
import { emitFrame } from '../../wire/frame.ts';
import type { Packet } from '../../wire/packet.ts';
import { tcpdumpLine } from '../../wire/tcpdump.ts';
import { useApp } from '../app/store-context.ts';
import { CopyButton } from '../inspector/CopyButton.tsx';
import { PanelNote } from '../inspector/PanelNote.tsx';
import { useT } from '../i18n/I18n.tsx';
import { frameOf, layersOf } from './frame-of.ts';
import { fieldsByOctet, placedFields, type PlacedField } from './hex-rows.ts';
import { Hexdump } from './Hexdump.tsx';
import { LayerTree } from './LayerTree.tsx';
import styles from './PacketPanel.module.css';
import { PcapMenu } from './PcapMenu.tsx';

/** The packet of the step, taken apart: layers and octets point at each other. */
export function PacketPanel() {
  const t = useT().packet;
  const event = useApp((state) => state.lab.world.events[state.cursor]);
  const hasRun = useApp((state) => state.length > 0);
  if (!event?.packet) return <PanelNote>{hasRun ? t.none : t.notRun}</PanelNote>;
  return <PacketView packet={event.packet} />;
}

function PacketView({ packet }: { readonly packet: Packet }) {
  const t = useT().packet;
  const [lit, setLit] = useState<PlacedField | undefined>();
  const view = useMemo(() => viewOf(packet), [packet]);
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <span className={styles.id}>
          {t.identity(packet.id)}
          {packet.parent !== undefined && <span className={styles.parent}>{t.parent(packet.parent)}</span>}
        </span>
        <PcapMenu />
      </div>
      <div className={styles.dump}>
        <code aria-label={t.tcpdump}>{view.line}</code>
        <CopyButton text={view.line} />
      </div>
      <section className={styles.octets}>
        <h3 className={styles.title}>
          {t.octets} <small>{t.octetsOf(view.length)}</small>
        </h3>
        <Hexdump octets={view.octets} first={view.first} owners={view.owners} lit={lit} onLight={setLit} />
      </section>
      <h3 className={styles.title}>{t.layers}</h3>
      {!packet.eth && <p className={styles.missing}>{t.noEthernet}</p>}
      <LayerTree layers={view.layers} lit={lit} onLight={setLit} />
    </div>
  );
}

function viewOf(packet: Packet) {
  const frame = frameOf(packet);
  const octets = emitFrame(frame);
  const layers = layersOf(packet);
  const first = packet.eth ? 0 : (layers[0]?.octets[0] ?? 0);
  return {
    line: tcpdumpLine(frame),
    layers,
    octets,
    first,
    length: octets.length - first,
    owners: fieldsByOctet(placedFields(layers), octets.length),
  };
}
