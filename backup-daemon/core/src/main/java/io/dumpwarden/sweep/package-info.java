/**
 * What processes that ended without a word left behind: their runs are ended, their remains
 * removed.
 */
@NullMarked
package io.dumpwarden.sweep;

import org.jspecify.annotations.NullMarked;
