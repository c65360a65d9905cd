/** The native engine: dumps through the JDBC driver, over several connections, in frames. */
@NullMarked
package io.dumpwarden.engine;

import org.jspecify.annotations.NullMarked;
