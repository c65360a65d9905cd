/** One moment of a server, seen by several connections: locks, guards, positions. */
@NullMarked
package io.dumpwarden.snapshot;

import org.jspecify.annotations.NullMarked;
