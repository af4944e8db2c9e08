import type { ShowRequest } from './console-tabs';
import type { ServerConsole } from './get-console';
import { showCloudPage } from './presenters/cloud-page';

/** A way to show a console to the user. */
export interface Presenter {
  /** @returns the id of the tab that shows it. Rejects where the request's private window was closed. */
  show(console: ServerConsole, request: ShowRequest): Promise<number>;
}

const cloudPage: Presenter = { show: showCloudPage };

/** The one place that chooses how a console is shown: today always in its cloud's own page. */
export function choosePresenter(): Presenter {
  return cloudPage;
}
