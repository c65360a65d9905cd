/** Backups held against their own history: what shrank, grew or took unlike before. */
@NullMarked
package io.dumpwarden.anomaly;

import org.jspecify.annotations.NullMarked;
