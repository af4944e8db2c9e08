import { PolicyMark } from '@/components/settings/policy/policy-mark';
import { i18n } from '@/utils/i18n';
import type { CloudView } from '@/utils/messaging/views';

interface Props {
  clouds: CloudView[];
  current: string | null;
  locked: boolean;
  onChoose(id: string): void;
  onAdd(): void;
}

/** The stored clouds, each with marks: production, locked, signed out, set by an administrator. */
export function CloudList({ clouds, current, locked, onChoose, onAdd }: Props) {
  return (
    <nav class="clouds" aria-label={i18n.t('settings.clouds')}>
      <ul>
        {clouds.map(({ profile, hasCredential, preset }) => (
          <li key={profile.id}>
            <button
              type="button"
              class="cloud"
              style={{ '--cloud': profile.color }}
              aria-current={profile.id === current ? 'true' : undefined}
              onClick={() => onChoose(profile.id)}
            >
              <i />
              <span class="cloud-name">
                {profile.name}
                {preset !== undefined && <PolicyMark />}
              </span>
              {profile.production && <span class="badge">{i18n.t('settings.production')}</span>}
              {locked && hasCredential && profile.remember === 'passphrase' && (
                <span class="cloud-note">{i18n.t('vault.locked')}</span>
              )}
              {!hasCredential && <span class="cloud-note">{i18n.t('settings.signedOut')}</span>}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="button add" onClick={onAdd}>
        {i18n.t('settings.addCloud')}
      </button>
    </nav>
  );
}
