// Seeds whose scripts ours runs otherwise than bash, each with the reason.

export const KNOWN: ReadonlyMap<number, string> = new Map([
  [10, "bash counts a case's lines wrongly after an arithmetic error has given it up"],
  [47, 'a forbidden extended pattern within $(…) is found when it runs, not when the line is read'],
  [55, '`n++ + ++n--`: the words of the error'],
  [57, 'an unquoted ${@@Q} in an assignment is joined with a space, not with the first character of IFS'],
  [80, "unset 'a[-1]' of an empty list: the words of the error"],
]);
