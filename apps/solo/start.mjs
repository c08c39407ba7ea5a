// `npm start`: builds where needed, then runs everything in this process, so that signals reach it directly.
// `npm run dev` (--watch): builds again and restarts the apps when a source changes; the database goes on running.
import { watch } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, root, sayAndLeave } from './build.mjs';

async function start() {
  await build();
  const { run } = await import(pathToFileURL(path.join(root, 'dist/apps/solo/main.js')).href);
  const solo = await run();
  if (process.argv.includes('--watch')) rebuildOnChange(solo);
}

function rebuildOnChange(solo) {
  let waiting;
  let busy = Promise.resolve();
  const again = async () => {
    try {
      if (await build()) await solo.restart();
    } catch (error) {
      console.error(error.message);
    }
  };
  for (const folder of ['apps', 'libs', 'seeds', 'migrations']) {
    watch(path.join(root, folder), { recursive: true }, () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => (busy = busy.then(again)), 200);
    });
  }
}

start().catch(sayAndLeave);
