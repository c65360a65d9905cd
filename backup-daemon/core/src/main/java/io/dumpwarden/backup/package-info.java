/** One execution: the queue of runs, the run itself, recovery after a crash. */
@NullMarked
package io.dumpwarden.backup;

import org.jspecify.annotations.NullMarked;
