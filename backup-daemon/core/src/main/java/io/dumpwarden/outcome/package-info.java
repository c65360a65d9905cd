/** Results that were proven while the metadata store was away, kept on disk until it is back. */
@NullMarked
package io.dumpwarden.outcome;

import org.jspecify.annotations.NullMarked;
