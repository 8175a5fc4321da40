// Seeds whose pipelines ours runs otherwise than the real tools, each with the reason.

export const KNOWN_TOOLS: ReadonlyMap<number, string> = new Map([
  [14, 'tail -2 beside other options is refused'],
  [18, 'head: a wrong number that a later option replaces'],
  [38, 'join -o auto'],
  [51, 'column has no -n'],
  [66, 'column -c: a wrong number is told before a wrong option'],
  [70, 'join --check-order prints what came before the disorder'],
  [79, "awk's %c of a field that looks like a number"],
  [80, 'expand -t N,+M'],
  [93, 'fold -w 0: the words of the error'],
  [96, 'unexpand -t given twice'],
]);
