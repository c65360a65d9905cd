/**
 * How notices reach receivers: mail, chat, webhooks, dead-man pings. A receiver's address may be
 * the secret that lets one in: messages name the channel and the host, never more.
 */
@NullMarked
package io.dumpwarden.notify.send;

import org.jspecify.annotations.NullMarked;
