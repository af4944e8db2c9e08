import { i18n } from '@/utils/i18n';
import type { ConsoleObstacle } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import { ACTION_OF_CODE, type ProblemAction } from './next-step';

/** A problem in the user's language. */
export interface Explanation {
  sentence: string;
  nextStep: string;
  action: ProblemAction;
  /** failed call and request id: `POST nova.example.org → 409 · req-…` */
  failedCall: string | null;
}

/** Obstacles that do not go away. */
const PERMANENT_OBSTACLES: readonly ConsoleObstacle[] = ['deleting', 'deleted'];

/** The words for a problem. Never throws. */
export function explain(problem: Problem): Explanation {
  const { obstacle } = problem.facts;
  const failedCall = failedCallOf(problem);
  if (problem.code === 'SERVER_HAS_NO_CONSOLE' && obstacle !== undefined) {
    return {
      sentence: i18n.t(`obstacle.${obstacle}.sentence`),
      nextStep: i18n.t(`obstacle.${obstacle}.nextStep`),
      action: PERMANENT_OBSTACLES.includes(obstacle) ? 'none' : 'retry',
      failedCall,
    };
  }
  return {
    sentence: sentenceWithFacts(problem) ?? i18n.t(`problem.${problem.code}.sentence`),
    nextStep: nextStepWithFacts(problem) ?? i18n.t(`problem.${problem.code}.nextStep`),
    action: ACTION_OF_CODE[problem.code],
    failedCall,
  };
}

/** The host of a match pattern such as `https://nova.example.org/*`, with a word where it is plain http to another computer. */
export function hostLabel(pattern: string): string {
  const host = pattern.replace(/^[^:]*:\/\//, '').replace(/\/\*$/, '');
  return isPlainHttp(pattern) ? i18n.t('settings.hosts.plain', { host }) : host;
}

/** The host of an address, with its port; with a word as `hostLabel`. */
export function addressLabel(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host } = new URL(url);
  return isPlainHttp(url) ? i18n.t('settings.hosts.plain', { host }) : host;
}

/** Whether what is sent is not encrypted: http to another computer. */
export function isPlainHttp(url: string): boolean {
  if (!URL.canParse(url.trim())) return false;
  const { protocol, hostname } = new URL(url.trim());
  return protocol === 'http:' && !/^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

function sentenceWithFacts({ code, facts }: Problem): string | null {
  if (code === 'HOST_PERMISSION_MISSING') {
    const hosts = facts.origins?.map(hostLabel) ?? (facts.host === undefined ? [] : [facts.host]);
    return hosts.length === 0 ? null : i18n.t('problemWith.hosts', { hosts: [...new Set(hosts)].join(', ') });
  }
  if (code === 'DASHBOARD_SWITCHED' && facts.projectName !== undefined) {
    return i18n.t('problemWith.switched', { project: facts.projectName });
  }
  if (code === 'DASHBOARD_REGION_SWITCHED' && facts.regionName !== undefined) {
    return i18n.t('problemWith.switchedRegion', { region: facts.regionName });
  }
  const { credential, userName: user, cloudName: cloud } = facts;
  if (code === 'APP_CREDENTIAL_ORPHANED' && credential !== undefined && user !== undefined && cloud !== undefined) {
    return i18n.t('problemWith.orphaned', { credential, user, cloud });
  }
  if (code === 'CREDENTIAL_MISSING' && facts.noLongerStored) return i18n.t('problemWith.noLongerStored');
  if (facts.host === undefined) return null;
  if (code === 'DASHBOARD_OTHER_HOST')
    return facts.dashboardUrl === undefined
      ? i18n.t('problemWith.otherHost', { host: facts.host })
      : i18n.t('problemWith.redirectsToDashboard', { host: facts.host, dashboard: facts.dashboardUrl });
  if (code === 'NETWORK') return i18n.t('problemWith.unreachable', { host: facts.host });
  if (code === 'TIMEOUT') return i18n.t('problemWith.timeout', { host: facts.host });
  if (code === 'UNAVAILABLE') return i18n.t('problemWith.unavailable', { host: facts.host });
  return null;
}

function nextStepWithFacts({ code, facts }: Problem): string | null {
  if (code === 'RATE_LIMITED' || code === 'UNAVAILABLE') {
    return facts.retryAfter ? i18n.t('problemWith.wait', { seconds: facts.retryAfter }) : null;
  }
  if (code === 'PASSPHRASE_WRONG' || code === 'PASSPHRASE_WAIT') {
    return facts.retryAfter ? i18n.t('vault.wait', { seconds: facts.retryAfter }) : null;
  }
  if (code === 'DASHBOARD_OTHER_HOST' && facts.dashboardUrl !== undefined)
    return i18n.t('problemWith.redirectsToDashboardStep');
  if (code === 'DASHBOARD_OTHER_HOST' && facts.httpsAddress !== undefined) {
    return i18n.t('problemWith.secure', { address: facts.httpsAddress });
  }
  if (code === 'AUTH_METHOD_DISABLED' && facts.methods?.length) {
    return i18n.t('problemWith.methods', { methods: facts.methods.join(', ') });
  }
  if (code === 'PASSWORD_UNACCEPTABLE' && facts.detail !== undefined) {
    return i18n.t('problemWith.passwordRules', { detail: facts.detail });
  }
  if (code === 'REGION_UNKNOWN' && facts.regions?.length) {
    return i18n.t('problemWith.regions', { regions: facts.regions.join(', ') });
  }
  return null;
}

function failedCallOf({ facts }: Problem): string | null {
  const call = [facts.method, facts.host].filter(Boolean).join(' ');
  const outcome = facts.status === undefined ? call : [call, '→', facts.status].filter(Boolean).join(' ');
  const parts = [outcome, facts.requestId].filter(Boolean);
  return parts.length === 0 ? null : parts.join(' · ');
}
