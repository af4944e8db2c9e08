import { useVersionAndShortcuts } from '@/components/use-version-and-shortcuts';
import { i18n } from '@/utils/i18n';
import type { LastConsoleView } from '@/utils/messaging/views';

interface Props {
  lastConsole: LastConsoleView;
  onReopen(): void;
}

/** Opens the last console again; shows the shortcut, if any. */
export function ReopenRow({ lastConsole: { serverName }, onReopen }: Props) {
  const shortcut = useVersionAndShortcuts()?.shortcuts.reopen;
  return (
    <button type="button" class="reopen" onClick={onReopen}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M3 8a5 5 0 1 0 1.6-3.7M3 2.5V5h2.5" />
      </svg>
      <span class="reopen-label">
        {serverName === null ? i18n.t('popup.reopen') : i18n.t('popup.reopenNamed', { name: serverName })}
      </span>
      {shortcut && <kbd>{shortcut}</kbd>}
    </button>
  );
}
