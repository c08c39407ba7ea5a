import path from 'node:path';
import { parseArgs } from 'node:util';
import { exitOnBadConfig, loadConfig } from '#lib/config';
import { doctor as words, doctorEn as english } from '#lib/texts';
import { lookAtApps, settingsIn } from './doctor/apps.js';
import { lookAtDatabase } from './doctor/database.js';
import { type Finding, asJson, asText } from './doctor/finding.js';
import { lookAtMachine, lookAtMail, lookAtRing } from './doctor/machine.js';
import { lookAtSeals } from './doctor/seals.js';
import { lookAtOrigin } from './doctor/web.js';

/**
 * `npm run doctor -- [--settings DIR] [--ring-copy FILE] [--json]`: looks at an installation and changes nothing. As the owner of the database
 * (DATABASE_URL); the settings of the apps are read from `<app>.env` in a folder. Ends with 1 where something is bad.
 */
async function main(args: readonly string[]): Promise<void> {
  const options = { settings: { type: 'string' }, 'ring-copy': { type: 'string' }, json: { type: 'boolean' } } as const;
  const { settings: folder, 'ring-copy': copy, json = false } = parseArgs({ args: [...args], options }).values;
  const { databaseUrl } = exitOnBadConfig(() => loadConfig('owner'));
  const { settings, unread } = settingsIn(folder);
  const rings = [...new Set(Object.values(settings).flatMap((one) => one['YORISOI_KEY_RING']?.trim() || []))];
  const findings: Finding[] = [
    ...unread,
    ...(await lookAtMachine([...new Set([process.cwd(), ...rings.map((ring) => path.dirname(ring))])])),
    ...(await lookAtDatabase(databaseUrl)),
  ];
  for (const ring of rings.length > 0 ? rings : [undefined])
    findings.push(...(await lookAtRing(ring, databaseUrl, copy)), ...(await lookAtSeals(ring, databaseUrl)));
  findings.push(...(await lookAtApps(settings)));
  for (const app of ['console', 'family', 'committee', 'api'] as const) {
    const origin = settings[app]?.['YORISOI_ORIGIN'];
    if (origin?.startsWith('https://')) findings.push(...(await lookAtOrigin(app, origin)));
  }
  const smtp = settings.worker?.['SMTP_URL'];
  if (smtp) findings.push(...(await lookAtMail(smtp)));
  const bad = findings.filter(({ level }) => level === 'bad').length;
  console.log(json ? asJson(findings) : asText(findings));
  if (!json) console.log(bad > 0 ? `\n${words.bad}\n${english.bad}` : `\n${words.good}\n${english.good}`);
  process.exitCode = bad > 0 ? 1 : 0;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const { code, name } = error as { code?: string; name?: string };
  console.error(`${words.failed}\n${english.failed}\n${code ?? name ?? 'unknown'}`);
  process.exitCode = 1;
});
