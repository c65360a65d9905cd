/** Rows as SQL: every type by value, as INSERT statements that the stock client replays. */
@NullMarked
package io.dumpwarden.rows;

import org.jspecify.annotations.NullMarked;
