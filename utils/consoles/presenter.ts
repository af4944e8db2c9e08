import type { ShowRequest } from './console-tabs';
import type { ServerConsole } from './get-console';
import { showCloudPage } from './presenters/cloud-page';

/** Shows a console to the user. */
export interface Presenter {
  /** @returns tab id. Rejects as `openInTab`. */
  show(console: ServerConsole, request: ShowRequest): Promise<number>;
}

const cloudPage: Presenter = { show: showCloudPage };

/** Chooses how a console is shown. */
export function choosePresenter(): Presenter {
  return cloudPage;
}
