import { app } from './app.ts';
import { canvas } from './canvas.ts';
import { common } from './common.ts';
import { dialogs } from './dialogs.ts';
import { history } from './history.ts';
import { inspector } from './inspector.ts';
import { notices } from './notices.ts';
import { packet } from './packet.ts';
import { palette } from './palette.ts';
import { terminal } from './terminal.ts';
import { timeline } from './timeline.ts';

export const en = {
  app,
  canvas,
  common,
  dialogs,
  history,
  inspector,
  notices,
  packet,
  palette,
  terminal,
  timeline,
};
