/** Databases out: the dump engines and the tools they drive. */
@NullMarked
package io.dumpwarden.dump;

import org.jspecify.annotations.NullMarked;
