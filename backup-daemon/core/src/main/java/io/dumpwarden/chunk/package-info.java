/** Tables cut into ranges of their keys, so that several connections share the work. */
@NullMarked
package io.dumpwarden.chunk;

import org.jspecify.annotations.NullMarked;
