/** Frames of a dump into a server, over several connections. */
@NullMarked
package io.dumpwarden.load;

import org.jspecify.annotations.NullMarked;
