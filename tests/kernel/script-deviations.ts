// Scripts in which the engine doesn't do what the kernel does, and why. A test requires that they still differ.

export const DEVIATIONS: Readonly<Record<string, string>> = {};
