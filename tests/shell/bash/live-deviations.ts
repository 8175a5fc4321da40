// Scripts of live-scripts.txt that ours runs otherwise than bash, each with the reason. The test requires that they differ.

export interface Deviation {
  readonly starts: string;
  readonly because: string;
}

export const DEVIATIONS: readonly Deviation[] = [
  {
    starts: '[[ a = ; echo no',
    because: 'of a broken [[ ]] unbash says only where it is: we print the usual two lines and end with 2',
  },
];
