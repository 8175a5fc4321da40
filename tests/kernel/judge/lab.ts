// A random lab as a list of steps: lines of a script that runs under the real kernel and in the engine's shell alike.

export interface Step {
  /** What a user would type in the root namespace of a blank machine. */
  readonly text: string;
  /** Seconds that pass before it, at least; absent while the lab is being built. */
  readonly wait?: number;
}

export interface RandomLab {
  readonly seed: number;
  readonly steps: readonly Step[];
}

/** The whole lab as one script, for `unshare -nm bash` or `packetwalk run`: what a divergence is reported as. */
export function labScript(steps: readonly Step[]): string {
  return steps.map(({ text, wait }) => `${wait === undefined ? '' : `sleep ${wait}\n`}${text}\n`).join('');
}

/** Might it change a link, so that linkwatch has to catch up before the next step? */
export function changesLinks({ text }: Step): boolean {
  return /\b(link|brctl|ifconfig)\b/.test(text) || text.includes('ip netns del');
}
