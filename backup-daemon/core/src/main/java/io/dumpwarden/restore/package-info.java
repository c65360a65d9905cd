/** Back again: from a stored copy into a server. */
@NullMarked
package io.dumpwarden.restore;

import org.jspecify.annotations.NullMarked;
