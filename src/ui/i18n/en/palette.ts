export const palette = {
  title: 'Add to canvas',
  host: 'Host',
  router: 'Router',
  switch: 'Switch',
  hostHint: 'A Linux machine',
  routerHint: 'A Linux machine with ip_forward on',
  switchHint: 'A Linux bridge without an address',
  howTo: 'Drag onto the canvas, or press to add',
  examples: 'Examples',
};
