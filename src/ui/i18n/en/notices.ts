// What the store has to say: by the keys of its notices. `detail` is the reason, in the words of who refused.

export const notices: Readonly<Record<string, (detail: string) => string>> = {};
