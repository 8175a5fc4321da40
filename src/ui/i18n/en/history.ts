// What the undo button names: by the keys that the store gives its history entries.

export const history: Readonly<Record<string, (name: string) => string>> = {};
