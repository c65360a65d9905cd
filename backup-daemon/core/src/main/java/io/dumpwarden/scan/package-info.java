/** What servers hold, what of it is protected, and what was last seen of servers that are away. */
@NullMarked
package io.dumpwarden.scan;

import org.jspecify.annotations.NullMarked;
