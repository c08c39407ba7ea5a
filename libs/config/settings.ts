import { isIP } from 'node:net';
import { IsBoolean, IsEmail, IsIn, IsInt, IsOptional, IsString, Max, Min, ValidateIf } from 'class-validator';
import { type OidcSetting, areProviders } from './oidc.js';
import { Check, isHttps, isLoopback, isNetwork, isOrigin, isPrivateDatabase, isUrlOf, isUrlWithoutMore, urlOf } from './checks.js';

const isPostgres = isUrlOf('postgres:', 'postgresql:');
const isRedis = isUrlWithoutMore('redis:', 'rediss:');
const isSmtp = isUrlWithoutMore('smtp:', 'smtps:');
const UpToAMillion = (code: string) =>
  Check(code, (count) => Number.isInteger(count) && (count as number) >= 0 && (count as number) <= 1_000_000);
const range = (code: string) => ({ message: code });
/** What holds in production only, of a value that is well formed otherwise: one mistake is told once. */
const InProduction = <Owner extends BaseConfig>(
  code: string,
  wellFormed: (value: unknown) => boolean,
  holds: (value: unknown, all: Owner) => boolean,
) => Check<Owner>(code, (value, all) => all.mode !== 'production' || !wellFormed(value) || holds(value, all));
const HttpsInProduction = () => InProduction('origin-plain', isOrigin, isHttps);

/** What every process of the house knows. Without a word it runs as production, so that nothing lax is on by accident. */
export class BaseConfig {
  @IsIn(['production', 'development', 'test'], { message: 'node-env' })
  nodeEnv: 'production' | 'development' | 'test' = 'development';

  /** With the training clock the sentence about the clock says it. */
  @IsIn(['solo', 'production'], { message: 'mode' })
  @Check<BaseConfig>('mode-contradicts', (mode, all) => mode !== 'solo' || all.nodeEnv !== 'production' || all.training === true)
  mode: 'solo' | 'production' = 'production';

  /** Node.js itself: 0 lets every TLS connection of the process end at anybody. */
  @Check<BaseConfig>('tls-unchecked', (value, all) => value !== '0' || all.mode !== 'production')
  tlsChecked?: string;

  /** The training clock. Refused together with anything that says production. */
  @IsBoolean({ message: 'training' })
  @Check<BaseConfig>('training-production', (on, all) => on !== true || (all.mode === 'solo' && all.nodeEnv !== 'production'))
  training = false;
}

/** db:migrate and db:seed, as the owner of the database. */
export class OwnerConfig extends BaseConfig {
  @Check('database-url', isPostgres)
  @InProduction('database-plain', isPostgres, isPrivateDatabase)
  databaseUrl: string;
}

/** What reads or writes sealed texts; keys:make, keys:next and keys:rotate, as the owner of the database. */
export class RingConfig extends OwnerConfig {
  /** The file of the key ring, which is kept apart from the database. */
  @IsString({ message: 'key-ring' })
  keyRing: string;
}

/** console, family, committee, api. */
export class WebConfig extends RingConfig {
  @IsInt(range('port'))
  @Min(0, range('port'))
  @Max(65535, range('port'))
  port: number;

  @Check('host', (host) => typeof host === 'string' && (isIP(host) !== 0 || host === 'localhost'))
  @Check<WebConfig>('host-solo', (host, all) => all.mode !== 'solo' || isLoopback(host))
  @InProduction<WebConfig>('host-open', () => true, (host, all) => isLoopback(host) || all.trustProxy.length > 0)
  host = '127.0.0.1';

  /** Where people reach this app, e.g. https://console.example.jp; behind a proxy not the address it listens on. Demanded in production. */
  @ValidateIf((all: WebConfig) => all.origin !== undefined || all.mode === 'production')
  @Check<WebConfig>('origin-missing', (origin, all) => origin !== undefined || all.mode !== 'production')
  @Check('origin', (origin) => origin === undefined || isOrigin(origin))
  @HttpsInProduction()
  origin?: string;

