import { EXAMPLES, exampleDocument } from '../../document/examples.ts';
import { useActions, useApp } from '../app/store-context.ts';
import { MACHINE_KINDS } from '../canvas/scope.ts';
import { useT } from '../i18n/I18n.tsx';
import styles from './Palette.module.css';
import { PaletteTile } from './PaletteTile.tsx';

/** What can be put on the canvas, and labs to start from. */
export function Palette() {
  const t = useT();
  return (
    <div className={styles.palette}>
      <h2 className={styles.title} id="palette-title">
        {t.palette.title}
      </h2>
      <ul className={styles.tiles} aria-labelledby="palette-title">
        {MACHINE_KINDS.map((kind) => (
          <li key={kind}>
            <PaletteTile kind={kind} />
          </li>
        ))}
      </ul>
      <p className={styles.hint}>{t.palette.howTo}</p>
      <Examples />
    </div>
  );
}

function Examples() {
  const t = useT();
  const { openDocument } = useActions();
  const language = useApp((state) => state.language);
  const name = useApp((state) => state.document.name);
  return (
    <>
      <h2 className={styles.title} id="examples-title">
        {t.palette.examples}
      </h2>
      <ul aria-labelledby="examples-title">
        {EXAMPLES.map((example) => (
          <li key={example.id}>
            <button
              type="button"
              className={styles.example}
              title={example.about[language]}
              aria-current={Object.values(example.title).includes(name) ? 'true' : undefined}
              onClick={() => openDocument(exampleDocument(example, language))}
            >
              {example.title[language]}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
