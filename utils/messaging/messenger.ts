import { defineExtensionMessaging } from '@webext-core/messaging';
import type { Envelope, RequestName } from './map';

/** What goes over the wire. Requests are `unknown` here on purpose: the gate parses them. */
type Protocol = Record<RequestName, (request: unknown) => Envelope<RequestName>>;

const messenger = defineExtensionMessaging<Protocol>();

/** Listens for one kind of request. */
export const onMessage = messenger.onMessage;

/** Sends one request. @throws where nobody answers. */
export const ask: (name: RequestName, request: unknown) => Promise<unknown> = messenger.sendMessage;