  /** Addresses of the proxies before this app: only they may say in X-Forwarded-For who asks. */
  @Check('trust-proxy', (networks) => Array.isArray(networks) && networks.every(isNetwork))
  trustProxy: readonly string[] = [];

  /** What one account may look at and change in a minute, and what one address may send that is not signed in. 0 is no limit. */
  @UpToAMillion('per-minute')
  readsPerMinute = 600;
  @UpToAMillion('per-minute')
  writesPerMinute = 120;
  @UpToAMillion('per-minute')
  strangersPerMinute = 1_200;

  /** Connections one address may hold at once, where no proxy stands before the app. 0 is no limit. */
  @UpToAMillion('connections')
  connectionsPerAddress = 500;

  get limits() {
    return { reads: this.readsPerMinute, writes: this.writesPerMinute, strangers: this.strangersPerMinute };
  }

  /** What an app of pages or the API listens with. */
  get web() {
    const { port, host, origin, trustProxy, connectionsPerAddress, secureCookies: secure } = this;
    // Plain HTTP leaves this machine only towards the proxy that is named.
    return { port, host, origin, trustProxy, connectionsPerAddress, secure, onlyProxies: !isLoopback(host) };
  }

  get secureCookies(): boolean {
    return this.origin?.startsWith('https:') ?? false;
  }
}

/** The console says where the other doors are, to families on paper. */
export class ConsoleConfig extends WebConfig {
  @IsOptional()
  @Check('family-origin', isOrigin)
  @HttpsInProduction()
  familyOrigin?: string;

  @IsOptional()
  @Check('committee-origin', isOrigin)
  @HttpsInProduction()
  committeeOrigin?: string;

  /** Providers of offices, whose accounts lead in here. */
  @Check('oidc', areProviders)
  @Check<ConsoleConfig>('oidc-origin', (oidc, all) => !Array.isArray(oidc) || oidc.length === 0 || all.origin !== undefined)
  oidc: readonly OidcSetting[] = [];
}

export class WorkerConfig extends RingConfig {
  @IsOptional()
  @Check('redis-url', isRedis)
  @InProduction('redis-plain', isRedis, (url) => urlOf(url)?.protocol === 'rediss:' || isLoopback(urlOf(url)?.hostname))
  redisUrl?: string;

  @Check('smtp-url', isSmtp)
  smtpUrl: string;

  @IsEmail({ require_tld: false, allow_display_name: true }, { message: 'mail-from' })
  mailFrom: string;

  /** Addresses outside of the house that get the root of the journal every day. */
  @IsEmail({ require_tld: false }, { each: true, message: 'root-to' })
  rootTo: readonly string[] = [];

  /** Where the staff's links in mails lead. */
  @Check('origin', isOrigin)
  @HttpsInProduction()
  origin: string;

  @Check('family-origin', isOrigin)
  @HttpsInProduction()
  familyOrigin: string;

  @Check('committee-origin', isOrigin)
  @HttpsInProduction()
  committeeOrigin: string;
}

export class SoloConfig extends BaseConfig {
  override mode: 'solo' | 'production' = 'solo';

  @IsOptional()
  @Check('database-url', isPostgres)
  databaseUrl?: string;

  @IsOptional()
  @Check('redis-url', isRedis)
  redisUrl?: string;

  @IsString({ message: 'data' })
  data = '.data';

  @IsInt(range('port-base'))
  @Min(1024, range('port-base'))
  @Max(65530, range('port-base'))
  portBase = 4100;
}

export const configs = {
  console: ConsoleConfig,
  family: WebConfig,
  committee: WebConfig,
  api: WebConfig,
  worker: WorkerConfig,
  owner: OwnerConfig,
  keys: RingConfig,
  solo: SoloConfig,
} as const;
export type AppName = keyof typeof configs;
export type ConfigOf<App extends AppName> = InstanceType<(typeof configs)[App]>;
