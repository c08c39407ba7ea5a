const maintenance = '-c yorisoi.maintenance=on';

/**
 * The address of the owner for what maintains: migrations, seeds, backups, tests. His tables close themselves to him too; he sees rows only on
 * a connection that says this. Whoever starts an app with the owner's address by mistake does not say it, and finds nothing.
 */
export function ownerAddress(url: string): string {
  const address = new URL(url);
  const others = optionsIn(url).replace(maintenance, '').trim();
  address.searchParams.set('options', `${others} ${maintenance}`.trim());
  return address.href;
}

/** What an address says about the start of a session. In an address it would replace what we say ourselves, so both are put together. */
export const optionsIn = (url: string): string => new URL(url).searchParams.get('options') ?? '';

export function withoutOptions(url: string): string {
  const address = new URL(url);
  address.searchParams.delete('options');
  return address.href;
}
