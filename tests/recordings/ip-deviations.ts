// Where `ip` and `bridge` differ from ip-missing.txt, and why. A test holds that each still does.

export const IP_DEVIATIONS: Readonly<Record<string, string>> = {};
