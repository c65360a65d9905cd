/**
 * Who is told what: what is wrong now is compared with what was wrong before, and what changed is
 * written into a queue of messages, which nodes send through channels.
 */
@NullMarked
package io.dumpwarden.notify;

import org.jspecify.annotations.NullMarked;
