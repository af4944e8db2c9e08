import { defineExtensionMessaging } from '@webext-core/messaging';
import type { DashboardRequestName } from './dashboard-schemas';
import type { RequestName } from './map';

type Name = RequestName | DashboardRequestName;

/** What goes over the wire: `unknown` here on purpose, since the gate parses requests and types replies. */
type Protocol = Record<Name, (request: unknown) => unknown>;

const messenger = defineExtensionMessaging<Protocol>();

/** Listens for one kind of request. */
export const onMessage = messenger.onMessage;

/** Sends one request. @throws where nobody answers. */
export const ask: (name: Name, request: unknown) => Promise<unknown> = messenger.sendMessage;
